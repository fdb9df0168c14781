import type { LoweredPartition } from "@inia/core/model";
import { indent } from "./endpoint-expression.js";
import { printData, printKey } from "./schemas.js";

/** The text of core's `endpoints/partitions.ts`, below its banner. */
export function emitPartitions(partitions: readonly LoweredPartition[]): string {
  return `import type { PartitionFacts } from "./partition.js";

/** AWS's partitions, in the order in which they are tried. */
export const partitions: readonly [PartitionFacts, ...PartitionFacts[]] = [
${indent(partitions.map(printPartition).join("\n"))}
];
`;
}

function printPartition({ regions, ...facts }: LoweredPartition): string {
  const pattern = regions.replaceAll("\\-", "-").replaceAll("/", "\\/");
  const entries = Object.entries(facts).map(([key, value]) => `${printKey(key)}: ${printData(value)},`);
  return `{\n${indent([...entries, `regions: /${pattern}/,`].join("\n"))}\n},`;
}
