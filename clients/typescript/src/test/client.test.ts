/** The client does against a real server what its Python sister does. */

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { AssignmentState, CaseState, Outcome } from "../gen/hotline/v1/case.js";
import { RegisterCallRequest } from "../gen/hotline/v1/intake_service.js";
import { connect, type Hotline, HotlineError, Status } from "../index.js";
import { hotline as command, Serving } from "./serving.js";

const TAXI = "投诉出租车拒载还乱要价";

async function collected<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

function refused(status: Status, field?: string): (error: unknown) => boolean {
  return (error) =>
    error instanceof HotlineError && error.code === status && (field === undefined || field in error.violations);
}

describe("a server", () => {
  let server: Serving;
  let telephony: Hotline;
  let operator: Hotline;

  before(async () => {
    server = await new Serving().start();
    telephony = connect(server.address, { token: server.token("telephony") });
    operator = connect(server.address, { token: () => server.token("operator") });
  });

  after(async () => {
    telephony.close();
    operator.close();
    await server.kill();
  });

  test("registers a call, decides, and shows it", async () => {
    const caller = { name: "张三", phone: "13800138000" };
    const registered = await telephony.register({ caller, content: "请问商标注册在哪里办理", operator: "0712" });
    assert.equal(registered.decision?.outcome, Outcome.OUTCOME_REFERRAL);
    assert.equal(registered.state, CaseState.CASE_STATE_REFERRED);
    const found = await operator.case(registered.number, { log: true });
    assert.equal(found.log[0]?.act, "REGISTER");
    assert.notEqual(found.call?.caller?.phone, "+8613800138000");
    assert.equal((await operator.caller(registered.number, "回访")).caller?.phone, "+8613800138000");
    const listed = await collected(operator.cases({ phone: "13800138000" }));
    assert.deepEqual(
      listed.map((one) => one.number),
      [registered.number],
    );
  });

  test("registers a call once however often it is sent", async () => {
    const call = { content: TAXI, operator: "0712" };
    const first = await telephony.register(call, { requestId: "twice" });
    assert.equal((await telephony.register(call, { requestId: "twice" })).number, first.number);
    const another = telephony.register({ ...call, content: "别的事" }, { requestId: "twice" });
    await assert.rejects(another, refused(Status.ALREADY_EXISTS));
  });

  test("tells what is wrong with each field", async () => {
    await assert.rejects(telephony.register({ content: "" }), refused(Status.INVALID_ARGUMENT, "call.content"));
    await assert.rejects(operator.case("20261123-999999"), refused(Status.NOT_FOUND));
    await assert.rejects(telephony.caller("20261123-999999", "?"), refused(Status.PERMISSION_DENIED));
  });

  test("does not send again what will never be taken", async () => {
    const begun = Date.now();
    await assert.rejects(telephony.register({ content: "长".repeat(2_000_000) }), refused(Status.RESOURCE_EXHAUSTED));
    assert.ok(Date.now() - begun < 10_000);
  });

  test("lets a department act, on the case as it read it", async () => {
    const { number } = await telephony.register({ content: TAXI, operator: "0712" });
    const department = "交通运输局";
    const system = connect(server.address, { token: server.token("department") });
    const { case: found } = await system.departments.getAssignedCase({ department, number });
    const context = { number, etag: found!.etag, actor: "王科长" };
    const { case: accepted } = await system.departments.acceptAssignment({ context, department });
    assert.equal(accepted?.assignments[0]?.state, AssignmentState.ASSIGNMENT_STATE_ACCEPTED);
    const late = system.departments.reportProgress({ context, department, progress: "已到现场" });
    await assert.rejects(late, (error) => refused(Status.ABORTED)(HotlineError.from(error)));
    system.close();
  });

  test("is not reached in plain text beyond loopback", () => {
    assert.throws(() => connect("192.0.2.1:50051", { token: "secret" }), RangeError);
  });
});

describe("a server that is killed and started again", () => {
  let server: Serving;
  let telephony: Hotline;

  before(async () => {
    server = await new Serving().start();
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

  test("has a call that was sent meanwhile once", async () => {
    const [registered] = await Promise.all([
      sleep(200).then(() => telephony.register({ content: TAXI, operator: "0712" }, { requestId: "meanwhile" })),
      restart(),
    ]);
    const again = await telephony.register({ content: TAXI, operator: "0712" }, { requestId: "meanwhile" });
    assert.equal(again.number, registered.number);
  });

  test("has each call of a stream once", async () => {
    const many = 400;
    async function* calls(): AsyncGenerator<RegisterCallRequest> {
      for (let place = 0; place < many; place++) {
        if (place % 20 === 0) await sleep(50);
        yield RegisterCallRequest.fromPartial({ requestId: `many-${place}`, call: { content: TAXI, operator: "0712" } });
      }
    }
    const restarting = sleep(300).then(restart);
    const results = await collected(telephony.registerMany(calls(), { aMessage: 7 }));
    await restarting;
    assert.equal(new Set(results.map((result) => result.requestId)).size, many);
    assert.equal(new Set(results.map((result) => result.registered?.number)).size, many);
  });

  test("is watched on from where it broke", async () => {
    const operator = connect(server.address, { token: server.token("operator") });
    const { number, etag } = await telephony.register({ content: TAXI, operator: "0712" });
    const seen: bigint[] = [];
    const watching = (async () => {
      for await (const { entry } of operator.watch(number)) {
        seen.push(entry!.sequence);
        if (entry!.act === "ACCEPT") return;
      }
    })();
    while (seen.length < 2) await sleep(20);
    await restart();
    const system = connect(server.address, { token: server.token("department") });
    const context = { number, etag, actor: "王科长" };
    // Acts are not sent again by themselves: whoever acts decides.
    for (let accepted = false; !accepted; await sleep(50)) {
      accepted = await system.departments.acceptAssignment({ context, department: "交通运输局" }).then(
        () => true,
        (error) => {
          if (!refused(Status.UNAVAILABLE)(HotlineError.from(error))) throw error;
          return false;
        },
      );
    }
    await watching;
    assert.deepEqual(seen, [1n, 2n, 3n]);
    operator.close();
    system.close();
  });
});

test("a server with a certificate is reached with TLS", async () => {
  const folder = new Serving().folder;
  command("certificates", "--folder", folder);
  const settings = { CERTIFICATE: join(folder, "server.pem"), PRIVATE_KEY: join(folder, "server.key") };
  const server = await new Serving(settings).start();
  const tls = { authority: readFileSync(join(folder, "authority.pem")) };
  const hotline = connect(server.address.replace("127.0.0.1", "localhost"), { token: server.token("telephony"), tls });
  assert.ok((await hotline.register({ content: TAXI, operator: "0712" })).number);
  hotline.close();
  await server.kill();
});

describe("the package", () => {
  let server: Serving;

  before(async () => {
    server = await new Serving().start();
  });

  after(() => server.kill());

  /** What the README shows, for this server. */
  function shown(): string {
    const [, example] = /```js\n(.*?)```/s.exec(readFileSync("README.md", "utf-8"))!;
    const token = join(server.folder, "development", "tokens", "telephony.jwt");
    return example!.replace("127.0.0.1:50051", server.address).replace("telephony.jwt", token);
  }

  test("installs into an empty project and does what its README shows", () => {
    const folder = new Serving().folder;
    const packed = run("npm", ["pack", "--silent", "--pack-destination", folder], ".").trim();
    writeFileSync(join(folder, "package.json"), "{}");
    run("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline", join(folder, packed)], folder);
    writeFileSync(join(folder, "example.mjs"), shown());
    const said = run("node", ["example.mjs"], folder);
    assert.match(said, /^\d{8}-\d{6} .*交通运输局/);
  });
});

function run(program: string, args: string[], cwd: string): string {
  const done = spawnSync(program, args, { cwd, encoding: "utf-8" });
  assert.equal(done.status, 0, done.stderr);
  return done.stdout;
}
