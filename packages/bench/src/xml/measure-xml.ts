import { Child } from "../child.js";
import { compile } from "../compile.js";
import { pairedRatio, spreadOf } from "../statistics.js";
import type { Row } from "../table.js";
import type { XmlCase } from "./pages.js";
import type { MicrosecondsPerPage } from "./worker.js";

/** Reading of XML pages into modelled outputs, beside fast-xml-parser making plain objects of the same text. */
export async function measureXml(rounds: number, report: (row: Row) => void): Promise<Row[]> {
  const program = await compile("xml/worker.ts");
  const rows: Row[] = [];
  for (const { title, service, entries, goal } of cases) {
    const start = (reader: string): Promise<Child> => Child.start(program, [reader, service, String(entries)]);
    const ours = await start("inia");
    const theirs = await start("fast-xml-parser");
    const perPage: { ours: number[]; theirs: number[] } = { ours: [], theirs: [] };
    try {
      await ours.ask<MicrosecondsPerPage>(warmUpMs);
      await theirs.ask<MicrosecondsPerPage>(warmUpMs);
      for (let round = 0; round < rounds; round += 1) {
        perPage.ours.push(await ours.ask<MicrosecondsPerPage>(turnMs));
        perPage.theirs.push(await theirs.ask<MicrosecondsPerPage>(turnMs));
      }
    } finally {
      ours.stop();
      theirs.stop();
    }
    const row: Row = {
      name: title,
      ours: perEntry(perPage.ours, entries),
      theirs: perEntry(perPage.theirs, entries),
      ratio: pairedRatio(perPage.ours, perPage.theirs),
      ...(goal !== undefined && { goal }),
    };
    report(row);
    rows.push(row);
  }
  return rows;
}

/** Time for each entry: where it is the same for larger pages, time grows as the text does. */
function perEntry(perPage: readonly MicrosecondsPerPage[], entries: number): string {
  return `${(spreadOf(perPage).median / entries).toFixed(2)} µs`;
}

// Past what the JIT still changes.
const warmUpMs = 3000;
const turnMs = 250;

// The larger pages, which no service sends, show how time grows.
const cases: readonly (XmlCase & { readonly title: string; readonly goal?: number })[] = [
  { title: "S3, 1,000 keys", service: "s3", entries: 1000, goal: 0.16 },
  { title: "S3, 10,000 keys", service: "s3", entries: 10_000 },
  { title: "S3, 100,000 keys", service: "s3", entries: 100_000 },
  { title: "EC2, 200 instances", service: "ec2", entries: 200, goal: 0.3 },
];
