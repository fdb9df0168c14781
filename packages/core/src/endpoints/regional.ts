import { EndpointResolutionError } from "../errors/endpoint.js";
import { type BuiltIn, givenEndpoint, region, useDualStack, useFips } from "./built-ins.js";
import type { Endpoint } from "./endpoint.js";
import { type Partition, partition } from "./partition.js";

/** What the endpoint rules of most services read. */
export interface RegionalEndpointParameters {
  /** `AWS::Region`: the client's region. */
  readonly Region?: string | undefined;
  /** `AWS::UseDualStack`: hosts that also speak IPv6. Default: `false`. */
  readonly UseDualStack?: boolean | undefined;
  /** `AWS::UseFIPS`: hosts with FIPS 140 validated cryptography. Default: `false`. */
  readonly UseFIPS?: boolean | undefined;
  /** `SDK::Endpoint`: a URL instead of the service's own. */
  readonly Endpoint?: string | undefined;
}

export const regionalParameters: Readonly<Record<string, BuiltIn>> = {
  Region: region,
  UseDualStack: useDualStack,
  UseFIPS: useFips,
  Endpoint: givenEndpoint,
};

/** The rules that most services share: `https://<host>[-fips].<region>.<suffix of the partition>`. */
export function regionalEndpoint(parameters: RegionalEndpointParameters, host: string): Endpoint {
  return inPartition(parameters, (region, { dnsSuffix, dualStackDnsSuffix }, isDualStack, fips) => ({
    url: `https://${host}${fips}.${region}.${isDualStack ? dualStackDnsSuffix : dnsSuffix}`,
    properties: {},
    headers: {},
  }));
}

/** The same for a service with one region a partition, which its requests are signed for: `https://<host>[-fips].<that region>.<suffix>`. */
export function globalEndpoint(parameters: RegionalEndpointParameters, host: string): Endpoint {
  return inPartition(parameters, (_, { implicitGlobalRegion, dnsSuffix, dualStackDnsSuffix }, isDualStack, fips) => ({
    url: `https://${host}${fips}.${implicitGlobalRegion}.${isDualStack ? dualStackDnsSuffix : dnsSuffix}`,
    properties: { authSchemes: [{ name: "sigv4", signingRegion: implicitGlobalRegion }] },
    headers: {},
  }));
}

function inPartition(
  { Region, UseDualStack = false, UseFIPS = false, Endpoint }: RegionalEndpointParameters,
  choose: (region: string, partition: Partition, isDualStack: boolean, fips: "" | "-fips") => Endpoint,
): Endpoint {
  if (Endpoint !== undefined) {
    if (UseFIPS) throw refused("Invalid Configuration: FIPS and custom endpoint are not supported");
    if (UseDualStack) throw refused("Invalid Configuration: Dualstack and custom endpoint are not supported");
    return { url: Endpoint, properties: {}, headers: {} };
  }
  if (Region === undefined) throw refused("Invalid Configuration: Missing Region");
  const its = partition(Region);
  if ((UseFIPS && !its.supportsFIPS) || (UseDualStack && !its.supportsDualStack)) {
    if (UseFIPS && UseDualStack) {
      throw refused("FIPS and DualStack are enabled, but this partition does not support one or both");
    }
    const variant = UseFIPS ? "FIPS" : "DualStack";
    throw refused(`${variant} is enabled but this partition does not support ${variant}`);
  }
  return choose(Region, its, UseDualStack, UseFIPS ? "-fips" : "");
}

function refused(message: string): EndpointResolutionError {
  return new EndpointResolutionError(message);
}
