/** Waiting for the service: told to somebody once it lasts a second, so that nobody wonders in silence. */

import { debuglog } from "node:util";
import type { HotlineError } from "./errors.js";

export const TOLD_AFTER_SECONDS = 1;
export const TOLD_AGAIN_SECONDS = 10;

/** A wait for the service that has lasted a second or more. */
export interface Waiting {
  /** What the client connects to. */
  readonly address: string;
  /** The rpc that is tried, such as `RegisterCall`. */
  readonly rpc: string;
  /** How long it has been tried. */
  readonly seconds: number;
  /** How the last try failed; undefined while there is no answer at all. */
  readonly failure?: HotlineError;
}

/** Is told of a wait after a second, and every ten seconds from then on. */
export type Tell = (waiting: Waiting) => void;

const debug = debuglog("hotline-client");

/** Logs a wait: a warning where tries fail; where an answer takes its time, only with `NODE_DEBUG=hotline-client`. */
export function logWaiting({ address, rpc, seconds, failure }: Waiting): void {
  const tried = `${rpc} at ${address} has been tried for ${Math.round(seconds)} s`;
  if (failure) console.warn(`hotline-client: ${tried}: ${failure.message}`);
  else debug(tried);
}

/** Tells of one rpc that gets no answer, until it is cancelled. */
export class Alarm {
  private readonly begun = Date.now();
  private timer: NodeJS.Timeout;

  constructor(
    private readonly address: string,
    private readonly rpc: string,
    private readonly tell: Tell,
  ) {
    this.timer = this.ringIn(TOLD_AFTER_SECONDS);
  }

  /** Tells no more. */
  cancel(): void {
    clearTimeout(this.timer);
  }

  private ringIn(seconds: number): NodeJS.Timeout {
    return setTimeout(() => {
      this.timer = this.ringIn(TOLD_AGAIN_SECONDS);
      this.tell({ address: this.address, rpc: this.rpc, seconds: (Date.now() - this.begun) / 1000 });
    }, seconds * 1000).unref();
  }
}
