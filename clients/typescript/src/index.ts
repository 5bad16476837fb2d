/** Talk to the 12345 hotline service. */

export { AddressError } from "./addresses.js";
export { connect, Hotline, ONLY_NEW, type Connecting } from "./client.js";
export { openChannel, type Tls, type Token } from "./connecting.js";
export { HotlineError } from "./errors.js";
export { ConnectionFault, isPermanent } from "./faults.js";
export { type Tell, type Waiting } from "./waiting.js";
export { Status } from "nice-grpc";
