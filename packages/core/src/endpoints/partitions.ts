import type { Partition } from "./partition.js";

/** A partition with what tells its regions. */
export interface PartitionFacts extends Partition {
  readonly regions: RegExp;
  /** The one listed region that `regions` does not match. */
  readonly globalRegion?: string;
}

/** AWS's partitions, in the order in which they are tried. `npm run check` compares with `models/partitions.json`. */
export const partitions: readonly [PartitionFacts, ...PartitionFacts[]] = [
];
