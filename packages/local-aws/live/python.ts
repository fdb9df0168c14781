import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Execution, type ExecutionOptions, execute, lastLine } from "./execute.js";
import { ServerUnavailable } from "./server-unavailable.js";

/** The releases that the suites were written for: moto answers, botocore and awscrt judge signatures, boto3 conditions. */
const packages = ["moto[server]==5.2.5", "boto3==1.43.67", "botocore==1.43.67"];
const awscrt = "awscrt==0.38.1";
const isWindows = process.platform === "win32";
const python = isWindows ? "python" : "python3";
const environment = fileURLToPath(new URL("../../../.inia/live-python", import.meta.url));
const programs = join(environment, isWindows ? "Scripts" : "bin");
// Written last: an environment without it was left half-made.
const installed = join(environment, "installed");
const awscrtProblem = join(environment, "awscrt-problem");

/**
 * Installs moto, botocore and awscrt from PyPI into a virtual environment below `.inia`, once; `say` is told when that
 * begins. Where only awscrt cannot be had, {@link awscrtUnavailable} says why.
 *
 * @throws {@link ServerUnavailable} where there is no Python, or PyPI cannot be reached.
 */
export async function installPython(say: (what: string) => void): Promise<void> {
  const found = await execute(python, ["--version"]);
  if (found.code !== 0) throw new ServerUnavailable(`${python} is not installed`, false);
  const wanted = packages.join("\n");
  if (!existsSync(installed) || readFileSync(installed, "utf8") !== wanted) {
    say(`installing ${packages.join(" and ")} from PyPI into .inia …`);
    rmSync(environment, { recursive: true, force: true });
    mkdirSync(environment, { recursive: true });
    const made = await execute(python, ["-m", "venv", environment]);
    if (made.code !== 0) throw new ServerUnavailable(`no virtual environment could be made: ${lastLine(made)}`, true);
    const pip = await install(packages);
    if (pip.code !== 0) throw new ServerUnavailable(`moto could not be installed from PyPI: ${lastLine(pip)}`, true);
    writeFileSync(awscrtProblem, "not tried");
    writeFileSync(installed, wanted);
  }
  if (!existsSync(awscrtProblem)) return;
  const pip = await install([awscrt]);
  if (pip.code === 0) rmSync(awscrtProblem);
  else writeFileSync(awscrtProblem, `${awscrt} could not be installed from PyPI: ${lastLine(pip)}`);
}

/** Why there is no awscrt; `undefined` where there is. */
export function awscrtUnavailable(): string | undefined {
  return existsSync(awscrtProblem) ? readFileSync(awscrtProblem, "utf8") : undefined;
}

/** A program of the environment. */
export function pythonProgram(name: string): string {
  return join(programs, name);
}

/** Runs a script of `live/python` that reads a JSON value a line and answers each with one. */
export async function judge<Row, Verdict>(
  script: string,
  rows: readonly Row[],
  env?: ExecutionOptions["env"],
): Promise<Verdict[]> {
  const file = fileURLToPath(new URL(`python/${script}`, import.meta.url));
  const input = rows.map((row) => `${JSON.stringify(row)}\n`).join("");
  const { code, stdout, output } = await execute(pythonProgram("python"), [file], { input, ...(env && { env }) });
  if (code !== 0) throw new Error(`${script} ended with ${code}:\n${output}`);
  return stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Verdict);
}

function install(names: readonly string[]): Promise<Execution> {
  return execute(pythonProgram("pip"), ["install", "--quiet", "--disable-pip-version-check", "--retries=1", ...names]);
}
