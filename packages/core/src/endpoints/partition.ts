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

/** A partition with what tells its regions. */
export interface PartitionFacts extends Partition {
  /** The pattern of its regions, known and to come. */
  readonly regions: RegExp;
  /** Regions that it lists besides. */
  readonly otherRegions: readonly string[];
}

/** The partition of a region: the first that lists it or whose pattern fits, else the first of all. */
export function partition(region: string | undefined): Partition {
  if (region !== undefined) {
    for (const candidate of partitions) {
      if (candidate.regions.test(region) || candidate.otherRegions.includes(region)) return candidate;
    }
  }
  return partitions[0];
}
