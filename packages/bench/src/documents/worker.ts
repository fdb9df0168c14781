// A process that converts items one way with one library, for as long as it is told.
import { marshall as marshallTheirs, unmarshall as unmarshallTheirs } from "@aws-sdk/util-dynamodb";
import type { AttributeValue } from "@inia/client-dynamodb";
import { marshall, unmarshall } from "@inia/dynamodb-documents/values";
import { type Direction, type ItemKind, items } from "./items.js";

/** What one turn came to: CPU time of converting one item, garbage collection included. */
export type MicrosecondsPerItem = number;

type Item = Record<string, unknown>;
type Marshalled = Record<string, AttributeValue>;

const [library, direction, kind] = process.argv.slice(2) as ["inia" | "aws-sdk", Direction, ItemKind];
const plain: readonly Item[] = Array.from({ length: 100 }, (_, index) => items[kind](index));
// As a response's parser makes them, and the same ones for both.
const marshalled = plain.map((item) => marshallTheirs(item) as Marshalled);
const convert = converters();
let kept: unknown;

process.on("message", (milliseconds: number) => {
  const before = process.cpuUsage();
  const end = performance.now() + milliseconds;
  let count = 0;
  do {
    for (let index = 0; index < 100; index += 1) kept = convert(index);
    count += 100;
  } while (performance.now() < end);
  const { user, system } = process.cpuUsage(before);
  if (kept === undefined) throw new Error("Nothing was converted.");
  process.send!(((user + system) / count) satisfies MicrosecondsPerItem);
});
process.send!("ready");

function converters(): (index: number) => unknown {
  if (library === "inia") {
    return direction === "marshall"
      ? (index) => marshall(plain[index] as Record<string, string>)
      : (index) => unmarshall(marshalled[index]!);
  }
  return direction === "marshall"
    ? (index) => marshallTheirs(plain[index]!)
    : (index) => unmarshallTheirs(marshalled[index] as Parameters<typeof unmarshallTheirs>[0]);
}
