import { partitions } from "./partitions.js";

/** What rules read of a partition. */
export interface Partition {
  readonly name: string;
  readonly dnsSuffix: string;
  readonly dualStackDnsSuffix: string;
  readonly implicitGlobalRegion: string;
  readonly supportsFIPS: boolean;
  readonly supportsDualStack: boolean;
}

/** A partition's facts, with what tells its regions: their pattern, and those that are listed besides. */
export type PartitionRow = readonly [
  name: string,
  dnsSuffix: string,
  dualStackDnsSuffix: string,
  implicitGlobalRegion: string,
  regions: RegExp,
  otherRegions: readonly string[],
  supportsFIPS?: boolean,
  supportsDualStack?: boolean,
];

/** The partition of a region: the first that lists it or whose pattern fits, else the first of all. */
export function partition(region: string = ""): Partition {
  const row = partitions.find(([, , , , pattern, others]) => pattern.test(region) || others.includes(region));
  const [name, dnsSuffix, dualStackDnsSuffix, implicitGlobalRegion, , , supportsFIPS = true, supportsDualStack = true] =
    row ?? partitions[0];
  return { name, dnsSuffix, dualStackDnsSuffix, implicitGlobalRegion, supportsFIPS, supportsDualStack };
}
