import { UnknownRegionError } from "../errors/endpoint.js";
import type { ServiceTable } from "./service-table.js";

/** botocore's names of all services. */
export function availableServices(table: ServiceTable): string[] {
  return Object.keys(table.services);
}

export function availablePartitions(table: ServiceTable): string[] {
  return Object.keys(table.partitions);
}

/**
 * The regions of a partition in which AWS lists endpoints of a service; empty for a service or partition that is
 * not known. `allowNonRegional` adds names such as `aws-global` and `s3-external-1`.
 */
export function availableRegions(
  table: ServiceTable,
  service: string,
  partition: string,
  allowNonRegional: boolean,
): string[] {
  const row = Object.hasOwn(table.partitions, partition) ? table.partitions[partition] : undefined;
  const prefix = endpointPrefix(table, service);
  if (row === undefined || prefix === undefined) return [];
  const listed = Object.entries(row.endpoints).find(([, prefixes]) => prefixes.split(" ").includes(prefix));
  const endpoints = listed?.[0].split(" ") ?? [];
  const regions = new Set(row.regions.split(" "));
  return endpoints.filter((name) => name !== "" && (allowNonRegional || regions.has(name)));
}

/** @throws {@link UnknownRegionError} when no partition has such a region. */
export function partitionForRegion(table: ServiceTable, region: string): string {
  const found = Object.entries(table.partitions).find(
    ([, row]) => row.regions.split(" ").includes(region) || new RegExp(row.regionRegex).test(region),
  );
  if (found) return found[0];
  throw new UnknownRegionError(`No partition has a region "${region}".`);
}

/** By botocore's name of the service, or by the name that its package has. */
function endpointPrefix(table: ServiceTable, service: string): string | undefined {
  const byName = Object.hasOwn(table.services, service) ? table.services[service] : undefined;
  return (byName ?? Object.values(table.services).find((row) => row.startsWith(`${service} `)))?.split(" ")[1];
}
