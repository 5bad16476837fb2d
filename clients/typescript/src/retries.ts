/** Retries with exponential backoff and jitter. */

import { setTimeout as sleep } from "node:timers/promises";
import { Status } from "nice-grpc";
import type { Peer } from "./channels.js";
import { HotlineError } from "./errors.js";
import { isPermanent } from "./faults.js";
import { FIRST_NOTICE_SECONDS, NOTICE_INTERVAL_SECONDS } from "./waits.js";

export const TIMEOUT_SECONDS = 10;
export const RETRY_TIMEOUT_SECONDS = 30;
const INITIAL_DELAY_SECONDS = 0.1;
const MAX_DELAY_SECONDS = 2;
// CANCELLED: in flight when the server stopped.
const RETRYABLE: readonly Status[] = [Status.UNAVAILABLE, Status.DEADLINE_EXCEEDED, Status.CANCELLED];

/** Retry schedule of one rpc. */
export class Backoff {
  private failingSince: number | undefined;
  private nextNotice = 0;
  private delay = INITIAL_DELAY_SECONDS;

  /**
   * @param rpc name of the rpc.
   * @param retryTimeout seconds to allow retries for, from the first failure.
   */
  constructor(
    private readonly peer: Peer,
    private readonly rpc: string,
    private readonly retryTimeout: number,
  ) {}

  /** Starts over after a success. */
  reset(): void {
    this.failingSince = undefined;
    this.delay = INITIAL_DELAY_SECONDS;
  }

  /**
   * Sleeps until the next attempt, notifying about long waits.
   *
   * @throws the error, if it is not retryable or the retry timeout has expired.
   */
  async wait(error: unknown): Promise<void> {
    const now = Date.now() / 1000;
    if (this.failingSince === undefined) {
      this.failingSince = now;
      this.nextNotice = now + FIRST_NOTICE_SECONDS;
    }
    if (!isRetryable(error) || now >= this.failingSince + this.retryTimeout) throw error;
    if (now >= this.nextNotice) {
      this.nextNotice = now + NOTICE_INTERVAL_SECONDS;
      const { address } = this.peer;
      this.peer.onWait({ address, rpc: this.rpc, seconds: now - this.failingSince, failure: error });
    }
    const maximum = Math.max(this.delay, error.retrySeconds ?? 0);
    this.delay = Math.min(this.delay * 2, MAX_DELAY_SECONDS);
    await sleep(Math.min(maximum * (0.5 + Math.random() / 2), this.nextNotice - now) * 1000);
  }
}

function isRetryable(error: unknown): error is HotlineError {
  if (!(error instanceof HotlineError)) return false;
  if (error.fault && isPermanent(error.fault)) return false;
  return RETRYABLE.includes(error.code) || error.retrySeconds !== undefined;
}
