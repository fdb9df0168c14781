/** What is read of `endpoints.json`. */
export interface RawEndpoints {
  readonly partitions: readonly {
    readonly partition: string;
    readonly services: Readonly<
      Record<string, { readonly isRegionalized?: boolean; readonly partitionEndpoint?: string }>
    >;
  }[];
}

/** The region that stands for a service without regions (`aws-global` for IAM); undefined for all others. */
export function defaultRegion(endpointPrefix: string, endpoints: RawEndpoints | undefined): string | undefined {
  const service = endpoints?.partitions.find(({ partition }) => partition === "aws")?.services[endpointPrefix];
  return service?.isRegionalized === false ? service.partitionEndpoint : undefined;
}
