import { spawn } from "node:child_process";

/** How a program ended, and all that it printed. */
export interface Execution {
  readonly code: number;
  readonly output: string;
}

/** Runs a program to its end. One that cannot be started ends with 1, and says why. */
export function execute(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Execution> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, ...env } });
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

/** The last line of what a program printed: most say there what went wrong. */
export function lastLine(output: string): string {
  return output.trim().split("\n").at(-1) ?? "";
}
