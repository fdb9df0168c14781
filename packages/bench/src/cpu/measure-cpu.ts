import { compile } from "../compile.js";
import type { Row } from "../table.js";
import { cpuRow } from "../turns.js";
import { faceCases } from "./aws-sdk-face.js";
import type { CaseName } from "./responses.js";

interface CpuCase {
  readonly title: string;
  readonly name: CaseName;
  readonly goal: number;
}

/** CPU per call without network. */
export async function measureCpu(rounds: number, report: (row: Row) => void): Promise<Row[]> {
  const program = await compile("cpu/worker.ts");
  const rows: Row[] = [];
  for (const { title, name, goal } of cases) {
    const row = await cpuRow({ title, program, args: [name], goal, rounds, hasFloor: true });
    report(row);
    rows.push(row);
  }
  return rows;
}

/** The same for programs written for v3, on Inia. */
export async function measureFace(rounds: number, report: (row: Row) => void): Promise<Row[]> {
  const program = await compile("cpu/worker.ts");
  const rows: Row[] = [];
  for (const { title, name, goal } of cases) {
    if (!(faceCases as readonly CaseName[]).includes(name)) continue;
    const row = await cpuRow({ library: "face", title, program, args: [name], goal, rounds });
    report(row);
    rows.push(row);
  }
  return rows;
}

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
