/** Trying again where that is safe, with growing pauses that many clients do not take together. */

import { setTimeout as sleep } from "node:timers/promises";
import { Status } from "nice-grpc";
import { HotlineError } from "./errors.js";

export const TIMEOUT_SECONDS = 10;
export const PATIENCE_SECONDS = 30;
const FIRST_PAUSE_SECONDS = 0.1;
const LONGEST_PAUSE_SECONDS = 2;
// CANCELLED: an rpc that a server had in hand when it stopped.
const RETRIED: readonly Status[] = [Status.UNAVAILABLE, Status.DEADLINE_EXCEEDED, Status.CANCELLED];

/** One thing that is tried until it is done or patience ends. */
export class Trying {
  private until: number | undefined;
  private pause = FIRST_PAUSE_SECONDS;

  /** @param patience for how many seconds to try from the first failure on: before it all was well, however long. */
  constructor(private readonly patience: number) {}

  /** Waits before the next try; throws what was wrong where trying again would not help, or patience is at its end. */
  async pauseAfter(error: unknown): Promise<void> {
    const refused = HotlineError.from(error);
    this.until ??= Date.now() + this.patience * 1000;
    const helps =
      refused instanceof HotlineError && (RETRIED.includes(refused.code) || refused.retrySeconds !== undefined);
    if (!helps || Date.now() >= this.until) throw refused;
    const longest = Math.max(this.pause, refused.retrySeconds ?? 0);
    this.pause = Math.min(this.pause * 2, LONGEST_PAUSE_SECONDS);
    await sleep(longest * (0.5 + Math.random() / 2) * 1000);
  }
}
