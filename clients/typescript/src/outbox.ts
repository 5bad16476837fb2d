/** Calls on their way over a stream, and those that wait for their results. */

import type { RegisterCallRequest, RegisterCallsRequest } from "./gen/hotline/v1/intake_service.js";

/** Calls that may wait for their results before more are sent. */
const IN_HAND = 1000;
/** As many as the service takes in one message. */
const LONGEST_MESSAGE = 500;

/** The calls of one stream after the other, until each has its result. */
export class Sending {
  private readonly calls: AsyncIterator<RegisterCallRequest> | Iterator<RegisterCallRequest>;
  private readonly waiting = new Map<string, RegisterCallRequest>();
  private readonly aMessage: number;
  private taking: Promise<RegisterCallRequest[]> | undefined;
  private stream = 0;
  private wake: () => void = () => {};

  constructor(calls: AsyncIterable<RegisterCallRequest> | Iterable<RegisterCallRequest>, aMessage: number) {
    this.calls = Symbol.asyncIterator in calls ? calls[Symbol.asyncIterator]() : calls[Symbol.iterator]();
    this.aMessage = Math.min(Math.max(aMessage, 1), LONGEST_MESSAGE);
  }

  /** What to send on a new stream: first what has no result yet, then the other calls. */
  async *messages(): AsyncGenerator<RegisterCallsRequest> {
    const stream = ++this.stream;
    this.wake();
    const again = [...this.waiting.values()];
    for (let place = 0; place < again.length; place += LONGEST_MESSAGE) {
      yield { calls: again.slice(place, place + LONGEST_MESSAGE) };
    }
    while (stream === this.stream) {
      if (this.waiting.size >= IN_HAND) {
        await new Promise<void>((wake) => (this.wake = wake));
        continue;
      }
      // Taken once, whichever stream then sends them.
      const some = await (this.taking ??= this.take());
      if (stream !== this.stream) return;
      this.taking = undefined;
      if (some.length === 0) {
        this.taking = Promise.resolve(some);
        return;
      }
      for (const call of some) this.waiting.set(call.requestId, call);
      yield { calls: some };
    }
  }

  /** A result has come; whether it is the first for its call. */
  settle(requestId: string): boolean {
    const known = this.waiting.delete(requestId);
    this.wake();
    return known;
  }

  private async take(): Promise<RegisterCallRequest[]> {
    const some: RegisterCallRequest[] = [];
    while (some.length < this.aMessage) {
      const next = await this.calls.next();
      if (next.done) break;
      some.push(next.value);
    }
    return some;
  }
}
