import { spawn } from "node:child_process";

/** How a program ended, and what it printed. */
export interface Execution {
  readonly code: number;
  readonly stdout: string;
  /** All of it, errors too. */
  readonly output: string;
}

export interface ExecutionOptions {
  /** Added to the environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** What the program reads. */
  readonly input?: string;
}

/** Runs a program to its end. One that cannot be started ends with 1, and says why. */
export function execute(
  command: string,
  args: readonly string[],
  { env, input = "" }: ExecutionOptions = {},
): Promise<Execution> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: "pipe", env: { ...process.env, ...env } });
    const stdout: Buffer[] = [];
    const output: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => {
      stdout.push(chunk);
      output.push(chunk);
    });
    child.stderr.on("data", (chunk: Buffer) => output.push(chunk));
    child.on("error", (error) => resolve({ code: 1, stdout: "", output: error.message }));
    child.on("close", (code) => resolve({ code: code ?? 1, stdout: textOf(stdout), output: textOf(output) }));
    child.stdin.on("error", () => {}); // a program that ended early says so by its code
    child.stdin.end(input);
  });
}

/** The last line of what a program printed: most say there what went wrong. */
export function lastLine({ output }: Execution): string {
  return output.trim().split("\n").at(-1) ?? "";
}

function textOf(chunks: readonly Buffer[]): string {
  return Buffer.concat(chunks).toString();
}
