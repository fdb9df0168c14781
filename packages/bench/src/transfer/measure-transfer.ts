import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Child } from "../child.js";
import { compile } from "../compile.js";
import { pairedRatio, spreadOf } from "../statistics.js";
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
    for (const { title, way } of memoryCases) for (const row of await measureMemory(title, way, path)) add(row);
  } finally {
    rmSync(folder, { recursive: true });
  }
  return rows;
}

async function measureCase(each: TransferCase, path: string, rounds: number): Promise<Row[]> {
  const { title, way, scheme, bytesPerSecond, speedGoal, cpuGoal } = each;
  await using server = await startServer(scheme, bytesPerSecond);
  const turns: Record<Library, Turn[]> = { inia: [], "aws-sdk": [], node: [] };
  const children = {
    inia: await startChild("inia", way, server.endpoint, path),
    "aws-sdk": await startChild("aws-sdk", way, server.endpoint, path),
    node: await startChild("node", way, server.endpoint, path),
  };
  try {
    for (let round = 0; round <= rounds; round += 1) {
      for (const library of way === "download-file" ? libraries : libraries.slice(0, 2)) {
        const turn = await children[library].ask<Turn>(0);
        // The first warms up.
        if (round > 0) turns[library].push(turn);
      }
    }
  } finally {
    for (const child of Object.values(children)) child.stop();
  }
  const speed = (name: string, beside: Library): Row => {
    const of = ({ ms }: Turn): number => objectBytes / 1e3 / ms;
    const show = (value: number): string => `${value.toFixed(0)} MB/s`;
    return { ...rowOf(name, turns.inia.map(of), turns[beside].map(of), show), moreIsBetter: true };
  };
  const cpu = (name: string, beside: Library): Row => {
    const of = ({ cpuMs }: Turn): number => cpuMs;
    const show = (value: number): string => `${(value / 1000).toFixed(2)} s`;
    return rowOf(`${name}: CPU`, turns.inia.map(of), turns[beside].map(of), show);
  };
  const rows = [
    { ...speed(title, "aws-sdk"), ...(speedGoal === undefined ? {} : { goal: speedGoal }) },
    { ...cpu(title, "aws-sdk"), ...(cpuGoal === undefined ? {} : { goal: cpuGoal }) },
  ];
  const raw = `${title}, beside raw \`node:http\``;
  return way === "download-file" ? [...rows, speed(raw, "node"), cpu(raw, "node")] : rows;
}

function rowOf(name: string, ours: number[], theirs: number[], show: (value: number) => string): Row {
  const medians = [ours, theirs].map((values) => show(spreadOf(values).median));
  return { name, ours: medians[0]!, theirs: medians[1]!, ratio: pairedRatio(ours, theirs) };
}

async function measureMemory(title: string, way: Way, path: string): Promise<Row[]> {
  await using server = await startServer("http");
  const peaks: Record<Library, number[]> = { inia: [], "aws-sdk": [], node: [] };
  for (let round = 0; round < 3; round += 1) {
    for (const library of libraries) {
      const child = await startChild(library, way, server.endpoint, path);
      peaks[library].push((await child.ask<Turn>(0)).peakBytes);
      child.stop();
    }
  }
  const show = (value: number): string => `${(value / 1e6).toFixed(0)} MB`;
  return [
    rowOf(title, peaks.inia, peaks["aws-sdk"], show),
    rowOf(`${title}, beside the stream alone`, peaks.inia, peaks.node, show),
  ];
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

const libraries = ["inia", "aws-sdk", "node"] as const;

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
