import type { Partition } from "../../endpoints/partition.js";
import { Place } from "./endpoint-rules-place.js";

/** A partition as plain data; `regions` is the source of the pattern. */
export interface LoweredPartition extends Partition {
  readonly regions: string;
  readonly otherRegions: readonly string[];
}

/**
 * Lowers `partitions.json`. Of the regions that a partition lists, those that its pattern matches are left out: the
 * pattern finds them.
 *
 * @throws EndpointProviderError naming the place of what is missing.
 */
export function lowerPartitions(json: unknown): readonly LoweredPartition[] {
  return new Place(json, "", "Partitions").get("partitions").items().map(lowerPartition);
}

function lowerPartition(place: Place): LoweredPartition {
  const outputs = place.get("outputs");
  const regions = place.get("regionRegex").text();
  const pattern = new RegExp(regions);
  return {
    name: place.get("id").text(),
    dnsSuffix: outputs.get("dnsSuffix").text(),
    dualStackDnsSuffix: outputs.get("dualStackDnsSuffix").text(),
    implicitGlobalRegion: outputs.get("implicitGlobalRegion").text(),
    supportsFIPS: outputs.get("supportsFIPS").value === true,
    supportsDualStack: outputs.get("supportsDualStack").value === true,
    regions,
    otherRegions: Object.keys(place.get("regions").value as object).filter((region) => !pattern.test(region)),
  };
}
