/** Errors of the client, with the details the service gave. */

import { ClientError, Status } from "nice-grpc";
import { BadRequest, RetryInfo, RichClientError } from "nice-grpc-error-details";
import { type ConnectionFault, classifyFault } from "./faults.js";

/** Request that the service refused or that did not reach it. */
export class HotlineError extends Error {
  override readonly name = "HotlineError";

  /**
   * @param code the gRPC status code.
   * @param message the error and what is allowed, in Chinese.
   * @param violations for INVALID_ARGUMENT, an error message per field path.
   * @param retrySeconds seconds after which to retry, if the service said so.
   * @param fault why the service was not reached; undefined if it answered.
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

  /** Returns a copy of the error with another reason for not reaching the service. */
  withFault(fault: ConnectionFault): HotlineError {
    return new HotlineError(this.code, fault, this.violations, this.retrySeconds, fault);
  }

  /** Name of the status code, such as `INVALID_ARGUMENT`. */
  get status(): string {
    return Status[this.code];
  }

  /** Converts an error thrown by an rpc; returns anything else unchanged. */
  static from(error: unknown): unknown {
    if (!(error instanceof ClientError)) return error;
    const violations: Record<string, string> = {};
    let retrySeconds: number | undefined;
    for (const detail of error instanceof RichClientError ? error.extra : []) {
      if (detail.$type === BadRequest.$type) {
        for (const { field, description } of (detail as BadRequest).fieldViolations) {
          violations[field] = field in violations ? `${violations[field]}\n${description}` : description;
        }
      } else if (detail.$type === RetryInfo.$type) {
        const delay = (detail as RetryInfo).retryDelay;
        if (delay) retrySeconds = Number(delay.seconds) + delay.nanos / 1e9;
      }
    }
    const fault = classifyFault(error.code, error.details);
    const message = fault ? `${fault}（${error.details}）` : error.details;
    return new HotlineError(error.code, message, violations, retrySeconds, fault);
  }
}
