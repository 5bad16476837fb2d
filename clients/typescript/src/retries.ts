/** Trying again where that is safe, with growing pauses that many clients do not take together. */

import { setTimeout as sleep } from "node:timers/promises";
import { Status } from "nice-grpc";
import type { Peer } from "./connecting.js";
import { HotlineError } from "./errors.js";
import { isPermanent } from "./faults.js";
import { TOLD_AFTER_SECONDS, TOLD_AGAIN_SECONDS } from "./waiting.js";

export const TIMEOUT_SECONDS = 10;
export const PATIENCE_SECONDS = 30;
const FIRST_PAUSE_SECONDS = 0.1;
const LONGEST_PAUSE_SECONDS = 2;
// CANCELLED: an rpc that a server had in hand when it stopped.
const RETRIED: readonly Status[] = [Status.UNAVAILABLE, Status.DEADLINE_EXCEEDED, Status.CANCELLED];

/** One thing that is tried until it is done or patience ends. */
export class Trying {
  private failingSince: number | undefined;
  private tellAt = 0;
  private pause = FIRST_PAUSE_SECONDS;

  /**
   * @param rpc what is tried.
   * @param patience for how many seconds to try from the first failure on, however long all was well before.
   */
  constructor(
    private readonly peer: Peer,
    private readonly rpc: string,
    private readonly patience: number,
  ) {}

  /** Begins anew: what fails from now on is tried for as long again. */
  succeeded(): void {
    this.failingSince = undefined;
    this.pause = FIRST_PAUSE_SECONDS;
  }

  /**
   * Waits before the next try, and tells of the wait once it has lasted a second.
   *
   * @throws what was wrong, where trying again would not help, or patience is at its end.
   */
  async pauseAfter(refused: unknown): Promise<void> {
    const now = Date.now() / 1000;
    if (this.failingSince === undefined) {
      this.failingSince = now;
      this.tellAt = now + TOLD_AFTER_SECONDS;
    }
    if (!helps(refused) || now >= this.failingSince + this.patience) throw refused;
    if (now >= this.tellAt) {
      this.tellAt = now + TOLD_AGAIN_SECONDS;
      const { address } = this.peer;
      this.peer.tell({ address, rpc: this.rpc, seconds: now - this.failingSince, failure: refused });
    }
    const longest = Math.max(this.pause, refused.retrySeconds ?? 0);
    this.pause = Math.min(this.pause * 2, LONGEST_PAUSE_SECONDS);
    await sleep(Math.min(longest * (0.5 + Math.random() / 2), this.tellAt - now) * 1000);
  }
}

/** Whether trying again can help. */
function helps(refused: unknown): refused is HotlineError {
  if (!(refused instanceof HotlineError)) return false;
  if (refused.fault && isPermanent(refused.fault)) return false;
  return RETRIED.includes(refused.code) || refused.retrySeconds !== undefined;
}
