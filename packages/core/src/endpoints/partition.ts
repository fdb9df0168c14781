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

/** The partition of a region: the first that lists it or whose pattern fits, else `aws`. */
export function partition(region: string | undefined): Partition {
  if (region !== undefined) {
    for (const candidate of partitions) {
      if (candidate.regions.test(region) || candidate.globalRegion === region) return candidate;
    }
  }
  return partitions[0];
}
