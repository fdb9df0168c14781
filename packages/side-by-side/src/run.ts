import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { folder, root } from "./folders.js";
import { steady } from "./steady.js";

/** What a program gave, and what its failing part threw. */
export interface Outcome {
  readonly answer: unknown;
  readonly thrown: unknown;
}

/** Runs a program in a process of its own, with an environment that leads to local servers. */
export async function runProgram(path: string, environment: Readonly<Record<string, string>>): Promise<Outcome> {
  mkdirSync(join(folder, "dist"), { recursive: true });
  const result = join(folder, "dist", `result-${process.pid}-${++runs}.json`);
  const runner = join(folder, "src", "run-program.ts");
  const child = spawn(process.execPath, ["--import", "tsx", runner, path, result], {
    cwd: root,
    env: {
      PATH: process.env["PATH"],
      HOME: join(folder, "dist"),
      AWS_REGION: "us-east-1",
      AWS_EC2_METADATA_DISABLED: "true",
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
      ...environment,
    },
    stdio: ["ignore", "inherit", "pipe"],
  });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
  const code = await new Promise((resolve) => child.on("close", resolve));
  if (code !== 0) throw new Error(`${path} ended with ${code}:\n${said}`);
  const outcome = JSON.parse(readFileSync(result, "utf8")) as Outcome;
  rmSync(result);
  return steady(outcome) as Outcome;
}

let runs = 0;
