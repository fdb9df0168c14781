import { fork } from "node:child_process";
import { once } from "node:events";
import { Child } from "../child.js";
import { compile } from "../compile.js";
import { pairedRatio, spreadOf } from "../statistics.js";
import type { Row } from "../table.js";

/** Calls a second over loopback, fifty at once, with the default HTTP handlers; and raw `node:http` beside them. */
export async function measureLoopback(rounds: number, report: (row: Row) => void): Promise<Row[]> {
  const server = fork(await compile("loopback/server.ts"), { execArgv: [] });
  const [port] = (await once(server, "message")) as [number];
  const program = await compile("loopback/worker.ts");
  const start = (library: string): Promise<Child> => Child.start(program, [library, `http://127.0.0.1:${port}`]);
  const children = { inia: await start("inia"), awsSdk: await start("aws-sdk"), node: await start("node") };
  const perSecond = { inia: [] as number[], awsSdk: [] as number[], node: [] as number[] };
  const names = ["inia", "awsSdk", "node"] as const;
  try {
    for (const name of names) await children[name].ask<number>(warmUpMs);
    for (let round = 0; round < rounds; round += 1) {
      for (const name of names) perSecond[name].push(await children[name].ask<number>(turnMs));
    }
  } finally {
    for (const name of names) children[name].stop();
    server.kill();
  }
  const row = (name: string, theirs: readonly number[], goal: number): Row => ({
    name,
    ours: rate(perSecond.inia),
    theirs: rate(theirs),
    ratio: pairedRatio(perSecond.inia, theirs),
    goal,
    moreIsBetter: true,
  });
  const rows = [
    row("S3 getObject, 1 KiB", perSecond.awsSdk, 2.5),
    row("the same, beside raw `node:http` (unsigned)", perSecond.node, 0.3),
  ];
  rows.forEach(report);
  return rows;
}

function rate(values: readonly number[]): string {
  return `${spreadOf(values).median.toFixed(0)}/s`;
}

const warmUpMs = 3000;
const turnMs = 1000;
