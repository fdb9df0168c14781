import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The release that the suite was written for. */
const version = "5.2.5";
const isWindows = process.platform === "win32";
const python = isWindows ? "python" : "python3";
const environment = fileURLToPath(new URL(`../../../.inia/moto-${version}`, import.meta.url));
const programs = join(environment, isWindows ? "Scripts" : "bin");

/** Why moto cannot be had on this machine, and whether that is for want of Python itself. */
export class MotoUnavailable extends Error {
  override readonly name = "MotoUnavailable";
  readonly hasPython: boolean;

  constructor(message: string, hasPython: boolean) {
    super(message);
    this.hasPython = hasPython;
  }
}

/**
 * Installs moto's server from PyPI into a virtual environment below `.inia`, once; `say` is told when that begins.
 *
 * @throws {@link MotoUnavailable} where there is no Python, or PyPI cannot be reached.
 */
export async function installMoto(say: (what: string) => void): Promise<void> {
  // Written last: an environment without it was left half-made.
  const installed = join(environment, "installed");
  const found = await execute(python, ["--version"]);
  if (found.code !== 0) throw new MotoUnavailable(`${python} is not installed`, false);
  if (existsSync(installed)) return;

  say(`installing moto ${version} from PyPI into .inia …`);
  rmSync(environment, { recursive: true, force: true });
  mkdirSync(environment, { recursive: true });
  const made = await execute(python, ["-m", "venv", environment]);
  if (made.code !== 0) throw unavailable("no virtual environment could be made", made.output);
  const pip = await execute(join(programs, "pip"), [
    "install",
    "--quiet",
    "--disable-pip-version-check",
    "--retries=1",
    `moto[server]==${version}`,
  ]);
  if (pip.code !== 0) throw unavailable("moto could not be installed from PyPI", pip.output);
  writeFileSync(installed, `${version}\n`);
}

/** A running moto server. */
export interface Moto {
  readonly endpoint: string;
  stop(): Promise<void>;
}

/** Starts moto on a free port of the loopback interface. {@link installMoto} must have been called. */
export async function startMoto(): Promise<Moto> {
  const child = spawn(join(programs, "moto_server"), ["-H", "127.0.0.1", "-p", "0"], {
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, PYTHONUNBUFFERED: "1", NO_COLOR: "1" },
  });
  const kill = (): void => void child.kill();
  process.once("exit", kill);
  const exited = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const endpoint = await listening(child);
  return {
    endpoint,
    async stop() {
      process.off("exit", kill);
      child.kill();
      await exited;
    },
  };
}

/** Resolves when the server says where it listens. */
function listening(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = "";
    child.once("error", reject);
    child.once("close", (code) => reject(new Error(`moto ended with ${code}:\n${output}`)));
    child.stderr?.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      const endpoint = /Running on (http:\/\/127\.0\.0\.1:\d+)/.exec(output)?.[1];
      if (endpoint !== undefined) resolve(endpoint);
    });
  });
}

interface Execution {
  readonly code: number;
  readonly output: string;
}

function execute(command: string, args: readonly string[]): Promise<Execution> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.on("error", (error) => resolve({ code: 1, output: error.message }));
    child.on("close", (code) => resolve({ code: code ?? 1, output }));
  });
}

function unavailable(what: string, output: string): MotoUnavailable {
  const reason = output.trim().split("\n").at(-1) ?? "";
  return new MotoUnavailable(`${what}: ${reason}`, true);
}
