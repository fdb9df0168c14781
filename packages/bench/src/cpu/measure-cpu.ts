import { Child } from "../child.js";
import { compile } from "../compile.js";
import { pairedRatio, spreadOf } from "../statistics.js";
import type { Row } from "../table.js";
import { faceCases } from "./aws-sdk-face.js";
import type { CaseName } from "./responses.js";
import type { Turn } from "./worker.js";

interface CpuCase {
  readonly title: string;
  readonly name: CaseName;
  readonly goal: number;
}

/** CPU per call without network. Each library has a process of its own; they take turns. */
export function measureCpu(rounds: number, report: (row: Row) => void): Promise<Row[]> {
  return measureCases("inia", cases, rounds, report);
}

/** The same for programs written for v3, on Inia. */
export function measureFace(rounds: number, report: (row: Row) => void): Promise<Row[]> {
  const chosen = cases.filter(({ name }) => (faceCases as readonly CaseName[]).includes(name));
  return measureCases("face", chosen, rounds, report);
}

async function measureCases(
  library: "inia" | "face",
  chosen: readonly CpuCase[],
  rounds: number,
  report: (row: Row) => void,
): Promise<Row[]> {
  const program = await compile("cpu/worker.ts");
  const rows: Row[] = [];
  for (const { title, name, goal } of chosen) {
    const ours = await Child.start(program, [library, name]);
    const theirs = await Child.start(program, ["aws-sdk", name]);
    const perCall: { ours: number[]; theirs: number[] } = { ours: [], theirs: [] };
    try {
      await ours.ask<Turn>(warmUpMs);
      await theirs.ask<Turn>(warmUpMs);
      for (let round = 0; round < rounds; round += 1) {
        perCall.ours.push(cpuPerCall(await ours.ask<Turn>(turnMs)));
        perCall.theirs.push(cpuPerCall(await theirs.ask<Turn>(turnMs)));
      }
    } finally {
      ours.stop();
      theirs.stop();
    }
    const row: Row = {
      name: title,
      ours: microseconds(spreadOf(perCall.ours).median),
      theirs: microseconds(spreadOf(perCall.theirs).median),
      ratio: pairedRatio(perCall.ours, perCall.theirs),
      goal,
    };
    report(row);
    rows.push(row);
  }
  return rows;
}

function cpuPerCall({ calls, cpuMicroseconds }: Turn): number {
  return cpuMicroseconds / calls;
}

function microseconds(value: number): string {
  return value < 2000 ? `${value.toFixed(0)} µs` : `${(value / 1000).toFixed(1)} ms`;
}

// Past what the JIT still changes.
const warmUpMs = 3000;
const turnMs = 250;

const cases: readonly CpuCase[] = [
  { title: "S3 getObject, 1 KiB", name: "s3GetObject", goal: 0.25 },
  { title: "S3 putObject, 1 KiB", name: "s3PutObject", goal: 0.25 },
  { title: "DynamoDB getItem", name: "dynamodbGetItem", goal: 0.25 },
  { title: "DynamoDB query, 100 items", name: "dynamodbQuery", goal: 0.65 },
  { title: "SQS sendMessage", name: "sqsSendMessage", goal: 0.25 },
  { title: "STS getCallerIdentity", name: "stsGetCallerIdentity", goal: 0.25 },
  { title: "S3 listObjectsV2, 1,000 keys", name: "s3ListObjects", goal: 0.2 },
  { title: "EC2 describeInstances, 200 instances", name: "ec2DescribeInstances", goal: 0.25 },
];
