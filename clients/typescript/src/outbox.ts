/** Outbox: calls to send over a stream, and those sent but not yet acknowledged. */

import type { RegisterCallRequest, RegisterCallsRequest } from "./gen/hotline/v1/intake_service.js";

/** Sending pauses while this many calls are unacknowledged. */
const MAX_UNACKNOWLEDGED = 1000;
/** Maximum number of calls that the service accepts in one message. */
const MAX_BATCH_SIZE = 500;

/** Calls to send over successive streams until each has its result. */
export class Outbox {
  private readonly calls: AsyncIterator<RegisterCallRequest> | Iterator<RegisterCallRequest>;
  private readonly unacknowledged = new Map<string, RegisterCallRequest>();
  private readonly batchSize: number;
  private reading: Promise<RegisterCallRequest[]> | undefined;
  private stream = 0;
  private wake: () => void = () => {};

  constructor(calls: AsyncIterable<RegisterCallRequest> | Iterable<RegisterCallRequest>, batchSize: number) {
    this.calls = Symbol.asyncIterator in calls ? calls[Symbol.asyncIterator]() : calls[Symbol.iterator]();
    this.batchSize = Math.min(Math.max(batchSize, 1), MAX_BATCH_SIZE);
  }

  /** Yields the messages for a new stream: unacknowledged calls first, then further ones. */
  async *messages(): AsyncGenerator<RegisterCallsRequest> {
    const stream = ++this.stream;
    this.wake();
    const resent = [...this.unacknowledged.values()];
    for (let start = 0; start < resent.length; start += MAX_BATCH_SIZE) {
      yield { calls: resent.slice(start, start + MAX_BATCH_SIZE) };
    }
    while (stream === this.stream) {
      if (this.unacknowledged.size >= MAX_UNACKNOWLEDGED) {
        await new Promise<void>((wake) => (this.wake = wake));
        continue;
      }
      // A batch is read once, whichever stream ends up sending it.
      const batch = await (this.reading ??= this.readBatch());
      if (stream !== this.stream) return;
      this.reading = undefined;
      if (batch.length === 0) {
        this.reading = Promise.resolve(batch);
        return;
      }
      for (const call of batch) this.unacknowledged.set(call.requestId, call);
      yield { calls: batch };
    }
  }

  /** Handles a result and returns whether it is the first for its call. */
  acknowledge(requestId: string): boolean {
    const isFirst = this.unacknowledged.delete(requestId);
    this.wake();
    return isFirst;
  }

  private async readBatch(): Promise<RegisterCallRequest[]> {
    const batch: RegisterCallRequest[] = [];
    while (batch.length < this.batchSize) {
      const next = await this.calls.next();
      if (next.done) break;
      batch.push(next.value);
    }
    return batch;
  }
}
