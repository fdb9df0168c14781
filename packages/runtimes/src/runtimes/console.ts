import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { buildProgram } from "../build-program.js";
import { runtimesFolder } from "../folders.js";
import type { SuiteSettings } from "../suite/context.js";
import type { ScenarioResult } from "../suite/run-suite.js";
import { findBinary } from "./find-binary.js";
import { notInstalled, type Outcome, type Runtime } from "./runtime.js";

export const node: Runtime = {
  name: "Node",
  run: (settings) => runOnConsole(process.execPath, [], settings),
};

/** Of npm's packages of Node, one per platform. */
export const newerNodes: readonly Runtime[] = ["22", "24"].map((major) => ({
  name: `Node-${major}`,
  run: (settings) => runOnConsole(nodeOf(major), [], settings),
}));

export const bun: Runtime = {
  name: "Bun",
  // Its install script, where it ran, moves the executable.
  run: (settings) => runOnConsole(findBinary("@oven", "bin/bun") ?? findBinary("bun", "bun"), ["run"], settings),
};

export const deno: Runtime = {
  name: "Deno",
  run: (settings) => runOnConsole(findBinary("@deno", "deno"), denoArguments, settings),
};

const denoArguments = ["run", "--quiet", "--allow-all", "--node-modules-dir=manual", "--no-lock"];

function nodeOf(major: string): string | undefined {
  const platform = process.platform === "win32" ? "win" : process.platform;
  const folder = join(runtimesFolder, "node_modules", `node-${major}-${platform}-${process.arch}`, "bin");
  return [join(folder, "node"), join(folder, "node.exe")].find((path) => existsSync(path));
}

async function runOnConsole(
  command: string | undefined,
  args: readonly string[],
  settings: SuiteSettings,
): Promise<Outcome> {
  if (command === undefined) return { skipped: notInstalled };
  const program = await buildProgram("console");
  const version = await run(command, ["--version"]);
  const output = await run(command, [...args, program, JSON.stringify(settings)]);
  const [last] = output.stdout.trim().split("\n").slice(-1) as [string];
  return {
    version: /\d+\.\d+\.\d+/.exec(version.stdout)?.[0] ?? version.stdout.trim(),
    results: JSON.parse(last) as ScenarioResult[],
  };
}

/** Nothing of the machine's own configuration may reach the suite: keys, endpoints, certificates, proxies. */
function run(command: string, args: readonly string[]): Promise<{ stdout: string; stderr: string }> {
  const inherited = Object.entries(process.env).filter(([name]) => !/^AWS_|CA_BUNDLE$|_PROXY$/i.test(name));
  const env = Object.fromEntries([...inherited, ["HOME", join(runtimesFolder, "dist")], ["NO_COLOR", "1"]]);
  return promisify(execFile)(command, args, {
    cwd: runtimesFolder,
    env,
    timeout: 120_000,
    maxBuffer: 16 * 1024 * 1024,
  });
}
