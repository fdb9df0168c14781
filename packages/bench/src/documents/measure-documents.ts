import { Child } from "../child.js";
import { compile } from "../compile.js";
import { pairedRatio, spreadOf } from "../statistics.js";
import type { Row } from "../table.js";
import type { Direction, ItemKind } from "./items.js";
import type { MicrosecondsPerItem } from "./worker.js";

/** Values to DynamoDB's form and back, beside util-dynamodb. Each library has a process of its own; they take turns. */
export async function measureDocuments(rounds: number, report: (row: Row) => void): Promise<Row[]> {
  const program = await compile("documents/worker.ts");
  const rows: Row[] = [];
  for (const { title, kind } of kinds) {
    for (const direction of ["marshall", "unmarshall"] as const satisfies Direction[]) {
      const ours = await Child.start(program, ["inia", direction, kind]);
      const theirs = await Child.start(program, ["aws-sdk", direction, kind]);
      const perItem: { ours: number[]; theirs: number[] } = { ours: [], theirs: [] };
      try {
        await ours.ask<MicrosecondsPerItem>(warmUpMs);
        await theirs.ask<MicrosecondsPerItem>(warmUpMs);
        for (let round = 0; round < rounds; round += 1) {
          perItem.ours.push(await ours.ask<MicrosecondsPerItem>(turnMs));
          perItem.theirs.push(await theirs.ask<MicrosecondsPerItem>(turnMs));
        }
      } finally {
        ours.stop();
        theirs.stop();
      }
      const row: Row = {
        name: `${direction}: ${title}`,
        ours: `${spreadOf(perItem.ours).median.toFixed(2)} µs`,
        theirs: `${spreadOf(perItem.theirs).median.toFixed(2)} µs`,
        ratio: pairedRatio(perItem.ours, perItem.theirs),
        goal: 0.6,
      };
      report(row);
      rows.push(row);
    }
  }
  return rows;
}

// Past what the JIT still changes.
const warmUpMs = 1500;
const turnMs = 200;

const kinds: readonly { readonly title: string; readonly kind: ItemKind }[] = [
  { title: "10 texts and numbers", kind: "profile" },
  { title: "order of 12 lines, nested", kind: "order" },
  { title: "220 numbers, bytes", kind: "readings" },
];
