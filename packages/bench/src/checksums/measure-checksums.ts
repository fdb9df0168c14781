import { Child } from "../child.js";
import { compile } from "../compile.js";
import { markdownTable } from "../markdown-table.js";
import { pairedRatio, spreadOf } from "../statistics.js";
import { type Implementation, implementations, inia, iniaForWeb, zlib } from "./implementations.js";
import { messages } from "./messages.js";
import type { Throughput } from "./worker.js";

/** Throughputs of one implementation: for each message, one for each round. */
type Rounds = readonly Throughput[][];

/** How fast each checksum is, beside others' code of the same one and beside zlib's CRC-32. */
export async function measureChecksums(rounds: number): Promise<string> {
  const program = await compile("checksums/worker.ts");
  const children: Child[] = [];
  const measured = new Map<Implementation, Throughput[][]>();
  try {
    for (const [index, implementation] of implementations.entries()) {
      measured.set(
        implementation,
        messages.map(() => []),
      );
      children.push(await Child.start(program, [String(index)]));
    }
    for (let round = -warmUpRounds; round < rounds; round += 1) {
      for (const [at, implementation] of implementations.entries()) {
        for (const message of messages.keys()) {
          const throughput = await children[at]!.ask<Throughput>(message);
          if (round >= 0) measured.get(implementation)![message]!.push(throughput);
        }
      }
    }
  } finally {
    for (const child of children) child.stop();
  }
  return tableOf(measured);
}

function tableOf(measured: ReadonlyMap<Implementation, Rounds>): string {
  const find = (by: string, algorithm: string): Rounds | undefined =>
    [...measured].find(([each]) => each.by === by && each.algorithm === algorithm)?.[1];
  const ofZlib = find(zlib, "CRC-32")!;
  const header = [
    ...["checksum", "by", ...messages.map(({ title }) => title)],
    ...["over zlib's CRC-32", "Inia over it", "Inia for browsers over it", "goal"],
  ];
  const rows = [...measured].map(([{ algorithm, by }, rounds]) => [
    algorithm,
    by,
    ...rounds.map((values) => spreadOf(values).median.toFixed(0)),
    ratio(rounds, ofZlib),
    by === inia || by === iniaForWeb ? "–" : ratio(find(inia, algorithm), rounds),
    by === inia || by === iniaForWeb ? "–" : ratio(find(iniaForWeb, algorithm), rounds),
    goals[`${algorithm}, ${by}`] ?? "–",
  ]);
  return markdownTable(header, rows, 2);
}

/** With messages of 1 MiB in one piece. */
function ratio(some: Rounds | undefined, others: Rounds): string {
  return some === undefined ? "–" : `${pairedRatio(some[0]!, others[0]!).median.toFixed(2)}×`;
}

// Until the JIT has done with the code.
const warmUpRounds = 5;

const goals: Readonly<Record<string, string>> = {
  "CRC-32C, Inia": "≥ 0.25× zlib's",
  "CRC-64/NVME, Inia": "≥ 0.25× zlib's",
  "CRC-32C, @aws-crypto/crc32c": "Inia ≥ 3×",
  "CRC-64/NVME, @aws-sdk/crc64-nvme": "Inia ≥ 3×",
};
