import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execute, lastLine } from "./execute.js";
import { ServerUnavailable } from "./server-unavailable.js";

/** The release that the suite was written for. */
const version = "5.2.5";
const isWindows = process.platform === "win32";
const python = isWindows ? "python" : "python3";
const environment = fileURLToPath(new URL(`../../../.inia/moto-${version}`, import.meta.url));
const programs = join(environment, isWindows ? "Scripts" : "bin");

/**
 * Installs moto's server from PyPI into a virtual environment below `.inia`, once; `say` is told when that begins.
 *
 * @throws {@link ServerUnavailable} where there is no Python, or PyPI cannot be reached.
 */
export async function installMoto(say: (what: string) => void): Promise<void> {
  // Written last: an environment without it was left half-made.
  const installed = join(environment, "installed");
  const found = await execute(python, ["--version"]);
  if (found.code !== 0) throw new ServerUnavailable(`${python} is not installed`, false);
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

function unavailable(what: string, output: string): ServerUnavailable {
  return new ServerUnavailable(`${what}: ${lastLine(output)}`, true);
}
