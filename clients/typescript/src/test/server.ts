/** Real server in a process of its own, which tests can kill and restart. */

import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** Root of the repository. */
export const PROJECT = new URL("../../../../", import.meta.url).pathname;
const PYTHON = process.env["HOTLINE_TEST_PYTHON"] ?? join(PROJECT, ".venv/bin/python");

/** Server with its own database; a restart keeps its address and database. */
export class TestServer {
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
    // A failing test must not leave the server running.
    process.once("exit", () => this.process?.kill("SIGKILL"));
    const [greeting] = (await once(createInterface(this.process.stdout!), "line")) as [string];
    this.address = greeting.split(" ")[2]!.trim();
    return this;
  }

  /** Returns the development token of a role. */
  token(role: string): string {
    return readFileSync(join(this.folder, "development", "tokens", `${role}.jwt`), "ascii").trim();
  }

  async kill(): Promise<void> {
    const ended = once(this.process!, "exit");
    this.process!.kill("SIGKILL");
    await ended;
  }
}

/** Runs a `hotline` command. */
export function hotline(...command: string[]): void {
  const done = spawnSync(PYTHON, ["-m", "hotline_server.cli.main", ...command], { cwd: PROJECT, encoding: "utf-8" });
  if (done.status !== 0) throw new Error(done.stderr);
}
