import { Child } from "./child.js";
import { pairedRatio, spreadOf } from "./statistics.js";
import type { Row } from "./table.js";

/** What one turn of a measured process came to. */
export interface Turn {
  readonly calls: number;
  /** User and system time of the whole process: garbage collection and compilation count. */
  readonly cpuMicroseconds: number;
}

/** Answers each message with a turn: calls, one after the other, for as many milliseconds as it says. */
export function answerWithTurns(call: () => unknown): void {
  process.on("message", async (milliseconds: number) => {
    process.send!(await turn(call, milliseconds));
  });
  process.send!("ready");
}

/** Calls, one after the other, for as many milliseconds. */
export async function turn(call: () => unknown, milliseconds: number): Promise<Turn> {
  const before = process.cpuUsage();
  const end = performance.now() + milliseconds;
  let calls = 0;
  do {
    await call();
    calls += 1;
  } while (performance.now() < end);
  const { user, system } = process.cpuUsage(before);
  return { calls, cpuMicroseconds: user + system };
}

export interface Contest {
  /** What stands against aws-sdk. Default: `inia`. */
  readonly library?: "inia" | "face";
  readonly title: string;
  readonly program: string;
  /** What both processes are told besides the library's name. */
  readonly args: readonly string[];
  readonly goal: number;
  readonly rounds: number;
  /** Whether the program also does the least that could be done. */
  readonly hasFloor?: boolean;
}

/** CPU per call of both libraries, each in a process of its own, in turns. */
export async function cpuRow({
  library = "inia",
  title,
  program,
  args,
  goal,
  rounds,
  hasFloor,
}: Contest): Promise<Row> {
  const libraries = [library, "aws-sdk", ...(hasFloor ? ["floor"] : [])];
  const children = await Promise.all(libraries.map((name) => Child.start(program, [name, ...args])));
  const perCall = children.map((): number[] => []);
  try {
    for (const child of children) await child.ask<Turn>(warmUpMs);
    for (let round = 0; round < rounds; round += 1) {
      for (const [at, child] of children.entries()) perCall[at]!.push(cpuPerCall(await child.ask<Turn>(turnMs)));
    }
  } finally {
    for (const child of children) child.stop();
  }
  const [ours, theirs, floor] = perCall.map((values) => spreadOf(values).median) as [number, number, number?];
  return {
    name: title,
    ours: microseconds(ours),
    theirs: microseconds(theirs),
    ratio: pairedRatio(perCall[0]!, perCall[1]!),
    goal,
    ...(floor !== undefined && { bars: { ours, theirs, floor, text: microseconds } }),
  };
}

function cpuPerCall({ calls, cpuMicroseconds }: Turn): number {
  return cpuMicroseconds / calls;
}

function microseconds(value: number): string {
  if (value >= 2000) return `${(value / 1000).toFixed(1)} ms`;
  return `${value.toFixed(value < 10 ? 1 : 0)} µs`;
}

// Past what the JIT still changes.
const warmUpMs = 3000;
const turnMs = 250;
