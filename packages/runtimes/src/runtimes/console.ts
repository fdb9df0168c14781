import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { buildProgram } from "../build-program.js";
import { runtimesFolder } from "../folders.js";
import type { SuiteSettings } from "../suite/context.js";
import type { ScenarioResult } from "../suite/run-suite.js";
import type { Outcome, Runtime } from "./runtime.js";

export const node: Runtime = {
  name: "Node",
  run: (settings) => runOnConsole(process.execPath, [], settings),
};

export const bun: Runtime = {
  name: "Bun",
  run: (settings) => runOnConsole(installed("bun"), ["run"], settings),
};

export const deno: Runtime = {
  name: "Deno",
  run: (settings) =>
    runOnConsole(
      installed("deno"),
      ["run", "--quiet", "--allow-all", "--node-modules-dir=manual", "--no-lock"],
      settings,
    ),
};

async function runOnConsole(command: string, args: readonly string[], settings: SuiteSettings): Promise<Outcome> {
  if (command !== process.execPath && !existsSync(command)) return { skipped: `${command} is not installed` };
  const program = await buildProgram("console");
  const version = await run(command, ["--version"]);
  const output = await run(command, [...args, program, JSON.stringify(settings)]);
  const [last] = output.stdout.trim().split("\n").slice(-1) as [string];
  return {
    version: /\d+\.\d+\.\d+/.exec(version.stdout)?.[0] ?? version.stdout.trim(),
    results: JSON.parse(last) as ScenarioResult[],
  };
}

/** Where npm links the runtimes' commands. */
function installed(name: string): string {
  return join(runtimesFolder, "node_modules", ".bin", process.platform === "win32" ? `${name}.cmd` : name);
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
