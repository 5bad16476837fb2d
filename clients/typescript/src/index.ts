/** Client for the 12345 hotline service. */

export { AddressError } from "./addresses.js";
export { connect, Hotline, ONLY_NEW, type ActOptions, type ConnectOptions, type Target } from "./client.js";
export { openChannel, type Tls, type Token } from "./channels.js";
export { type Delegation, type TimedActOptions } from "./delegation.js";
export { HotlineError } from "./errors.js";
export { ConnectionFault, isPermanent } from "./faults.js";
export { type LineActs } from "./lineActs.js";
export { type WaitCallback, type Wait } from "./waits.js";
export { Status } from "nice-grpc";
