/** Notices about long waits for the service, so that no client hangs in silence. */

import { debuglog } from "node:util";
import type { HotlineError } from "./errors.js";

export const FIRST_NOTICE_SECONDS = 1;
export const NOTICE_INTERVAL_SECONDS = 10;

/** Wait for the service that has lasted at least a second. */
export interface Wait {
  /** The address the client connects to. */
  readonly address: string;
  /** The rpc being attempted, such as `RegisterCall`. */
  readonly rpc: string;
  /** How long it has been attempted. */
  readonly seconds: number;
  /** The last attempt's error; undefined while there is no answer. */
  readonly failure?: HotlineError;
}

/** Called after one second of waiting, and every ten seconds from then on. */
export type WaitCallback = (wait: Wait) => void;

const debug = debuglog("hotline-client");

/** Logs a wait: as a warning if attempts fail; if an answer is slow, only with `NODE_DEBUG=hotline-client`. */
export function logWait({ address, rpc, seconds, failure }: Wait): void {
  const notice = `${rpc} at ${address} has been pending for ${Math.round(seconds)} s`;
  if (failure) console.warn(`hotline-client: ${notice}: ${failure.message}`);
  else debug(notice);
}

/** Notifies about an unanswered rpc until cancelled. */
export class Alarm {
  private readonly started = Date.now();
  private timer: NodeJS.Timeout;

  constructor(
    private readonly address: string,
    private readonly rpc: string,
    private readonly onWait: WaitCallback,
  ) {
    this.timer = this.ringIn(FIRST_NOTICE_SECONDS);
  }

  /** Stops notifying. */
  cancel(): void {
    clearTimeout(this.timer);
  }

  private ringIn(seconds: number): NodeJS.Timeout {
    return setTimeout(() => {
      this.timer = this.ringIn(NOTICE_INTERVAL_SECONDS);
      this.onWait({ address: this.address, rpc: this.rpc, seconds: (Date.now() - this.started) / 1000 });
    }, seconds * 1000).unref();
  }
}
