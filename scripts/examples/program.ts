import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { devNull } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { defaultCredential } from "@inia/local-aws";
import { readJson, root } from "../clients.js";

/** What a program that has ended left. */
export interface Ended {
  readonly code: number | null;
  /** Standard output and standard error, in the order in which they came. */
  readonly output: string;
}

/** How a program of an example is run. */
export interface ProgramOptions {
  readonly args?: readonly string[];
  /** Besides {@link settings}. */
  readonly env?: Readonly<Record<string, string>>;
  /** What it reads. */
  readonly input?: string;
}

/** What a program sees of the machine that it runs on: none of its own settings, nor anybody's keys. */
export const settings: Readonly<Record<string, string>> = {
  PATH: [join(root, "node_modules", ".bin"), process.env["PATH"]].join(delimiter),
  HOME: join(root, ".inia"),
  NO_COLOR: "1",
  AWS_CONFIG_FILE: devNull,
  AWS_SHARED_CREDENTIALS_FILE: devNull,
  AWS_ACCESS_KEY_ID: defaultCredential.accessKeyId,
  AWS_SECRET_ACCESS_KEY: defaultCredential.secretAccessKey,
  AWS_REGION: "us-east-1",
};

/** The configuration of clients that see to what a program needs, and look at what it did. */
export const ownConfig = { region: "us-east-1", credentials: defaultCredential, loadConfig: false } as const;

/** Runs a script of an example's package.json, and resolves when it has ended. */
export async function runScript(example: string, script: string, options: ProgramOptions = {}): Promise<Ended> {
  const [command, args] = commandOf(example, script);
  const child = spawn(command, [...args, ...(options.args ?? [])], spawnOptions(example, options));
  child.stdin.end(options.input ?? "");
  const read = readOutput(child);
  const [code] = (await once(child, "close")) as [number | null];
  return { code, output: read() };
}

/** `tsx FILE` is run as tsx does, without npm and a second Node in between, which take longer than most programs. */
function commandOf(example: string, script: string): readonly [command: string, args: readonly string[]] {
  const { scripts } = readJson<{ scripts: Record<string, string> }>(join(folderOf(example), "package.json"));
  const [, file] = /^tsx (\S+)$/.exec(scripts[script] ?? "") ?? [];
  if (file !== undefined) return [process.execPath, ["--import", "tsx", file]];
  const npm = process.env["npm_execpath"];
  const args = ["run", "--silent", script, "--"];
  return npm === undefined ? ["npm", args] : [process.execPath, [npm, ...args]];
}

/** A program that goes on until it is told to end; it is killed when it is let go of before. */
export interface RunningProgram extends AsyncDisposable {
  /** Resolves to its output when that holds a text. Rejects when it ends without. */
  said(text: string): Promise<string>;
  signal(signal: NodeJS.Signals): void;
  /** Resolves when it has ended. */
  readonly ended: Promise<Ended>;
}

/** Starts a TypeScript file of an example, without npm in between: signals reach the program itself. */
export function startProgram(example: string, file: string, options: ProgramOptions = {}): RunningProgram {
  const args = ["--import", "tsx", file, ...(options.args ?? [])];
  const child = spawn(process.execPath, args, spawnOptions(example, options));
  child.stdin.end(options.input ?? "");
  const read = readOutput(child);
  const ended = once(child, "close").then(([code]) => ({ code: code as number | null, output: read() }));
  return {
    async said(text) {
      const hasEnded = ended.then(() => true);
      while (!read().includes(text)) {
        const isOver = await Promise.race([hasEnded, once(child.stdout, "data").then(() => false)]);
        if (isOver && !read().includes(text)) throw new Error(`ended without saying "${text}":\n${read()}`);
      }
      return read();
    },
    signal: (signal) => void child.kill(signal),
    ended,
    async [Symbol.asyncDispose]() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

function spawnOptions(example: string, { env }: ProgramOptions): { cwd: string; env: Record<string, string> } {
  return { cwd: folderOf(example), env: { ...settings, ...env } };
}

function readOutput({ stdout, stderr }: ChildProcess): () => string {
  let output = "";
  for (const stream of [stdout, stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  return () => output;
}

/** The folder of an example, or of a changed copy, by its whole path. */
export function folderOf(example: string): string {
  return resolve(root, "examples", example);
}
