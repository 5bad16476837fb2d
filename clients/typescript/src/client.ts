/** Thin client: one line to connect, typed calls, safe retries. */

import { randomUUID } from "node:crypto";
import {
  type CallOptions,
  type Channel,
  type Client,
  createClientFactory,
  type ClientFactory,
  type Metadata,
  Status,
} from "nice-grpc";
import { deadlineMiddleware, type DeadlineOptions } from "nice-grpc-client-middleware-deadline";
import { errorDetailsClientMiddleware } from "nice-grpc-error-details";
import { bearer, notifyWaits, openChannel, Peer, type Tls, type Token } from "./channels.js";
import { Delegation } from "./delegation.js";
import { HotlineError } from "./errors.js";
import { AnnouncementServiceDefinition } from "./gen/hotline/v1/announcement_service.js";
import { ArchiveServiceDefinition } from "./gen/hotline/v1/archive_service.js";
import { AttachmentServiceDefinition } from "./gen/hotline/v1/attachment_service.js";
import { AuditServiceDefinition } from "./gen/hotline/v1/audit_service.js";
import type { Act } from "./gen/hotline/v1/act.js";
import type { ActContext, Answer, Call, Case, DeepPartial, LogEntry } from "./gen/hotline/v1/case.js";
import {
  CaseServiceDefinition,
  type CaseFilter,
  type NearbyCase,
  type WatchCaseResponse,
} from "./gen/hotline/v1/case_service.js";
import { DelegationServiceDefinition } from "./gen/hotline/v1/delegation_service.js";
import { DepartmentServiceDefinition, type WatchAssignmentsResponse } from "./gen/hotline/v1/department_service.js";
import { CallerServiceDefinition } from "./gen/hotline/v1/caller_service.js";
import { DeskServiceDefinition, type ProposalDeclineReason, type WatchDeskResponse } from "./gen/hotline/v1/desk_service.js";
import { DirectoryServiceDefinition } from "./gen/hotline/v1/directory_service.js";
import { HotspotServiceDefinition } from "./gen/hotline/v1/hotspot_service.js";
import { InquiryServiceDefinition } from "./gen/hotline/v1/inquiry_service.js";
import {
  type ConnectionResult,
  type DangerAnswer,
  IntakeServiceDefinition,
  RegisterCallRequest,
  type RegisterCallResult,
} from "./gen/hotline/v1/intake_service.js";
import { LeaderServiceDefinition } from "./gen/hotline/v1/leader_service.js";
import { LearnServiceDefinition } from "./gen/hotline/v1/learn_service.js";
import { MessageServiceDefinition } from "./gen/hotline/v1/message_service.js";
import { OperationsServiceDefinition } from "./gen/hotline/v1/operations_service.js";
import { LineDirection, LineServiceDefinition, type WatchLineCasesResponse } from "./gen/hotline/v1/line_service.js";
import { PlaceServiceDefinition } from "./gen/hotline/v1/place_service.js";
import { PolicyServiceDefinition } from "./gen/hotline/v1/policy_service.js";
import { PublicServiceDefinition } from "./gen/hotline/v1/public_service.js";
import { ReportServiceDefinition } from "./gen/hotline/v1/report_service.js";
import { RuleServiceDefinition } from "./gen/hotline/v1/rule_service.js";
import { SlipServiceDefinition } from "./gen/hotline/v1/slip_service.js";
import { LineActs } from "./lineActs.js";
import { Backoff, RETRY_TIMEOUT_SECONDS, TIMEOUT_SECONDS } from "./retries.js";
import { Outbox } from "./outbox.js";
import { refuseUnsendable } from "./violations.js";
import { logWait, type WaitCallback } from "./waits.js";

/** Watch position that yields only new entries. */
export const ONLY_NEW = -1n;
// Metadata of a watch: at first, the cursor it starts after; at last, that to resume from.
const CURSOR = "hotline-cursor";

/** Options of `connect`. */
export interface ConnectOptions {
  /** The bearer token, or a function that returns the current one. */
  token?: Token;
  /** TLS settings; undefined for plain text, which is limited to loopback. */
  tls?: Tls;
  /**
   * Called after waiting one second for an answer, and every ten seconds from then on; by default such waits are
   * logged.
   */
  onWait?: WaitCallback;
}

/**
 * Connects to the service.
 *
 * @param address `host:port`, or a comma-separated list of `ip:port`. Calls are balanced over all servers that a host
 *   name resolves to; unhealthy servers are skipped.
 * @throws AddressError the address is malformed.
 * @throws RangeError the address is not loopback and `tls` is missing.
 */
export function connect(address: string, { token, tls, onWait = logWait }: ConnectOptions = {}): Hotline {
  return new Hotline(openChannel(address, tls), new Peer(address, tls, onWait), token);
}

/** Case to act on, as it was read or registered. */
export type Target = Pick<Case, "number" | "etag">;

/** Options of acts on cases. */
export interface ActOptions {
  /** The person for whom a system acts. */
  actor?: string;
  /** Seconds to keep retrying; 0 for a single attempt. */
  retryTimeout?: number;
}

const UNARY: DeadlineOptions = { deadline: TIMEOUT_SECONDS * 1000 };

/**
 * Client of the service.
 *
 * `desk`, `departments`, `leaders` and so on are generated clients of the other services, with promises for answers
 * and async iterables for streams; `refusal` converts the errors they throw.
 */
export class Hotline {
  readonly desk: Client<DeskServiceDefinition, DeadlineOptions>;
  readonly callers: Client<CallerServiceDefinition, DeadlineOptions>;
  readonly departments: Client<DepartmentServiceDefinition, DeadlineOptions>;
  readonly delegation: Client<DelegationServiceDefinition, DeadlineOptions>;
  readonly lines: Client<LineServiceDefinition, DeadlineOptions>;
  readonly leaders: Client<LeaderServiceDefinition, DeadlineOptions>;
  readonly inquiry: Client<InquiryServiceDefinition, DeadlineOptions>;
  readonly directory: Client<DirectoryServiceDefinition, DeadlineOptions>;
  readonly policies: Client<PolicyServiceDefinition, DeadlineOptions>;
  readonly public: Client<PublicServiceDefinition, DeadlineOptions>;
  readonly rules: Client<RuleServiceDefinition, DeadlineOptions>;
  readonly learning: Client<LearnServiceDefinition, DeadlineOptions>;
  readonly audit: Client<AuditServiceDefinition, DeadlineOptions>;
  readonly messages: Client<MessageServiceDefinition, DeadlineOptions>;
  readonly slips: Client<SlipServiceDefinition, DeadlineOptions>;
  readonly operations: Client<OperationsServiceDefinition, DeadlineOptions>;
  readonly reports: Client<ReportServiceDefinition, DeadlineOptions>;
  readonly hotspots: Client<HotspotServiceDefinition, DeadlineOptions>;
  readonly attachments: Client<AttachmentServiceDefinition, DeadlineOptions>;
  readonly archive: Client<ArchiveServiceDefinition, DeadlineOptions>;
  readonly announcements: Client<AnnouncementServiceDefinition, DeadlineOptions>;
  readonly places: Client<PlaceServiceDefinition, DeadlineOptions>;
  private readonly intake: Client<IntakeServiceDefinition, DeadlineOptions>;
  private readonly caseService: Client<CaseServiceDefinition, DeadlineOptions>;

  /** Use `connect` instead, which opens the channel. */
  constructor(
    private readonly channel: Channel,
    private readonly peer: Peer,
    token?: Token,
  ) {
    let factory: ClientFactory<DeadlineOptions> = createClientFactory()
      .use(errorDetailsClientMiddleware)
      .use(refuseUnsendable)
      .use(deadlineMiddleware)
      .use(notifyWaits(peer));
    if (token !== undefined) factory = factory.use(bearer(token));
    this.desk = factory.create(DeskServiceDefinition, channel);
    this.callers = factory.create(CallerServiceDefinition, channel);
    this.departments = factory.create(DepartmentServiceDefinition, channel);
    this.delegation = factory.create(DelegationServiceDefinition, channel);
    this.lines = factory.create(LineServiceDefinition, channel);
    this.leaders = factory.create(LeaderServiceDefinition, channel);
    this.inquiry = factory.create(InquiryServiceDefinition, channel);
    this.directory = factory.create(DirectoryServiceDefinition, channel);
    this.policies = factory.create(PolicyServiceDefinition, channel);
    this.public = factory.create(PublicServiceDefinition, channel);
    this.rules = factory.create(RuleServiceDefinition, channel);
    this.learning = factory.create(LearnServiceDefinition, channel);
    this.audit = factory.create(AuditServiceDefinition, channel);
    this.messages = factory.create(MessageServiceDefinition, channel);
    this.slips = factory.create(SlipServiceDefinition, channel);
    this.operations = factory.create(OperationsServiceDefinition, channel);
    this.reports = factory.create(ReportServiceDefinition, channel);
    this.hotspots = factory.create(HotspotServiceDefinition, channel);
    this.attachments = factory.create(AttachmentServiceDefinition, channel);
    this.archive = factory.create(ArchiveServiceDefinition, channel);
    this.announcements = factory.create(AnnouncementServiceDefinition, channel);
    this.places = factory.create(PlaceServiceDefinition, channel);
    this.intake = factory.create(IntakeServiceDefinition, channel);
    this.caseService = factory.create(CaseServiceDefinition, channel);
  }

  /**
   * Registers a call and returns its case.
   *
   * While the service does not respond or is overloaded, the request is retried under the same request id, so the
   * call is registered once however often it is sent.
   *
   * @param requestId unique id of the request; generated by default.
   * @param retryTimeout seconds to keep retrying; 0 for a single attempt.
   * @throws HotlineError the service refused the call or is unreachable.
   */
  async register(
    call: DeepPartial<Call>,
    { requestId = randomUUID() as string, retryTimeout = RETRY_TIMEOUT_SECONDS } = {},
  ): Promise<Case> {
    return this.retry("RegisterCall", retryTimeout, () => this.intake.registerCall({ requestId, call }, UNARY));
  }

  /**
   * Registers many calls over a stream and yields each result once the call is durable.
   *
   * If the stream breaks, unacknowledged calls are resent on a new one; each call is registered once and has one
   * result.
   *
   * @param calls the calls, each with a unique request id; the iterable may be slow.
   * @param batchSize calls per message; larger batches are faster, but wait until they are full.
   * @param retryTimeout seconds to keep retrying while the service does not respond.
   * @throws HotlineError the service is unreachable.
   */
  async *registerMany(
    calls: AsyncIterable<RegisterCallRequest> | Iterable<RegisterCallRequest>,
    { batchSize = 1, retryTimeout = RETRY_TIMEOUT_SECONDS } = {},
  ): AsyncGenerator<RegisterCallResult> {
    const outbox = new Outbox(calls, batchSize);
    const backoff = new Backoff(this.peer, "RegisterCalls", retryTimeout);
    for (;;) {
      try {
        for await (const { results } of this.intake.registerCalls(outbox.messages())) {
          backoff.reset();
          for (const result of results) if (outbox.acknowledge(result.requestId)) yield result;
        }
        return;
      } catch (error) {
        await backoff.wait(await this.peer.refusal(error));
      }
    }
  }

  /**
   * Answers the open question of a case: whether the suspected danger is real (R2.6); returns the case as it is then.
   *
   * While the service does not respond, the answer is sent again; it is recorded once.
   *
   * @param target the case as it was read or registered.
   * @param answer what the caller says.
   * @param words the caller's own words, for the log.
   * @param kind kind of danger, if there is one; empty for the gravest suspected.
   * @param actor the person for whom a system asks.
   * @param retryTimeout seconds to keep retrying; 0 for a single attempt.
   * @throws HotlineError ABORTED if it has been answered since; otherwise the service refused it or is unreachable.
   */
  async answerQuestion(
    target: Target,
    answer: DangerAnswer,
    { words = "", kind = "", actor = "", retryTimeout = RETRY_TIMEOUT_SECONDS } = {},
  ): Promise<Case> {
    const request = { context: contextOf(target, actor), answer, words, dangerKind: kind };
    return this.retry("AnswerQuestion", retryTimeout, () => this.intake.answerQuestion(request, UNARY));
  }

  /**
   * Records that a caller was connected to a department by telephone, or was to be (R2.2); returns the case as it is then.
   *
   * While the service does not respond, the act is sent again; it is recorded once.
   *
   * @param target the case as it was read or registered.
   * @param department the department, by its name in the directory.
   * @param result what came of it.
   * @param remark what else there is to say.
   * @param actor the person for whom a system asks.
   * @param connectedAt when; now by default.
   * @param requestId id under which it is recorded once, even if the case has changed since it was read.
   * @param phone the number that was called or told.
   * @param retryTimeout seconds to keep retrying; 0 for a single attempt.
   * @throws HotlineError ABORTED if the case changed since; otherwise the service refused it or is unreachable.
   */
  async recordConnection(
    target: Target,
    department: string,
    result: ConnectionResult,
    {
      remark = "",
      actor = "",
      connectedAt = undefined as Date | undefined,
      requestId = "",
      phone = "",
      retryTimeout = RETRY_TIMEOUT_SECONDS,
    } = {},
  ): Promise<Case> {
    const request = { context: contextOf(target, actor), department, result, remark, connectedAt, requestId, phone };
    return this.retry("RecordConnection", retryTimeout, () => this.intake.recordConnection(request, UNARY));
  }

  /**
   * Records that a person answered the callers of a case directly, by a proposed policy or otherwise (R2.1, P2).
   *
   * While the service does not respond, the act is sent again; it is recorded once.
   *
   * @param target the case as it was read or registered.
   * @param answer what the callers were told; `policyId` is that of a proposal, of another policy, or empty.
   * @param reason why it can be answered directly; may be empty if a proposed policy was used.
   * @param answeredAt when they were told; now by default.
   * @param actor the person for whom a system asks.
   * @param retryTimeout seconds to keep retrying; 0 for a single attempt.
   * @throws HotlineError ABORTED if the case changed since; otherwise the service refused it or is unreachable.
   */
  async answerDirectly(
    target: Target,
    answer: DeepPartial<Answer>,
    {
      reason = "",
      answeredAt = undefined as Date | undefined,
      actor = "",
      retryTimeout = RETRY_TIMEOUT_SECONDS,
    } = {},
  ): Promise<Case> {
    const request = { context: contextOf(target, actor), answer, reason, answeredAt };
    return this.retry("AnswerDirectly", retryTimeout, () => this.desk.answerDirectly(request, UNARY));
  }

  /**
   * Declines every policy proposed for a case, which the desk then decides; returns the case as it is then.
   *
   * While the service does not respond, the act is sent again; it is recorded once.
   *
   * @param target the case as it was read or registered.
   * @param reason why none is used.
   * @param remark what else there is to say; required for `PROPOSAL_DECLINE_REASON_OTHER`.
   * @param actor the person for whom a system asks.
   * @param retryTimeout seconds to keep retrying; 0 for a single attempt.
   * @throws HotlineError ABORTED if the case changed since; otherwise the service refused it or is unreachable.
   */
  async declineProposals(
    target: Target,
    reason: ProposalDeclineReason,
    { remark = "", actor = "", retryTimeout = RETRY_TIMEOUT_SECONDS } = {},
  ): Promise<Case> {
    const request = { context: contextOf(target, actor), reason, remark };
    return this.retry("DeclineProposals", retryTimeout, () => this.desk.declineProposals(request, UNARY));
  }

  /**
   * Amends what was registered of the call that opened a case (R1.1); returns the case as it is then.
   *
   * While the service does not respond, the amendment is sent again; it is made once.
   *
   * @param target the case as it was read or registered.
   * @param call the new values.
   * @param fields paths of the fields to amend, such as `caller.name` and `content`.
   * @param reason why; whoever gives none amends their own registration.
   * @param requestId id under which it is made once, even if the case has changed since it was read.
   * @param actor the person for whom a system asks.
   * @param attended true while an operator is on the phone with the caller.
   * @param retryTimeout seconds to keep retrying; 0 for a single attempt.
   * @throws HotlineError ABORTED if the case changed since; otherwise the service refused it or is unreachable.
   */
  async amendRegistration(
    target: Target,
    call: DeepPartial<Call>,
    fields: string[],
    { reason = "", requestId = "", actor = "", attended = false, retryTimeout = RETRY_TIMEOUT_SECONDS } = {},
  ): Promise<Case> {
    const request = { context: contextOf(target, actor), call, updateMask: fields, reason, requestId, attended };
    return this.retry("AmendRegistration", retryTimeout, () => this.intake.amendRegistration(request, UNARY));
  }

  /**
   * Does an act on a case by any rpc that takes a context; returns the case as it is then.
   *
   * While the service does not respond, the act is sent again; it is done once. For example
   * `hotline.act(target, (context, options) => hotline.desk.rerouteCase({ context, designation, reason }, options))`.
   *
   * @param target the case as it was read or registered.
   * @param call calls the rpc with a context and options.
   * @throws HotlineError ABORTED if the case changed since; otherwise the service refused it or is unreachable.
   */
  async act(
    target: Target,
    call: (context: DeepPartial<ActContext>, options: CallOptions & DeadlineOptions) => Promise<{ case?: Case | undefined }>,
    { actor = "", retryTimeout = RETRY_TIMEOUT_SECONDS }: ActOptions = {},
  ): Promise<Case> {
    const context = contextOf(target, actor);
    return this.retry("act", retryTimeout, () => call(context, UNARY));
  }

  /**
   * Returns the acts of another line on what was handed to it (R8.2): `hotline.asLine("110").accept(target, number)`.
   *
   * @param line name of the line, as in its token.
   */
  asLine(line: string): LineActs {
    return new LineActs(this, line);
  }

  /**
   * Returns the acts of a department over units below it (P3, R8.4): `hotline.asDelegator("东湖区").recall(target, …)`.
   *
   * @param department name of the department.
   */
  asDelegator(department: string): Delegation {
    return new Delegation(this, department);
  }

  /**
   * Hands a case of another line to the hotline (R8.2); returns it as the line may see it.
   *
   * While the service does not respond or is overloaded, it is sent again; the case is opened once for each number.
   *
   * @param line name of the line, as in its token.
   * @param recordNumber the number that the line has for the case.
   * @param call what the caller said, and who it was.
   * @param retryTimeout seconds to keep retrying; 0 for a single attempt.
   * @throws HotlineError ALREADY_EXISTS if the number came with other content before; otherwise the service refused it or
   *   is unreachable.
   */
  async handIn(
    line: string,
    recordNumber: string,
    call: DeepPartial<Call>,
    { retryTimeout = RETRY_TIMEOUT_SECONDS } = {},
  ): Promise<Case> {
    return this.retry("HandInCase", retryTimeout, () => this.lines.handInCase({ line, recordNumber, call }, UNARY));
  }

  /**
   * Returns a case of another line with its log, by its number or by the line's own.
   *
   * @throws HotlineError NOT_FOUND if it is none of the line's.
   */
  async lineCase(line: string, which: { number: string } | { recordNumber: string }): Promise<Case> {
    return required((await this.answerOf(this.lines.getLineCase({ line, ...which }, UNARY))).case);
  }

  /**
   * Yields the cases that another line handed in or that were handed to it, newest first.
   *
   * @param direction only those that it handed in, or that were handed to it.
   * @param openOnly only those that the line is to accept, or to tell the result of.
   */
  async *lineCases(
    line: string,
    { direction = LineDirection.LINE_DIRECTION_UNSPECIFIED, openOnly = false } = {},
  ): AsyncGenerator<Case> {
    let pageToken = "";
    do {
      const page = await this.answerOf(this.lines.listLineCases({ line, direction, openOnly, pageToken }, UNARY));
      yield* page.cases;
      pageToken = page.nextPageToken;
    } while (pageToken);
  }

  /**
   * Returns the call of a case that a line has in hand, with the caller unmasked; each access is logged.
   *
   * @param reason reason for the access, 1 to 200 characters.
   * @throws HotlineError PERMISSION_DENIED or FAILED_PRECONDITION if access is not allowed.
   */
  async lineCaller(line: string, number: string, reason: string): Promise<Call> {
    return required((await this.answerOf(this.lines.revealLineCaller({ line, number, reason }, UNARY))).call);
  }

  /**
   * Returns a case by number, on request with its log.
   *
   * @throws HotlineError NOT_FOUND if it does not exist.
   */
  async case(number: string, { log = false } = {}): Promise<Case> {
    return required((await this.answerOf(this.caseService.getCase({ number, includeLog: log }, UNARY))).case);
  }

  /**
   * Returns a call of a case with the caller's unmasked personal data; each access is logged.
   *
   * @param reason reason for the access, 1 to 200 characters.
   * @param callId id of the call; 0n for the one that opened the case.
   * @throws HotlineError PERMISSION_DENIED or FAILED_PRECONDITION if access is not allowed.
   */
  async caller(number: string, reason: string, callId = 0n): Promise<Call> {
    return required((await this.answerOf(this.caseService.revealCaller({ number, callId, reason }, UNARY))).call);
  }

  /**
   * Returns a case as a department reads it, or would if it were sent to it: what protects callers is held back.
   *
   * @throws HotlineError there is no such case or department.
   */
  async viewAsDepartment(number: string, department: string): Promise<Case> {
    return required((await this.answerOf(this.desk.viewAsDepartment({ number, department }, UNARY))).case);
  }

  /** Yields matching cases, newest first; pages are fetched as needed. */
  async *cases(filter?: DeepPartial<CaseFilter>): AsyncGenerator<Case> {
    let pageToken = "";
    do {
      const page = await this.answerOf(this.caseService.listCases({ filter, pageToken }, UNARY));
      yield* page.cases;
      pageToken = page.nextPageToken;
    } while (pageToken);
  }

  /**
   * Returns the open cases near a case or a point: those with the same matter first, then by distance.
   *
   * @param origin number of a case, or latitude and longitude in degrees.
   * @param radiusMeters 1 to 5,000; 0 for 200.
   * @throws HotlineError NOT_FOUND if there is no such case, FAILED_PRECONDITION if it has no coordinates.
   */
  async nearby(
    origin: string | { latitude: number; longitude: number },
    radiusMeters = 0,
    matter = "",
  ): Promise<NearbyCase[]> {
    const from = typeof origin === "string" ? { number: origin } : { point: origin };
    return (await this.answerOf(this.caseService.listNearbyCases({ ...from, radiusMeters, matter }, UNARY))).cases;
  }

  /**
   * Yields the log entries of a case as they are written, after the entry with sequence number `after`.
   *
   * A broken stream is resumed; nothing is skipped or repeated.
   */
  watch(number: string, after = 0n): AsyncGenerator<WatchCaseResponse> {
    const open = (cursor: bigint, options: CallOptions): AsyncIterable<WatchCaseResponse> =>
      this.caseService.watchCase({ number, afterSequence: cursor }, options);
    return this.resume("WatchCase", after, open, (entry) => entry.sequence);
  }

  /**
   * Yields the log entries of all cases as they are written; resumes like `watch`.
   *
   * @param after `entry.position` of the last entry seen; 0n for all entries, `ONLY_NEW` for new ones.
   * @param acts acts to include; empty for all.
   */
  watchDesk({ after = ONLY_NEW, acts = [] as readonly Act[] } = {}): AsyncGenerator<WatchDeskResponse> {
    const open = (cursor: bigint, options: CallOptions): AsyncIterable<WatchDeskResponse> =>
      this.desk.watchDesk({ afterPosition: cursor, acts: [...acts] }, options);
    return this.resume("WatchDesk", after, open, (entry) => entry.position);
  }

  /**
   * Yields the log entries of a department's cases as they are written; resumes like `watch`.
   *
   * @param after `entry.position` of the last entry seen; 0n for all entries, `ONLY_NEW` for new ones.
   */
  watchAssignments(department: string, after = ONLY_NEW): AsyncGenerator<WatchAssignmentsResponse> {
    const open = (cursor: bigint, options: CallOptions): AsyncIterable<WatchAssignmentsResponse> =>
      this.departments.watchAssignments({ department, afterPosition: cursor }, options);
    return this.resume("WatchAssignments", after, open, (entry) => entry.position);
  }

  /**
   * Yields the log entries of the cases of another line as they are written; resumes like `watch`.
   *
   * @param after `entry.position` of the last entry seen; 0n for all entries, `ONLY_NEW` for new ones.
   */
  watchLineCases(line: string, after = ONLY_NEW): AsyncGenerator<WatchLineCasesResponse> {
    const open = (cursor: bigint, options: CallOptions): AsyncIterable<WatchLineCasesResponse> =>
      this.lines.watchLineCases({ line, afterPosition: cursor }, options);
    return this.resume("WatchLineCases", after, open, (entry) => entry.position);
  }

  /** Converts an error thrown by a generated client; returns anything else unchanged. */
  refusal(error: unknown): Promise<unknown> {
    return this.peer.refusal(error);
  }

  /** Closes the connection. */
  close(): void {
    this.channel.close();
  }

  private async *resume<Event extends { entry?: LogEntry | undefined }>(
    rpc: string,
    after: bigint,
    open: (cursor: bigint, options: CallOptions) => AsyncIterable<Event>,
    cursorOf: (entry: LogEntry) => bigint,
  ): AsyncGenerator<Event> {
    const backoff = new Backoff(this.peer, rpc, Infinity);
    let cursor = after;
    let wasOpen = false;
    for (;;) {
      const alarm = this.peer.alarm(rpc);
      const onHeader = (header: Metadata): void => {
        alarm.cancel();
        const start = header.get(CURSOR);
        if (start === undefined) return;
        cursor = BigInt(start);
        wasOpen = true;
      };
      const onTrailer = (trailer: Metadata): void => {
        const end = BigInt(trailer.get(CURSOR) ?? cursor);
        if (end > cursor) cursor = end;
      };
      try {
        for await (const event of open(cursor, { onHeader, onTrailer })) {
          cursor = event.entry ? cursorOf(event.entry) : cursor;
          backoff.reset();
          yield event;
        }
        return;
      } catch (error) {
        const failure = await this.peer.refusal(error);
        // The limit on watches is reported to the caller only if this one never opened; once open, it retries.
        if (!wasOpen && failure instanceof HotlineError && failure.code === Status.RESOURCE_EXHAUSTED) throw failure;
        await backoff.wait(failure);
      } finally {
        alarm.cancel();
      }
    }
  }

  /** Calls an rpc until the service responds, and returns the case in its answer. */
  private async retry(
    rpc: string,
    retryTimeout: number,
    call: () => Promise<{ case?: Case | undefined }>,
  ): Promise<Case> {
    const backoff = new Backoff(this.peer, rpc, retryTimeout);
    for (;;) {
      try {
        return required((await call()).case);
      } catch (error) {
        await backoff.wait(await this.peer.refusal(error));
      }
    }
  }

  /** Awaits an rpc's answer, converting the error it throws. */
  private async answerOf<Answer>(answer: Promise<Answer>): Promise<Answer> {
    try {
      return await answer;
    } catch (error) {
      throw await this.peer.refusal(error);
    }
  }
}

function contextOf({ number, etag }: Target, actor: string): { number: string; etag: string; actor: string } {
  return { number, etag, actor };
}

function required<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new TypeError("the service's answer lacks a required message");
  return value;
}
