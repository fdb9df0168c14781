import { fork } from "node:child_process";
import { once } from "node:events";
import { Child } from "../child.js";
import { compile } from "../compile.js";
import { pairedRatio, spreadOf } from "../statistics.js";
import type { Row } from "../table.js";
import { objectLength } from "./object.js";
import type { Transfer } from "./worker.js";

type Contestant = "inia" | "aws-sdk" | "node";

/** An object of 256 MB down and up, checksums and all, and raw `node:http` beside it. */
export async function measureStreams(rounds: number, report: (row: Row) => void): Promise<Row[]> {
  const server = fork(await compile("streams/server.ts"), { execArgv: [] });
  const [[plainPort, tlsPort]] = (await once(server, "message")) as [[number, number]];
  const program = await compile("streams/worker.ts");
  const rows: Row[] = [];
  try {
    for (const direction of ["get", "put"] as const) {
      // A stream goes up unsigned, with its checksum behind it, over TLS alone: so it is measured there.
      const endpoint = direction === "get" ? `http://127.0.0.1:${plainPort}` : `https://127.0.0.1:${tlsPort}`;
      const transfers = await takeTurns(program, [direction, endpoint], rounds);
      const found = rowsOf(direction === "get" ? "get" : "put, over TLS", transfers);
      found.forEach(report);
      rows.push(...found);
    }
  } finally {
    server.kill();
  }
  return rows;
}

async function takeTurns(
  program: string,
  args: readonly string[],
  rounds: number,
): Promise<Record<Contestant, Transfer[]>> {
  const transfers: Record<Contestant, Transfer[]> = { inia: [], "aws-sdk": [], node: [] };
  const names = Object.keys(transfers) as Contestant[];
  const children = new Map<Contestant, Child>();
  try {
    for (const name of names) children.set(name, await Child.start(program, [name, ...args]));
    // Some gigabytes are past what the JIT still changes.
    for (let round = -3; round < rounds; round += 1) {
      for (const [name, child] of children) {
        const transfer = await child.ask<Transfer>(0);
        if (round >= 0) transfers[name].push(transfer);
      }
    }
  } finally {
    for (const child of children.values()) child.stop();
  }
  return transfers;
}

function rowsOf(title: string, transfers: Record<Contestant, readonly Transfer[]>): Row[] {
  const speeds = (name: Contestant): number[] => transfers[name].map(({ ms }) => objectLength / 1e3 / ms);
  const costs = (name: Contestant): number[] => transfers[name].map(({ cpuMs }) => cpuMs / (objectLength / 1e8));
  const row = (name: string, unit: string, of: (name: Contestant) => number[], rival: Contestant): Row => ({
    name,
    ours: `${spreadOf(of("inia")).median.toFixed(0)} ${unit}`,
    theirs: `${spreadOf(of(rival)).median.toFixed(0)} ${unit}`,
    ratio: pairedRatio(of("inia"), of(rival)),
  });
  return [
    { ...row(title, "MB/s", speeds, "aws-sdk"), goal: 1.1, moreIsBetter: true },
    { ...row(`${title}: CPU per 100 MB`, "ms", costs, "aws-sdk"), goal: 1 },
    row(`${title}, beside raw \`node:http\``, "MB/s", speeds, "node"),
    row(`${title}, beside raw \`node:http\`: CPU per 100 MB`, "ms", costs, "node"),
  ];
}
