import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Child } from "../child.js";
import { compile } from "../compile.js";
import { pairedRatio, type Spread, spreadOf } from "../statistics.js";
import type { Row } from "../table.js";
import { objectBytes } from "./object.js";
import type { Library, Turn, Way } from "./worker.js";

interface TransferCase {
  readonly title: string;
  readonly way: Way;
  readonly scheme: "http" | "https";
  /** Bytes a second that the server gives each connection. */
  readonly bytesPerSecond?: number;
  /** The ratios that this shall have. */
  readonly speedGoal?: number;
  readonly cpuGoal?: number;
}

/** Objects of 1 GiB up and down, beside lib-storage and GetObject of v3; memory of 2 GiB in a process of its own. */
export async function measureTransfer(rounds: number, report: (row: Row) => void): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), "inia-bench-"));
  const path = join(folder, "object");
  writeFileSync(path, Buffer.alloc(objectBytes, "ten bytes."));
  const rows: Row[] = [];
  const add = (row: Row): void => {
    rows.push(row);
    report(row);
  };
  try {
    // A turn takes seconds.
    for (const each of cases) for (const row of await measureCase(each, path, Math.min(rounds, 5))) add(row);
    for (const { title, way } of memoryCases) add(await measureMemory(title, way, path));
  } finally {
    rmSync(folder, { recursive: true });
  }
  return rows;
}

async function measureCase(each: TransferCase, path: string, rounds: number): Promise<Row[]> {
  const { title, way, scheme, bytesPerSecond, speedGoal, cpuGoal } = each;
  await using server = await startServer(scheme, bytesPerSecond);
  const turns: Record<Library, Turn[]> = { inia: [], "aws-sdk": [] };
  const children = {
    inia: await startChild("inia", way, server.endpoint, path),
    "aws-sdk": await startChild("aws-sdk", way, server.endpoint, path),
  };
  try {
    for (let round = 0; round <= rounds; round += 1) {
      for (const library of ["inia", "aws-sdk"] as const) {
        const turn = await children[library].ask<Turn>(0);
        // The first warms up.
        if (round > 0) turns[library].push(turn);
      }
    }
  } finally {
    for (const child of Object.values(children)) child.stop();
  }
  const row = (name: string, of: (turn: Turn) => number, show: (value: number) => string): Row => {
    const [ours, theirs] = [turns.inia.map(of), turns["aws-sdk"].map(of)];
    const [median, beside] = [spreadOf(ours).median, spreadOf(theirs).median];
    return { name, ours: show(median), theirs: show(beside), ratio: pairedRatio(ours, theirs) };
  };
  const speed = row(
    title,
    ({ ms }) => objectBytes / 1e3 / ms,
    (value) => `${value.toFixed(0)} MB/s`,
  );
  const cpu = row(
    `${title}: CPU`,
    ({ cpuMs }) => cpuMs,
    (value) => `${(value / 1000).toFixed(2)} s`,
  );
  return [
    { ...speed, moreIsBetter: true, ...(speedGoal === undefined ? {} : { goal: speedGoal }) },
    { ...cpu, ...(cpuGoal === undefined ? {} : { goal: cpuGoal }) },
  ];
}

async function measureMemory(title: string, way: Way, path: string): Promise<Row> {
  await using server = await startServer("http");
  const peaks: Record<Library, number[]> = { inia: [], "aws-sdk": [] };
  for (let round = 0; round < 3; round += 1) {
    for (const library of ["inia", "aws-sdk"] as const) {
      const child = await startChild(library, way, server.endpoint, path);
      peaks[library].push((await child.ask<Turn>(0)).peakBytes);
      child.stop();
    }
  }
  const show = (values: readonly number[]): string => `${(spreadOf(values).median / 1e6).toFixed(0)} MB`;
  const ratio: Spread = pairedRatio(peaks.inia, peaks["aws-sdk"]);
  return { name: title, ours: show(peaks.inia), theirs: show(peaks["aws-sdk"]), ratio };
}

async function startChild(library: Library, way: Way, endpoint: string, path: string): Promise<Child> {
  return Child.start(await compile("transfer/worker.ts"), [library, way, endpoint, path]);
}

async function startServer(scheme: string, bytesPerSecond?: number): Promise<AsyncDisposable & { endpoint: string }> {
  const args = [scheme, ...(bytesPerSecond === undefined ? [] : [String(bytesPerSecond)])];
  const server = fork(await compile("transfer/server.ts"), args, { execArgv: [] });
  const [port] = (await once(server, "message")) as [number];
  return {
    endpoint: `${scheme}://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      server.kill();
    },
  };
}

const goals = { cpuGoal: 0.6 };

const cases: readonly TransferCase[] = [
  { title: "1 GiB up from a file, https", way: "upload-file", scheme: "https", speedGoal: 1.2, ...goals },
  { title: "1 GiB up from a file, http", way: "upload-file", scheme: "http", speedGoal: 1.2, ...goals },
  { title: "1 GiB up from a stream, https", way: "upload-stream", scheme: "https" },
  {
    title: "1 GiB down to a file, http, 80 MB/s a connection",
    way: "download-file",
    scheme: "http",
    bytesPerSecond: 80e6,
    speedGoal: 1.5,
  },
  { title: "1 GiB down to a file, http", way: "download-file", scheme: "http", speedGoal: 1.5, ...goals },
  { title: "1 GiB down to a file, https", way: "download-file", scheme: "https", speedGoal: 1.5, ...goals },
];

const memoryCases: readonly { readonly title: string; readonly way: Way }[] = [
  { title: "2 GiB up from a stream of unknown length: peak memory", way: "upload-long-stream" },
  { title: "2 GiB down to a slow stream: peak memory", way: "download-long-stream" },
];
