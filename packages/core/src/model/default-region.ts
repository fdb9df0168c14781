/** What is read of `endpoints.json`. */
export interface RawEndpoints {
  readonly partitions: readonly {
    readonly partition: string;
    readonly regions?: Readonly<Record<string, unknown>>;
    readonly services: Readonly<Record<string, RawEndpointsOfService>>;
  }[];
}

export interface RawEndpointsOfService {
  readonly partitionEndpoint?: string;
  readonly isRegionalized?: boolean;
  readonly endpoints?: Readonly<Record<string, { readonly credentialScope?: { readonly region?: string } }>>;
}

/**
 * The region that stands for all of AWS where a service has one (`aws-global` for IAM and STS): its clients need no
 * region. Undefined for all other services.
 *
 * @see botocore regions.py, EndpointResolver._endpoint_for_partition
 */
export function defaultRegion(endpointPrefix: string, endpoints: RawEndpoints | undefined): string | undefined {
  return endpoints?.partitions.find(({ partition }) => partition === "aws")?.services[endpointPrefix]
    ?.partitionEndpoint;
}

/**
 * Where a service has one endpoint for a whole partition: the region that requests to it are signed for, by partition,
 * and the regions that have an endpoint of their own all the same. Undefined for all other services.
 *
 * @see botocore client.py, ClientEndpointBridge._resolve_signature_version and regions.py
 */
export function signingRegions(
  endpointPrefix: string,
  endpoints: RawEndpoints | undefined,
): Readonly<Record<string, string>> | undefined {
  const regions: Record<string, string> = {};
  for (const { partition, regions: known = {}, services } of endpoints?.partitions ?? []) {
    const service = services[endpointPrefix];
    const scope = service?.partitionEndpoint && service.endpoints?.[service.partitionEndpoint]?.credentialScope?.region;
    if (!service || service.isRegionalized !== false || !scope) continue;
    regions[partition] = scope;
    for (const [region, { credentialScope }] of Object.entries(service.endpoints ?? {})) {
      const own = credentialScope?.region ?? region;
      if (region in known && own !== scope) regions[region] = own;
    }
  }
  return Object.keys(regions).length === 0 ? undefined : regions;
}
