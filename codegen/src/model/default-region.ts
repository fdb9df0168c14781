/** What is read of `endpoints.json`. */
export interface RawEndpoints {
  readonly partitions: readonly {
    readonly partition: string;
    readonly services: Readonly<Record<string, { readonly partitionEndpoint?: string }>>;
  }[];
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
