import type { RawEndpoints, RawPartition, RawPartitions } from "@inia/core/model";
import type { SharedFileName } from "../load/model-folder.js";
import { type Change, changed } from "./change.js";
import { added, diffNamed, diffTraits, isSame, removed, show } from "./diff-keys.js";

/** The files beside the services' folders, parsed. */
export type SharedFiles = Readonly<Partial<Record<SharedFileName, unknown>>>;

/** What is different for all services: partitions and regions, the regions of each service, settings. */
export function diffShared(before: SharedFiles, after: SharedFiles): Change[] {
  return [
    ...diffPartitions(before["partitions.json"], after["partitions.json"]),
    ...diffEndpoints(before["endpoints.json"], after["endpoints.json"]),
    ...(["sdk-default-configuration.json", "_retry.json"] as const).flatMap((name) =>
      changed("setting", name, diffTraits((before[name] as object) ?? {}, (after[name] as object) ?? {}, prose)),
    ),
  ];
}

function diffPartitions(before: unknown, after: unknown): Change[] {
  return diffNamed(partitionsById(before), partitionsById(after), {
    added: (id, { regions }) => [added("partition", id, [Object.keys(regions).join(", ")])],
    removed: (id) => [removed("partition", id)],
    both: (id, old, partition) => [
      ...changed("partition", id, diffTraits(old, partition, new Set(["regions"]))),
      ...diffNamed(old.regions, partition.regions, {
        added: (region, { description }) => [
          added("region", region, [`in ${id}`, ...(description ? [description] : [])]),
        ],
        removed: (region) => [removed("region", region, [`in ${id}`])],
        both: (region, oldRegion, newRegion) => changed("region", region, diffTraits(oldRegion, newRegion, prose)),
      }),
    ],
  });
}

function partitionsById(file: unknown): Readonly<Record<string, RawPartition>> {
  const { partitions = [] } = (file ?? {}) as Partial<RawPartitions>;
  return Object.fromEntries(partitions.map((partition) => [partition.id, partition]));
}

type Endpoints = Readonly<Record<string, object>>;

/** A change for each service and partition: what regions are listed for it. Calls to others work as well. */
function diffEndpoints(before: unknown, after: unknown): Change[] {
  return diffNamed(endpointsByService(before), endpointsByService(after), {
    added: (name, endpoints) => [patch(added("endpoint", name, [list(Object.keys(endpoints))]))],
    removed: (name) => [patch(removed("endpoint", name))],
    both: (name, old, endpoints) => {
      const isNew = Object.keys(endpoints).filter((region) => !(region in old));
      const isGone = Object.keys(old).filter((region) => !(region in endpoints));
      const isOther = Object.keys(endpoints).filter(
        (region) => region in old && !isSame(old[region], endpoints[region]),
      );
      return changed(
        "endpoint",
        name,
        [["new", isNew] as const, ["gone", isGone] as const, ["changed", isOther] as const].flatMap(
          ([what, regions]) =>
            regions.length === 0 ? [] : [{ bump: "patch" as const, text: `${what}: ${list(regions)}` }],
        ),
      );
    },
  });
}

/** Endpoints by `library in aws`; what holds for all of them is under an empty name. */
function endpointsByService(file: unknown): Readonly<Record<string, Endpoints>> {
  const { partitions = [] } = (file ?? {}) as Partial<RawEndpoints>;
  return Object.fromEntries(
    partitions.flatMap(({ partition, services }) =>
      Object.entries(services).map(([prefix, { endpoints = {}, ...whole }]) => [
        `${prefix} in ${partition}`,
        { ...endpoints, ...(Object.keys(whole).length > 0 && { "": whole }) },
      ]),
    ),
  );
}

function list(regions: readonly string[]): string {
  return regions.map((region) => (region === "" ? "what holds for all" : show(region))).join(", ");
}

function patch(change: Change): Change {
  return { ...change, bump: "patch" };
}

const prose = new Set(["documentation"]);
