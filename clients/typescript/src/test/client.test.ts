/** The client against real servers, with the features of the Python client. */

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer as createNetServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { type CallContext, createServer, type Server, ServerError } from "nice-grpc";
import { Act } from "../gen/hotline/v1/act.js";
import { AssignmentState, CaseState, type LogEntry, Outcome } from "../gen/hotline/v1/case.js";
import {
  DeskServiceDefinition,
  ProposalDeclineReason,
  type WatchDeskRequest,
  WatchDeskResponse,
} from "../gen/hotline/v1/desk_service.js";
import { DangerAnswer, RegisterCallRequest } from "../gen/hotline/v1/intake_service.js";
import { AddressError, connect, ConnectionFault, type Hotline, HotlineError, Status, type Wait } from "../index.js";
import { hotline as command, PROJECT, TestServer } from "./server.js";

const TAXI = "投诉出租车拒载还乱要价";

async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

function refused(status: Status, field?: string): (error: unknown) => boolean {
  return (error) =>
    error instanceof HotlineError && error.code === status && (field === undefined || field in error.violations);
}

describe("the client", () => {
  let server: TestServer;
  let telephony: Hotline;
  let operator: Hotline;

  before(async () => {
    server = await new TestServer().start();
    telephony = connect(server.address, { token: server.token("telephony") });
    operator = connect(server.address, { token: () => server.token("operator") });
  });

  after(async () => {
    telephony.close();
    operator.close();
    await server.kill();
  });

  test("registers a call and reads its case", async () => {
    const caller = { name: "张三", phone: "13800138000" };
    const registered = await telephony.register({ caller, content: "请问公交卡在哪里充值", operator: "0712" });
    assert.equal(registered.decision?.outcome, Outcome.OUTCOME_REFERRAL);
    assert.equal(registered.state, CaseState.CASE_STATE_REFERRED);
    const found = await operator.case(registered.number, { log: true });
    assert.equal(found.log[0]?.act, Act.ACT_REGISTER);
    assert.notEqual(found.call?.caller?.phone, "+8613800138000");
    assert.equal((await operator.caller(registered.number, "回访")).caller?.phone, "+8613800138000");
    const listed = await collect(operator.cases({ phone: "13800138000" }));
    assert.deepEqual(
      listed.map((one) => one.number),
      [registered.number],
    );
  });

  test("registers a repeated request once", async () => {
    const call = { content: TAXI, operator: "0712" };
    const first = await telephony.register(call, { requestId: "twice" });
    assert.equal((await telephony.register(call, { requestId: "twice" })).number, first.number);
    const another = telephony.register({ ...call, content: "别的事" }, { requestId: "twice" });
    await assert.rejects(another, refused(Status.ALREADY_EXISTS));
  });

  test("reports violations by field", async () => {
    await assert.rejects(telephony.register({ content: "" }), refused(Status.INVALID_ARGUMENT, "call.content"));
    await assert.rejects(operator.case("20261123-999999"), refused(Status.NOT_FOUND));
    await assert.rejects(telephony.caller("20261123-999999", "?"), refused(Status.PERMISSION_DENIED));
  });

  test("does not retry a request that can never succeed", async () => {
    const started = Date.now();
    await assert.rejects(telephony.register({ content: "长".repeat(2_000_000) }), refused(Status.RESOURCE_EXHAUSTED));
    assert.ok(Date.now() - started < 10_000);
  });

  test("rejects an act based on an outdated case", async () => {
    const { number } = await telephony.register({ content: TAXI, operator: "0712" });
    const department = "交通运输局";
    const system = connect(server.address, { token: server.token("department") });
    const { case: found } = await system.departments.getAssignedCase({ department, number });
    const offered = found!.allowedActs.map(({ rpc, department: whose, allowed }) => [rpc, whose, allowed]);
    const accepting = "DepartmentService.AcceptAssignment";
    assert.deepEqual(
      offered.find(([rpc]) => rpc === accepting),
      [accepting, department, true],
    );
    const context = { number, etag: found!.etag, actor: "王科长" };
    const { case: accepted } = await system.departments.acceptAssignment({ context, department });
    assert.equal(accepted?.assignments[0]?.state, AssignmentState.ASSIGNMENT_STATE_ACCEPTED);
    const late = system.departments.submitProgress({ context, department, progress: "已到现场" });
    await assert.rejects(late, (error) => refused(Status.ABORTED)(HotlineError.from(error)));
    system.close();
  });

  test("amends a registration, and does any act by its rpc", async () => {
    const registered = await telephony.register({ content: TAXI, operator: "0712" });
    const address = "人民路 5 号";
    const amended = await telephony.amendRegistration(registered, { address }, ["address"], { actor: "0712" });
    assert.equal(amended.call?.address, address);
    const call = { content: "小区门口的路灯坏了" };
    const split = (context: object, options: object) =>
      operator.desk.splitCase({ context, call, reason: "两件事" }, options);
    const found = await operator.case(registered.number, { log: true });
    const entry = found.log.find(({ act }) => act === Act.ACT_AMEND);
    assert.deepEqual(
      entry?.amendment?.fields.map(({ path, before, after }) => [path, before, after]),
      [["address", "", address]],
    );
    const matter = await operator.act(found, split);
    assert.equal(matter.splitFrom, registered.number);
    await assert.rejects(operator.act(found, split), refused(Status.ABORTED));
  });

  test("takes what is handed to a line, and hands a case in", async () => {
    const line = "110报警服务台";
    const police = connect(server.address, { token: server.token("line") });
    const registered = await telephony.register({ content: "你好在吗", operator: "0712" });
    await operator.act(registered, (context, options) =>
      operator.desk.handOverCase({ context, reasonCode: "Y01", told: "已转110" }, options),
    );
    const [waiting] = await collect(police.lineCases(line, { openOnly: true }));
    assert.equal(waiting?.number, registered.number);
    const acts = police.asLine(line);
    const accepted = await acts.accept(waiting!, "JJ-1", { actor: "接警员7" });
    await assert.rejects(acts.refuse(waiting!, "不是警情", { actor: "接警员7" }), refused(Status.ABORTED));
    const going = await acts.submitProgress(accepted, "已出警", { actor: "接警员7" });
    const done = await acts.submitResult(going, "已调解", { actor: "接警员7" });
    assert.equal(done.state, CaseState.CASE_STATE_RESOLVED);
    assert.equal((await police.lineCase(line, { recordNumber: "JJ-1" })).number, registered.number);
    const call = { content: TAXI, operator: "接警员7", caller: { phone: "13800138000" } };
    const handedIn = await police.handIn(line, "JJ-900", call);
    assert.equal((await police.handIn(line, "JJ-900", call)).number, handedIn.number);
    police.close();
  });

  test("delegates to a unit below and recalls it", async () => {
    const { number } = await telephony.register({ content: TAXI, operator: "0712" });
    const [department, unit] = ["交通运输局", "道路运输服务中心"];
    const system = connect(server.address, { token: server.token("department") });
    const { case: found } = await system.departments.getAssignedCase({ department, number });
    const accepted = await system.act(found!, (context, options) =>
      system.departments.acceptAssignment({ context, department }, options), { actor: "王科长" },
    );
    const acts = system.asDelegator(department);
    const delegated = await acts.delegate(accepted, [unit], "核实车辆", { actor: "王科长" });
    const recalled = await acts.recall(delegated, unit, "不用了", { actor: "王科长" });
    assert.equal(recalled.assignments.find((one) => one.department === unit)?.state, AssignmentState.ASSIGNMENT_STATE_WITHDRAWN);
    system.close();
  });

  test("rejects values that do not fit their fields before sending them", async () => {
    const wrong = { content: TAXI, channel: "PHONE" as never, receivedAt: "2026-11-23" as never };
    await assert.rejects(telephony.register(wrong), (error) => {
      assert.ok(refused(Status.INVALID_ARGUMENT)(error));
      assert.deepEqual(Object.keys((error as HotlineError).violations), ["call.channel", "call.received_at"]);
      return /不能是 "PHONE"/.test((error as HotlineError).message);
    });
    const many = collect(telephony.registerMany([RegisterCallRequest.fromPartial({ call: wrong })]));
    await assert.rejects(many, refused(Status.INVALID_ARGUMENT, "calls[0].call.channel"));
    const context = { number: "20261123-000001" };
    const supervised = operator.desk.superviseAssignment({ context, workingDays: "seven" as never });
    await assert.rejects(supervised, refused(Status.INVALID_ARGUMENT, "working_days"));
  });
});

describe("an operator's act on a case", () => {
  let server: TestServer;
  let telephony: Hotline;
  let operator: Hotline;

  before(async () => {
    // No danger is sure, so that callers are asked about every one.
    const rules = join(mkdtempSync(join(tmpdir(), "hotline-rules-")), "rules");
    cpSync(join(PROJECT, "rules"), rules, { recursive: true });
    const thresholds = readFileSync(join(rules, "reading.yaml"), "utf-8").replace(/(确信.*?: )\d+/g, "$1100");
    writeFileSync(join(rules, "reading.yaml"), thresholds);
    server = await new TestServer({ RULES: rules }).start();
    telephony = connect(server.address, { token: server.token("telephony") });
    operator = connect(server.address, { token: server.token("operator") });
  });

  after(async () => {
    telephony.close();
    operator.close();
    await server.kill();
  });

  test("answers the question about a suspected danger", async () => {
    const asked = await telephony.register({ content: "楼道里好像有一股煤气味", operator: "0712" });
    assert.ok(asked.openQuestion);
    const said = { words: "闻得很清楚", kind: "燃气泄漏", actor: "0712" };
    const answered = await telephony.answerQuestion(asked, DangerAnswer.DANGER_ANSWER_DANGER, said);
    assert.equal(answered.state, CaseState.CASE_STATE_VERIFYING);
    const again = telephony.answerQuestion(asked, DangerAnswer.DANGER_ANSWER_DANGER, { actor: "0712" });
    await assert.rejects(again, refused(Status.ABORTED));
  });

  test("confirms a proposed answer", async () => {
    const proposed = await telephony.register({ content: "请问租房怎么提取公积金", operator: "0712" });
    const policy = proposed.decision?.proposals[0]?.policy;
    assert.ok(policy);
    const unexplained = operator.answerDirectly(proposed, { content: "不能提取" });
    await assert.rejects(unexplained, refused(Status.INVALID_ARGUMENT, "reason"));
    const told = { policyId: policy.id, content: policy.answer };
    const answered = await operator.answerDirectly(proposed, told, { answeredAt: new Date() });
    assert.equal(answered.state, CaseState.CASE_STATE_ANSWERED);
    assert.equal(answered.decision?.policy?.id, policy.id);
  });

  test("declines all proposed answers", async () => {
    const proposed = await telephony.register({ content: "请问租房怎么提取公积金", operator: "0712" });
    const { PROPOSAL_DECLINE_REASON_OTHER: other } = ProposalDeclineReason;
    await assert.rejects(operator.declineProposals(proposed, other), refused(Status.INVALID_ARGUMENT, "remark"));
    const declined = await operator.declineProposals(proposed, other, { remark: "打错了" });
    assert.equal(declined.decision?.outcome, Outcome.OUTCOME_DESK);
  });
});

describe("across a server restart, the client", () => {
  let server: TestServer;
  let telephony: Hotline;

  before(async () => {
    server = await new TestServer().start();
    telephony = connect(server.address, { token: server.token("telephony") });
  });

  after(async () => {
    telephony.close();
    await server.kill();
  });

  async function restart(): Promise<void> {
    await server.kill();
    await sleep(500);
    await server.start();
  }

  test("registers a call sent during the restart once", async () => {
    const [registered] = await Promise.all([
      sleep(200).then(() => telephony.register({ content: TAXI, operator: "0712" }, { requestId: "meanwhile" })),
      restart(),
    ]);
    const again = await telephony.register({ content: TAXI, operator: "0712" }, { requestId: "meanwhile" });
    assert.equal(again.number, registered.number);
  });

  test("registers every call of a stream once", async () => {
    const many = 400;
    async function* calls(): AsyncGenerator<RegisterCallRequest> {
      for (let place = 0; place < many; place++) {
        if (place % 20 === 0) await sleep(50);
        yield RegisterCallRequest.fromPartial({ requestId: `many-${place}`, call: { content: TAXI, operator: "0712" } });
      }
    }
    const restarting = sleep(300).then(restart);
    const results = await collect(telephony.registerMany(calls(), { batchSize: 7 }));
    await restarting;
    assert.equal(new Set(results.map((result) => result.requestId)).size, many);
    assert.equal(new Set(results.map((result) => result.registered?.number)).size, many);
  });

  test("resumes watches where they broke", async () => {
    const department = "交通运输局";
    const operator = connect(server.address, { token: server.token("operator") });
    const system = connect(server.address, { token: server.token("department") });
    const { number, etag } = await telephony.register({ content: TAXI, operator: "0712" });
    const before = (await operator.case(number, { log: true })).log;
    const begin = before[0]!.position - 1n;
    const watches = [
      seen(operator.watch(number), number),
      seen(operator.watchDesk({ after: begin }), number),
      seen(system.watchAssignments(department, begin), number),
    ];
    while (watches.some(({ positions }) => positions.at(-1) !== before.at(-1)!.position)) await sleep(20);
    await restart();
    const context = { number, etag, actor: "王科长" };
    // Acts are not retried automatically: that is up to the caller.
    for (let accepted = false; !accepted; await sleep(50)) {
      accepted = await system.departments.acceptAssignment({ context, department }).then(
        () => true,
        (error) => {
          if (!refused(Status.UNAVAILABLE)(HotlineError.from(error))) throw error;
          return false;
        },
      );
    }
    await Promise.all(watches.map(({ accepted }) => accepted));
    const { log } = await operator.case(number, { log: true });
    const all = log.map(({ position }) => position);
    // A department sees only entries that concern it.
    assert.deepEqual(
      watches.map(({ positions }) => positions),
      [all, all, all.slice(1)],
    );
    operator.close();
    system.close();
  });
});

/** Collects the positions of a case's entries from a watch until the case is accepted. */
function seen(
  watch: AsyncIterable<{ entry?: LogEntry | undefined }>,
  number: string,
): { positions: bigint[]; accepted: Promise<void> } {
  const positions: bigint[] = [];
  const accepted = (async () => {
    for await (const { entry } of watch) {
      if (entry!.caseNumber === number) positions.push(entry!.position);
      if (entry!.act === Act.ACT_ACCEPT) return;
    }
  })();
  return { positions, accepted };
}

describe("a watch of new entries", () => {
  /** Serves WatchDesk; the first stream breaks before its first entry, past two that it may not send. */
  async function serve(asked: bigint[], failure: Status): Promise<[Server, string]> {
    const server = createServer();
    async function* watchDesk(request: WatchDeskRequest, context: CallContext): AsyncGenerator<WatchDeskResponse> {
      asked.push(request.afterPosition);
      if (asked.length === 1 && failure === Status.RESOURCE_EXHAUSTED) throw new ServerError(failure, "已达上限");
      context.header.set("hotline-cursor", "41");
      context.sendHeader();
      context.trailer.set("hotline-cursor", "43");
      if (asked.length === 1) throw new ServerError(failure, "服务正在停止");
      yield WatchDeskResponse.fromPartial({ entry: { position: 44n } });
    }
    const methods = { watchDesk: DeskServiceDefinition.methods.watchDesk };
    server.add({ ...DeskServiceDefinition, methods }, { watchDesk });
    return [server, `127.0.0.1:${await server.listen("127.0.0.1:0")}`];
  }

  test("resumes from the cursor that the service sent last", async () => {
    const asked: bigint[] = [];
    const [server, address] = await serve(asked, Status.UNAVAILABLE);
    const hotline = connect(address);
    const entries = await collect(hotline.watchDesk());
    assert.deepEqual([asked, entries.map(({ entry }) => entry!.position)], [[-1n, 43n], [44n]]);
    hotline.close();
    await server.shutdown();
  });

  test("is refused beyond the limit on watches", async () => {
    const [server, address] = await serve([], Status.RESOURCE_EXHAUSTED);
    const hotline = connect(address);
    await assert.rejects(hotline.watchDesk().next(), refused(Status.RESOURCE_EXHAUSTED));
    hotline.close();
    await server.shutdown();
  });
});

describe("an address", () => {
  test("beyond loopback is not reached in plain text", () => {
    for (const address of ["192.0.2.1:50051", "127.evil.example:50051", "127.0.0.1:1,192.0.2.1:1"]) {
      assert.throws(() => connect(address, { token: "secret" }), RangeError, address);
    }
  });

  test("that is malformed is rejected at once", () => {
    for (const address of ["", "127.0.0.1", "127.0.0.1:99999", "127.0.0.1:port", "::1:1", "[localhost]:1"]) {
      assert.throws(() => connect(address), AddressError, address);
    }
    for (const address of ["localhost:1,localhost:2", "127.0.0.1:1,[::1]:1"]) {
      assert.throws(() => connect(address), AddressError, address);
    }
    connect("[::1]:1,[::1]:2").close();
  });

  test("with an unknown host name is reported at once", async () => {
    const hotline = connect("nowhere.invalid:50051", { tls: {} });
    const registered = hotline.register({ content: TAXI });
    await assert.rejects(registered, (error) => (error as HotlineError).fault === ConnectionFault.UNKNOWN_HOST);
    hotline.close();
  });

  test("without a listener is reported after a second", async () => {
    const taken = createNetServer().listen(0, "127.0.0.1");
    await once(taken, "listening");
    const { port } = taken.address() as AddressInfo;
    taken.close();
    const notices: Wait[] = [];
    const hotline = connect(`127.0.0.1:${port}`, { onWait: (wait) => notices.push(wait) });
    const registered = hotline.register({ content: TAXI }, { retryTimeout: 1.5 });
    await assert.rejects(registered, (error) => (error as HotlineError).fault === ConnectionFault.REFUSED);
    assert.deepEqual(
      notices.map(({ rpc, failure }) => [rpc, failure?.fault]),
      [["RegisterCall", ConnectionFault.REFUSED]],
    );
    assert.ok(notices[0]!.seconds >= 1);
    hotline.close();
  });

  test("without an answer is reported after a second", async () => {
    const mute = createNetServer().listen(0, "127.0.0.1");
    await once(mute, "listening");
    const { port } = mute.address() as AddressInfo;
    const noticed = new Promise<Wait>((resolve) => {
      const hotline = connect(`127.0.0.1:${port}`, {
        onWait: (wait) => {
          resolve(wait);
          hotline.close();
        },
      });
      hotline.case("20261123-000001").catch(() => {});
    });
    const { rpc, failure, seconds } = await noticed;
    assert.deepEqual([rpc, failure], ["GetCase", undefined]);
    assert.ok(seconds >= 0.99);
    mute.close();
  });
});

test("a TLS server is reached over TLS, and TLS failures are reported promptly", async () => {
  const [folder, other] = [new TestServer().folder, new TestServer().folder];
  for (const each of [folder, other]) command("certificates", "--folder", each);
  const settings = { CERTIFICATE: join(folder, "server.pem"), PRIVATE_KEY: join(folder, "server.key") };
  const server = await new TestServer(settings).start();
  const token = server.token("telephony");
  const tls = { authority: readFileSync(join(folder, "authority.pem")) };
  const hotline = connect(server.address.replace("127.0.0.1", "localhost"), { token, tls });
  assert.ok((await hotline.register({ content: TAXI, operator: "0712" })).number);
  hotline.close();
  const stranger = { authority: readFileSync(join(other, "authority.pem")) };
  const started = Date.now();
  for (const [wrong, fault] of [
    [undefined, ConnectionFault.TLS_REQUIRED],
    [stranger, ConnectionFault.CERTIFICATE_UNTRUSTED],
  ] as const) {
    const failing = connect(server.address, { token, tls: wrong });
    await assert.rejects(failing.register({ content: TAXI }), (error) => (error as HotlineError).fault === fault);
    await assert.rejects(failing.watchDesk().next(), (error) => (error as HotlineError).fault === fault);
    failing.close();
  }
  assert.ok(Date.now() - started < 10_000);
  await server.kill();
});

describe("the package", () => {
  let server: TestServer;

  before(async () => {
    server = await new TestServer().start();
  });

  after(() => server.kill());

  /** Returns the README's example, adapted to this server. */
  function readmeExample(): string {
    const [, example] = /```js\n(.*?)```/s.exec(readFileSync("README.md", "utf-8"))!;
    const token = join(server.folder, "development", "tokens", "telephony.jwt");
    return example!.replace("127.0.0.1:50051", server.address).replace("telephony.jwt", token);
  }

  test("installs into an empty project and runs its README's example", () => {
    const folder = new TestServer().folder;
    const packed = run("npm", ["pack", "--silent", "--pack-destination", folder], ".").trim();
    writeFileSync(join(folder, "package.json"), "{}");
    run("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline", join(folder, packed)], folder);
    writeFileSync(join(folder, "example.mjs"), readmeExample());
    const output = run("node", ["example.mjs"], folder);
    assert.match(output, /^\d{8}-\d{6} .*交通运输局/);
    // Messages and enums are importable as documented, in Node and TypeScript.
    const program = `
      import { Hotline, ConnectionFault } from "hotline-client";
      import { Channel, type Call } from "hotline-client/v1/case.js";
      import { WatchDeskRequest } from "hotline-client/v1/desk_service.js";
      const call: Partial<Call> = { channel: Channel.CHANNEL_PHONE };
      console.log(call.channel, WatchDeskRequest.fromPartial({}).acts, Hotline.name, ConnectionFault.REFUSED);`;
    writeFileSync(join(folder, "typed.mts"), program);
    const options = ["--module", "nodenext", "--target", "es2022", "--strict", "--skipLibCheck", "--types", "node"];
    const roots = ["--typeRoots", join(process.cwd(), "node_modules", "@types")];
    run(join(process.cwd(), "node_modules", ".bin", "tsc"), [...options, ...roots, "typed.mts"], folder);
    assert.match(run("node", ["typed.mjs"], folder), /^1 \[\] Hotline /);
  });
});

function run(program: string, args: string[], cwd: string): string {
  const done = spawnSync(program, args, { cwd, encoding: "utf-8" });
  assert.equal(done.status, 0, done.stderr);
  return done.stdout;
}
