/** Acts of other lines on the cases that were handed to them (R8.2). */

import type { ActOptions, Hotline, Target } from "./client.js";
import type { Case } from "./gen/hotline/v1/case.js";

/**
 * Acts of a line. Each takes the case as it was read, and returns it as it is then. While the service does not respond, it
 * is sent again; it is done once. All throw `HotlineError`: ABORTED if the case changed since; otherwise the service refused
 * the act or is unreachable.
 */
export class LineActs {
  /** @param line name of the line. */
  constructor(
    private readonly hotline: Hotline,
    private readonly line: string,
  ) {}

  /**
   * Accepts a hand-over under the number that the line has for it.
   *
   * @param acceptedBy who at the line took it, where the desk tells it for the line.
   */
  accept(
    target: Target,
    recordNumber: string,
    { acceptedBy = "", ...options }: ActOptions & { acceptedBy?: string } = {},
  ): Promise<Case> {
    const request = { line: this.line, recordNumber, acceptedBy };
    return this.hotline.act(
      target,
      (context, call) => this.hotline.lines.acceptHandover({ context, ...request }, call),
      options,
    );
  }

  /** Refuses a hand-over as not the line's. */
  refuse(target: Target, reason: string, options: ActOptions = {}): Promise<Case> {
    const { hotline, line } = this;
    return hotline.act(target, (context, call) => hotline.lines.refuseHandover({ context, line, reason }, call), options);
  }

  /** Tells what was done so far. */
  submitProgress(target: Target, progress: string, options: ActOptions = {}): Promise<Case> {
    const { hotline, line } = this;
    return hotline.act(target, (context, call) => hotline.lines.submitLineProgress({ context, line, progress }, call), options);
  }

  /** Tells what the line found or did. */
  submitResult(target: Target, result: string, options: ActOptions = {}): Promise<Case> {
    const { hotline, line } = this;
    return hotline.act(target, (context, call) => hotline.lines.submitLineResult({ context, line, result }, call), options);
  }
}
