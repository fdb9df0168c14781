import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { root } from "../../../../scripts/clients.js";
import { Child } from "../child.js";
import { compile } from "../compile.js";
import { spreadOf } from "../statistics.js";
import { type Order, type Passage, passages, type StreamMemory } from "./ways.js";

/** A passage, and what it took: medians of all rounds. */
export interface Measured extends Passage {
  readonly megabytesPerSecond: number;
  /** RSS of the process while it was idle, and warm. */
  readonly idleMb: number;
  /** How much larger it was at most. */
  readonly overIdleMb: number;
  /** How much of the heap was not garbage at most, beside what was not while it was idle. */
  readonly heldMb: number;
}

/** How much is moved, and how often. */
export interface Amounts {
  readonly bytes: number;
  readonly rounds: number;
  /** While Node's heap still grows, for good. */
  readonly warmUpBytes: number;
  /** While garbage is collected all the time. */
  readonly heldBytes: number;
}

/** Moves bytes through S3 in each way, each in a process of its own, to and from a server in another one. */
export async function measureStreamMemory(
  amounts: Amounts,
  report: (measured: Measured) => void = () => {},
  chosen: readonly Passage[] = passages,
): Promise<Measured[]> {
  const certificates = join(root, "packages", "core", "src", "http", "testdata");
  const server = fork(await compile("stream-memory/server.ts"), [certificates], { execArgv: [] });
  const [[http, https]] = (await once(server, "message")) as [[number, number]];
  const program = await compile("stream-memory/worker.ts");
  const measured: Measured[] = [];
  try {
    for (const passage of chosen) {
      const endpoint = `${passage.scheme}://127.0.0.1:${passage.scheme === "http" ? http : https}`;
      const args = [passage.way, endpoint, join(certificates, "loopback-cert.pem")];
      const child = await Child.start(program, args, ["--expose-gc"]);
      try {
        const row = { ...passage, ...(await measure(child, amounts)) };
        measured.push(row);
        report(row);
      } finally {
        child.stop();
      }
    }
  } finally {
    server.kill();
  }
  return measured;
}

async function measure(child: Child, amounts: Amounts): Promise<Omit<Measured, keyof Passage>> {
  const { bytes, rounds, warmUpBytes, heldBytes } = amounts;
  const move = (order: Order): Promise<StreamMemory> => child.ask<StreamMemory>(order);
  await move({ bytes: warmUpBytes, what: "rss" });
  const results: StreamMemory[] = [];
  for (let round = 0; round < rounds; round++) results.push(await move({ bytes, what: "rss" }));
  const held = await move({ bytes: heldBytes, what: "held" });
  const median = (read: (result: StreamMemory) => number): number => spreadOf(results.map(read)).median;
  return {
    megabytesPerSecond: median(({ seconds }) => bytes / 1e6 / seconds),
    idleMb: median(({ idleMb }) => idleMb),
    overIdleMb: median(({ overIdleMb }) => overIdleMb),
    heldMb: held.overIdleMb,
  };
}
