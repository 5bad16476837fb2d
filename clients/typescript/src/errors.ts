/** What the service refuses, as an error with the details it gave. */

import { ClientError, Status } from "nice-grpc";
import { BadRequest, RetryInfo, RichClientError } from "nice-grpc-error-details";
import { type ConnectionFault, faultOf } from "./faults.js";

/** A call that the service refused or that did not reach it. */
export class HotlineError extends Error {
  override readonly name = "HotlineError";

  /**
   * @param code the gRPC status.
   * @param message what was wrong and what is allowed, in Chinese.
   * @param violations for INVALID_ARGUMENT, what is wrong with each field by its path.
   * @param retrySeconds when to try again, if the service said so.
   * @param fault why the service was not reached; undefined where it answered.
   */
  constructor(
    readonly code: Status,
    message: string,
    readonly violations: Readonly<Record<string, string>> = {},
    readonly retrySeconds?: number,
    readonly fault?: ConnectionFault,
  ) {
    super(message);
  }

  /** The same failure to reach the service with another reason. */
  withFault(fault: ConnectionFault): HotlineError {
    return new HotlineError(this.code, fault, this.violations, this.retrySeconds, fault);
  }

  /** The name of the status, such as `INVALID_ARGUMENT`. */
  get status(): string {
    return Status[this.code];
  }

  /** The error for what an rpc raised; anything else is given back as it is. */
  static from(error: unknown): unknown {
    if (!(error instanceof ClientError)) return error;
    const violations: Record<string, string> = {};
    let retrySeconds: number | undefined;
    for (const detail of error instanceof RichClientError ? error.extra : []) {
      if (detail.$type === BadRequest.$type) {
        for (const wrong of (detail as BadRequest).fieldViolations) violations[wrong.field] = wrong.description;
      } else if (detail.$type === RetryInfo.$type) {
        const delay = (detail as RetryInfo).retryDelay;
        if (delay) retrySeconds = Number(delay.seconds) + delay.nanos / 1e9;
      }
    }
    const fault = faultOf(error.code, error.details);
    const message = fault ? `${fault}（${error.details}）` : error.details;
    return new HotlineError(error.code, message, violations, retrySeconds, fault);
  }
}
