/** A thin client: one line to connect, typed calls, safe retries. */

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
import { bearer, openChannel, patient, Peer, type Tls, type Token } from "./connecting.js";
import { HotlineError } from "./errors.js";
import { AnnouncementServiceDefinition } from "./gen/hotline/v1/announcement_service.js";
import { ArchiveServiceDefinition } from "./gen/hotline/v1/archive_service.js";
import { AttachmentServiceDefinition } from "./gen/hotline/v1/attachment_service.js";
import { AuditServiceDefinition } from "./gen/hotline/v1/audit_service.js";
import type { Act } from "./gen/hotline/v1/act.js";
import type { Call, Case, DeepPartial, LogEntry } from "./gen/hotline/v1/case.js";
import { CaseServiceDefinition, type CaseFilter, type WatchCaseResponse } from "./gen/hotline/v1/case_service.js";
import { DepartmentServiceDefinition, type WatchAssignmentsResponse } from "./gen/hotline/v1/department_service.js";
import { DeskServiceDefinition, type WatchDeskResponse } from "./gen/hotline/v1/desk_service.js";
import { DirectoryServiceDefinition } from "./gen/hotline/v1/directory_service.js";
import { HotspotServiceDefinition } from "./gen/hotline/v1/hotspot_service.js";
import { InquiryServiceDefinition } from "./gen/hotline/v1/inquiry_service.js";
import {
  IntakeServiceDefinition,
  RegisterCallRequest,
  type RegisterCallResult,
} from "./gen/hotline/v1/intake_service.js";
import { LeaderServiceDefinition } from "./gen/hotline/v1/leader_service.js";
import { PolicyServiceDefinition } from "./gen/hotline/v1/policy_service.js";
import { ReportServiceDefinition } from "./gen/hotline/v1/report_service.js";
import { RuleServiceDefinition } from "./gen/hotline/v1/rule_service.js";
import { PATIENCE_SECONDS, TIMEOUT_SECONDS, Trying } from "./retrying.js";
import { Sending } from "./sending.js";
import { refuseUnsendable } from "./violations.js";
import { logWaiting, type Tell } from "./waiting.js";

/** The position to watch from for only what happens from now on. */
export const ONLY_NEW = -1n;
// In the initial metadata of a watch: the cursor it begins after.
const CURSOR = "hotline-cursor";

/** How to connect. */
export interface Connecting {
  /** Who you are; or a function that gives the present token, for tokens that are renewed. */
  token?: Token;
  /** What secures the connection; without it only loopback is connected to, in plain text. */
  tls?: Tls;
  /**
   * Is told once an answer has been waited for a second, and every ten seconds from then on; by default such waits
   * are logged.
   */
  waiting?: Tell;
}

/**
 * Connects to the service.
 *
 * @param address `host:port`; the calls go to all servers that a host name stands for. Or several `ip:port` with
 *   commas between. A server that does not answer is left out until it does.
 * @throws AddressError the address is not written as it must be.
 * @throws RangeError neither tls nor loopback.
 */
export function connect(address: string, { token, tls, waiting = logWaiting }: Connecting = {}): Hotline {
  return new Hotline(openChannel(address, tls), new Peer(address, tls, waiting), token);
}

const UNARY: DeadlineOptions = { deadline: TIMEOUT_SECONDS * 1000 };

/**
 * The service, seen from outside.
 *
 * `desk`, `departments`, `leaders` and so on are the generated clients of the other services, with promises for
 * answers and async iterables for streams; `refusal` makes what they throw readable.
 */
export class Hotline {
  readonly desk: Client<DeskServiceDefinition, DeadlineOptions>;
  readonly departments: Client<DepartmentServiceDefinition, DeadlineOptions>;
  readonly leaders: Client<LeaderServiceDefinition, DeadlineOptions>;
  readonly inquiry: Client<InquiryServiceDefinition, DeadlineOptions>;
  readonly directory: Client<DirectoryServiceDefinition, DeadlineOptions>;
  readonly policies: Client<PolicyServiceDefinition, DeadlineOptions>;
  readonly rules: Client<RuleServiceDefinition, DeadlineOptions>;
  readonly audit: Client<AuditServiceDefinition, DeadlineOptions>;
  readonly reports: Client<ReportServiceDefinition, DeadlineOptions>;
  readonly hotspots: Client<HotspotServiceDefinition, DeadlineOptions>;
  readonly attachments: Client<AttachmentServiceDefinition, DeadlineOptions>;
  readonly archive: Client<ArchiveServiceDefinition, DeadlineOptions>;
  readonly announcements: Client<AnnouncementServiceDefinition, DeadlineOptions>;
  private readonly intake: Client<IntakeServiceDefinition, DeadlineOptions>;
  private readonly caseService: Client<CaseServiceDefinition, DeadlineOptions>;

  /** Talks over `channel` to `peer`; `connect` makes both. */
  constructor(
    private readonly channel: Channel,
    private readonly peer: Peer,
    token?: Token,
  ) {
    let factory: ClientFactory<DeadlineOptions> = createClientFactory()
      .use(errorDetailsClientMiddleware)
      .use(refuseUnsendable)
      .use(deadlineMiddleware)
      .use(patient(peer));
    if (token !== undefined) factory = factory.use(bearer(token));
    this.desk = factory.create(DeskServiceDefinition, channel);
    this.departments = factory.create(DepartmentServiceDefinition, channel);
    this.leaders = factory.create(LeaderServiceDefinition, channel);
    this.inquiry = factory.create(InquiryServiceDefinition, channel);
    this.directory = factory.create(DirectoryServiceDefinition, channel);
    this.policies = factory.create(PolicyServiceDefinition, channel);
    this.rules = factory.create(RuleServiceDefinition, channel);
    this.audit = factory.create(AuditServiceDefinition, channel);
    this.reports = factory.create(ReportServiceDefinition, channel);
    this.hotspots = factory.create(HotspotServiceDefinition, channel);
    this.attachments = factory.create(AttachmentServiceDefinition, channel);
    this.archive = factory.create(ArchiveServiceDefinition, channel);
    this.announcements = factory.create(AnnouncementServiceDefinition, channel);
    this.intake = factory.create(IntakeServiceDefinition, channel);
    this.caseService = factory.create(CaseServiceDefinition, channel);
  }

  /**
   * Registers a call and returns its case.
   *
   * While the service does not answer or has too much to do, it is asked again with the same request id, so the
   * call is registered once however often it was sent.
   *
   * @param requestId an id of your own for it; one is made if you give none.
   * @param patience for how many seconds to try.
   * @throws HotlineError the service refused it, or could not be reached.
   */
  async register(
    call: DeepPartial<Call>,
    { requestId = randomUUID() as string, patience = PATIENCE_SECONDS } = {},
  ): Promise<Case> {
    const trying = new Trying(this.peer, "RegisterCall", patience);
    for (;;) {
      try {
        return present((await this.intake.registerCall({ requestId, call }, UNARY)).case);
      } catch (error) {
        await trying.pauseAfter(await this.peer.refusal(error));
      }
    }
  }

  /**
   * Registers many calls over a stream; gives the result of each as it becomes durable.
   *
   * When the stream breaks, what had no result yet is sent again on a new one; each call is registered once and
   * has one result.
   *
   * @param calls with request ids of your own, each different; they may come as slowly as they come in.
   * @param aMessage how many to send together; more than one is faster, and waits for as many.
   * @param patience for how many seconds to try while the service does not answer at all.
   * @throws HotlineError the service could not be reached.
   */
  async *registerMany(
    calls: AsyncIterable<RegisterCallRequest> | Iterable<RegisterCallRequest>,
    { aMessage = 1, patience = PATIENCE_SECONDS } = {},
  ): AsyncGenerator<RegisterCallResult> {
    const sending = new Sending(calls, aMessage);
    const trying = new Trying(this.peer, "RegisterCalls", patience);
    for (;;) {
      try {
        for await (const { results } of this.intake.registerCalls(sending.messages())) {
          trying.succeeded();
          for (const result of results) if (sending.settle(result.requestId)) yield result;
        }
        return;
      } catch (error) {
        await trying.pauseAfter(await this.peer.refusal(error));
      }
    }
  }

  /**
   * The case of that number, with its log if asked for.
   *
   * @throws HotlineError NOT_FOUND if there is none.
   */
  async case(number: string, { log = false } = {}): Promise<Case> {
    return present((await this.asked(this.caseService.getCase({ number, includeLog: log }, UNARY))).case);
  }

  /**
   * A call of a case with who made it, unmasked, for those who have to reach them; it is logged.
   *
   * @param reason why, 1 to 200 characters.
   * @param callId of the call; 0 for the one that opened the case.
   * @throws HotlineError PERMISSION_DENIED or FAILED_PRECONDITION where it may not be shown.
   */
  async caller(number: string, reason: string, callId = 0n): Promise<Call> {
    return present((await this.asked(this.caseService.revealCaller({ number, callId, reason }, UNARY))).call);
  }

  /** Every case that matches, newest first, page by page as it is asked for. */
  async *cases(filter?: DeepPartial<CaseFilter>): AsyncGenerator<Case> {
    let pageToken = "";
    do {
      const page = await this.asked(this.caseService.listCases({ filter, pageToken }, UNARY));
      yield* page.cases;
      pageToken = page.nextPageToken;
    } while (pageToken);
  }

  /**
   * What happens to a case after the `after`-th entry of its log, as it happens.
   *
   * A broken stream is opened again from where it broke; nothing is skipped or repeated.
   */
  watch(number: string, after = 0n): AsyncGenerator<WatchCaseResponse> {
    const open = (cursor: bigint, options: CallOptions): AsyncIterable<WatchCaseResponse> =>
      this.caseService.watchCase({ number, afterSequence: cursor }, options);
    return this.watched("WatchCase", after, open, (entry) => entry.sequence);
  }

  /**
   * What happens to all cases after a position, as it happens; resumed like `watch`.
   *
   * @param after `entry.position` of the last act seen; 0n for all there ever were, `ONLY_NEW` for what is new.
   * @param acts only these; all if there are none.
   */
  watchDesk({ after = ONLY_NEW, acts = [] as readonly Act[] } = {}): AsyncGenerator<WatchDeskResponse> {
    const open = (cursor: bigint, options: CallOptions): AsyncIterable<WatchDeskResponse> =>
      this.desk.watchDesk({ afterPosition: cursor, acts: [...acts] }, options);
    return this.watched("WatchDesk", after, open, (entry) => entry.position);
  }

  /**
   * What happens to the cases of a department after a position, as it happens; resumed like `watch`.
   *
   * @param after `entry.position` of the last act seen; 0n for all there ever were, `ONLY_NEW` for what is new.
   */
  watchAssignments(department: string, after = ONLY_NEW): AsyncGenerator<WatchAssignmentsResponse> {
    const open = (cursor: bigint, options: CallOptions): AsyncIterable<WatchAssignmentsResponse> =>
      this.departments.watchAssignments({ department, afterPosition: cursor }, options);
    return this.watched("WatchAssignments", after, open, (entry) => entry.position);
  }

  /** The readable error for what a generated client threw; anything else is given back as it is. */
  refusal(error: unknown): Promise<unknown> {
    return this.peer.refusal(error);
  }

  /** Closes the connection. */
  close(): void {
    this.channel.close();
  }

  private async *watched<News extends { entry?: LogEntry | undefined }>(
    rpc: string,
    after: bigint,
    open: (cursor: bigint, options: CallOptions) => AsyncIterable<News>,
    cursorOf: (entry: LogEntry) => bigint,
  ): AsyncGenerator<News> {
    const trying = new Trying(this.peer, rpc, Infinity);
    let cursor = after;
    let wasOpen = false;
    for (;;) {
      const alarm = this.peer.alarm(rpc);
      const onHeader = (header: Metadata): void => {
        alarm.cancel();
        const begins = header.get(CURSOR);
        if (begins === undefined) return;
        cursor = BigInt(begins);
        wasOpen = true;
      };
      try {
        for await (const news of open(cursor, { onHeader })) {
          cursor = news.entry ? cursorOf(news.entry) : cursor;
          trying.succeeded();
          yield news;
        }
        return;
      } catch (error) {
        const refused = await this.peer.refusal(error);
        // Whoever asks for a watch that never was open can act on it; later it is waited out.
        if (!wasOpen && refused instanceof HotlineError && refused.code === Status.RESOURCE_EXHAUSTED) throw refused;
        await trying.pauseAfter(refused);
      } finally {
        alarm.cancel();
      }
    }
  }

  /** What an rpc answers; what it throws is made readable. */
  private async asked<Answer>(answer: Promise<Answer>): Promise<Answer> {
    try {
      return await answer;
    } catch (error) {
      throw await this.peer.refusal(error);
    }
  }
}

function present<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new TypeError("the service answered without what was asked for");
  return value;
}
