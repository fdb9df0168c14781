import type { ProcessResult } from "./process-result.js";

/** Runs a program, without a shell, to its end. Rejects when it cannot be started. */
export function runProcess(command: readonly string[]): Promise<ProcessResult> {
  const [program = "", ...args] = command;
  const { spawn } = process.getBuiltinModule("node:child_process");
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ["inherit", "pipe", "pipe"], windowsHide: true });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    child.on("error", reject);
    child.on("close", (code, signal) => resolve({ status: code ?? signal ?? "unknown", stdout, stderr }));
  });
}
