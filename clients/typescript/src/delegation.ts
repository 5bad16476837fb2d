/** Acts of departments on what they delegate to units below (P3, R8.4). */

import type { ActOptions, Hotline, Target } from "./client.js";
import type { Case, DeepPartial, TimeLimit } from "./gen/hotline/v1/case.js";
import type { ExtensionDecision, ObjectionRuling } from "./gen/hotline/v1/desk_service.js";

/** Options of an act that gives a unit time. */
export interface TimedActOptions extends ActOptions {
  /** Its time from now on; by default what the rule book gives. */
  timeLimit?: DeepPartial<TimeLimit>;
}

/**
 * Acts of a department over units below it. Each takes the case as it was read, and returns it as it is then. While the
 * service does not respond, it is sent again; it is done once. All throw `HotlineError`: ABORTED if the case changed since;
 * otherwise the service refused the act or is unreachable.
 */
export class Delegation {
  /** @param department name of the department. */
  constructor(
    private readonly hotline: Hotline,
    private readonly department: string,
  ) {}

  /** Delegates the department's assignment to units below; `reason` says what they are to do. */
  delegate(target: Target, units: string[], reason: string, { timeLimit, ...options }: TimedActOptions = {}): Promise<Case> {
    const request = { department: this.department, units, reason, timeLimit };
    return this.hotline.act(
      target,
      (context, call) => this.hotline.delegation.delegateAssignment({ context, ...request }, call),
      options,
    );
  }

  /** Rules on the objection of a unit below, finally. */
  decideObjection(
    target: Target,
    unit: string,
    ruling: ObjectionRuling,
    reason: string,
    options: ActOptions = {},
  ): Promise<Case> {
    const request = { department: this.department, unit, ruling, reason };
    return this.hotline.act(
      target,
      (context, call) => this.hotline.delegation.decideObjection({ context, ...request }, call),
      options,
    );
  }

  /** Grants or refuses a unit below more time, within the department's own limit. */
  decideExtension(
    target: Target,
    unit: string,
    decision: ExtensionDecision,
    reason: string,
    options: ActOptions = {},
  ): Promise<Case> {
    const request = { department: this.department, unit, decision, reason };
    return this.hotline.act(
      target,
      (context, call) => this.hotline.delegation.decideUnitExtension({ context, ...request }, call),
      options,
    );
  }

  /** Takes over the reply of a unit below. */
  takeOverReply(target: Target, unit: string, { remark = "", ...options }: ActOptions & { remark?: string } = {}): Promise<Case> {
    const request = { department: this.department, unit, remark };
    return this.hotline.act(
      target,
      (context, call) => this.hotline.delegation.takeOverReply({ context, ...request }, call),
      options,
    );
  }

  /** Returns the reply of a unit below with requirements. */
  returnReply(
    target: Target,
    unit: string,
    requirements: string,
    { timeLimit, ...options }: TimedActOptions = {},
  ): Promise<Case> {
    const request = { department: this.department, unit, requirements, timeLimit };
    return this.hotline.act(
      target,
      (context, call) => this.hotline.delegation.returnReply({ context, ...request }, call),
      options,
    );
  }

  /** Sends a unit below a supervision notice. */
  supervise(target: Target, unit: string, reason: string, { timeLimit, ...options }: TimedActOptions = {}): Promise<Case> {
    const request = { department: this.department, unit, reason, timeLimit };
    return this.hotline.act(
      target,
      (context, call) => this.hotline.delegation.superviseUnit({ context, ...request }, call),
      options,
    );
  }

  /** Gives a unit below another deadline. */
  changeLimit(target: Target, unit: string, reason: string, { timeLimit, ...options }: TimedActOptions = {}): Promise<Case> {
    const request = { department: this.department, unit, reason, timeLimit };
    return this.hotline.act(
      target,
      (context, call) => this.hotline.delegation.changeLimit({ context, ...request }, call),
      options,
    );
  }

  /** Recalls what was delegated to a unit below. */
  recall(target: Target, unit: string, reason: string, options: ActOptions = {}): Promise<Case> {
    const request = { department: this.department, unit, reason };
    return this.hotline.act(
      target,
      (context, call) => this.hotline.delegation.recallAssignment({ context, ...request }, call),
      options,
    );
  }
}
