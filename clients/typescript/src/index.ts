/** Talk to the 12345 hotline service. */

export { connect, Hotline, type Connecting } from "./client.js";
export { openChannel, type Tls, type Token } from "./connecting.js";
export { HotlineError } from "./errors.js";
export { Status } from "nice-grpc";
