/** A real server in a process of its own, that tests can hurt. */

import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const PROJECT = new URL("../../../../", import.meta.url).pathname;
const PYTHON = process.env["HOTLINE_TEST_PYTHON"] ?? join(PROJECT, ".venv/bin/python");

/** A server on a database of its own; started again it has the same address and database. */
export class Serving {
  address = "127.0.0.1:0";
  readonly folder = mkdtempSync(join(tmpdir(), "hotline-"));
  private process: ChildProcess | undefined;

  /** @param settings environment variables without their prefix. */
  constructor(private readonly settings: Record<string, string> = {}) {}

  async start(): Promise<this> {
    const settings = {
      LISTEN: this.address,
      DATABASE: `sqlite:///${this.folder}/hotline.db`,
      DEVELOPMENT: join(this.folder, "development"),
      FILES: join(this.folder, "files"),
      ...this.settings,
    };
    const environment = Object.fromEntries(Object.entries(settings).map(([name, value]) => [`HOTLINE_${name}`, value]));
    this.process = spawn(PYTHON, ["-m", "hotline_server.cli.main", "serve"], {
      cwd: PROJECT,
      env: { ...process.env, ...environment },
      stdio: ["ignore", "pipe", "ignore"],
    });
    // A test that fails must not leave it behind.
    process.once("exit", () => this.process?.kill("SIGKILL"));
    const [greeting] = (await once(createInterface(this.process.stdout!), "line")) as [string];
    this.address = greeting.split(" ")[2]!.trim();
    return this;
  }

  /** The token of a role of the development authority. */
  token(role: string): string {
    return readFileSync(join(this.folder, "development", "tokens", `${role}.jwt`), "ascii").trim();
  }

  async kill(): Promise<void> {
    const ended = once(this.process!, "exit");
    this.process!.kill("SIGKILL");
    await ended;
  }
}

/** Runs a command of the service. */
export function hotline(...command: string[]): void {
  const done = spawnSync(PYTHON, ["-m", "hotline_server.cli.main", ...command], { cwd: PROJECT, encoding: "utf-8" });
  if (done.status !== 0) throw new Error(done.stderr);
}
