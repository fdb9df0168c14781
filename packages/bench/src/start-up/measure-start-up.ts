import { spawnSync } from "node:child_process";
import { compile } from "../compile.js";
import { quietEnvironment } from "../quiet-environment.js";
import { pairedRatio, spreadOf } from "../statistics.js";
import type { Row } from "../table.js";

interface StartUpCase {
  readonly title: string;
  readonly service: "s3" | "ec2";
  readonly mode: "unbundled" | "bundled";
  readonly goal: number;
}

/** One run of a program: CPU time of its process, which other work on the machine hardly changes, and peak memory. */
interface Run {
  readonly ms: number;
  readonly megabytes: number;
}

/** Import, client and first request, over what bare Node takes in the same round. */
export async function measureStartUp(rounds: number, report: (row: Row) => void): Promise<Row[]> {
  const bare = await compile("start-up/bare.ts");
  const hashes = await compile("start-up/floor.ts");
  const rows: Row[] = [];
  for (const { title, service, mode, goal } of cases) {
    const ourProgram = await compile(`start-up/${service}-inia.ts`, mode);
    const theirProgram = await compile(`start-up/${service}-aws-sdk.ts`, mode);
    const ours: Run[] = [];
    const theirs: Run[] = [];
    const least: Run[] = [];
    // The first round fills the file system's cache.
    for (let round = -1; round < rounds; round += 1) {
      const floor = run(bare);
      const [ourRun, theirRun] = [over(run(ourProgram), floor), over(run(theirProgram), floor)];
      const leastRun = over(run(hashes), floor);
      if (round < 0) continue;
      least.push(leastRun);
      ours.push(ourRun);
      theirs.push(theirRun);
    }
    const time = row(
      title,
      "ms",
      ours.map(({ ms }) => ms),
      theirs.map(({ ms }) => ms),
      goal,
    );
    const medianOf = (runs: readonly Run[]): number => spreadOf(runs.map(({ ms }) => ms)).median;
    const bars = {
      ours: medianOf(ours),
      theirs: medianOf(theirs),
      floor: medianOf(least),
      text: (ms: number) => `${ms.toFixed(0)} ms`,
    };
    const found: Row[] = [
      { ...time, bars },
      row(
        `${title}: peak memory`,
        "MB",
        ours.map(({ megabytes }) => megabytes),
        theirs.map(({ megabytes }) => megabytes),
        0.4,
      ),
    ];
    found.forEach(report);
    rows.push(...found);
  }
  return rows;
}

function run(program: string): Run {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program], {
    encoding: "utf8",
    env: quietEnvironment,
  });
  if (status !== 0) throw new Error(`${program} ended with exit code ${status}:\n${stderr}`);
  const { kilobytes, microseconds } = JSON.parse(stdout) as { kilobytes: number; microseconds: number };
  return { ms: microseconds / 1000, megabytes: kilobytes / 1024 };
}

function over(run: Run, floor: Run): Run {
  return { ms: run.ms - floor.ms, megabytes: run.megabytes - floor.megabytes };
}

function row(name: string, unit: string, ours: readonly number[], theirs: readonly number[], goal: number): Row {
  return {
    name,
    ours: `${spreadOf(ours).median.toFixed(0)} ${unit}`,
    theirs: `${spreadOf(theirs).median.toFixed(0)} ${unit}`,
    ratio: pairedRatio(ours, theirs),
    goal,
  };
}

const cases: readonly StartUpCase[] = [
  { title: "S3 getObject", service: "s3", mode: "unbundled", goal: 0.25 },
  { title: "S3 getObject, bundled", service: "s3", mode: "bundled", goal: 0.25 },
  { title: "EC2 describeInstances", service: "ec2", mode: "unbundled", goal: 0.15 },
  { title: "EC2 describeInstances, bundled", service: "ec2", mode: "bundled", goal: 0.15 },
];
