import type { ResolvedConfig } from "../config/resolved-config.js";
import type { EndpointParameterValue } from "../endpoints/endpoint.js";
import { UnknownEndpointResolutionBuiltInName } from "../errors/endpoint.js";
import type { OperationDescriptor } from "../schema/operation.js";
import type { ServiceDescriptor } from "./service-descriptor.js";

/** Values of the settings that endpoint rules may ask for, by the names that rule sets give them. */
export type Builtins = Record<string, EndpointParameterValue | undefined>;

/**
 * The built-in values of a client. The account id is not among them: it needs credentials, and is looked up only for
 * rule sets that ask for it.
 *
 * @see botocore args.py, compute_endpoint_resolver_builtin_defaults
 */
export function endpointBuiltins(config: ResolvedConfig): Builtins {
  const { s3 } = config;
  return {
    "AWS::Region": config.region,
    "AWS::UseFIPS": config.useFipsEndpoint,
    "AWS::UseDualStack": config.useDualstackEndpoint,
    "AWS::STS::UseGlobalEndpoint": config.stsRegionalEndpoints === "legacy" && globalStsRegions.has(config.region),
    "AWS::S3::UseGlobalEndpoint": s3.usEast1RegionalEndpoint === "legacy" && config.region === "us-east-1",
    "AWS::S3::Accelerate": s3.useAccelerateEndpoint,
    "AWS::S3::ForcePathStyle": forcePathStyle(config),
    "AWS::S3::UseArnRegion": s3.useArnRegion ?? true,
    "AWS::S3::DisableMultiRegionAccessPoints": s3.disableMultiRegionAccessPoints,
    "AWS::S3::DisableS3ExpressSessionAuth": s3.disableExpressSessionAuth,
    "AWS::S3Control::UseArnRegion": s3.useArnRegion ?? false,
    "SDK::Endpoint": config.endpoint,
    "AWS::Auth::AccountId": undefined,
    "AWS::Auth::AccountIdEndpointMode": config.accountIdEndpointMode,
  };
}

/** Collects what a service's rules ask for; what is undefined is left out. */
export function endpointParameters(
  service: ServiceDescriptor,
  operation: OperationDescriptor,
  params: Record<string, unknown>,
  builtins: Builtins,
  config: ResolvedConfig,
): Record<string, EndpointParameterValue> {
  const found: Record<string, EndpointParameterValue> = {};
  for (const [name, { builtIn }] of Object.entries(service.endpoint.parameters)) {
    let value = contextValue(name, service, operation, params, config);
    if (value === undefined && builtIn !== undefined) {
      if (!(builtIn in builtins)) {
        throw new UnknownEndpointResolutionBuiltInName(
          `The endpoint rules of ${service.serviceId} ask for ${builtIn}, which this version of @inia/core does not know.`,
        );
      }
      value = builtins[builtIn];
    }
    if (value !== undefined) found[name] = value;
  }
  return found;
}

function contextValue(
  name: string,
  service: ServiceDescriptor,
  operation: OperationDescriptor,
  params: Record<string, unknown>,
  config: ResolvedConfig,
): EndpointParameterValue | undefined {
  const { staticContextParams, contextParams, operationContextParams } = operation;
  const fromStatic = staticContextParams?.[name];
  if (fromStatic !== undefined) return fromStatic;
  const member = contextParams?.[name];
  const fromMember = member === undefined ? undefined : params[member];
  if (fromMember !== undefined && fromMember !== null) return fromMember as EndpointParameterValue;
  const fromOperation = operationContextParams?.[name]?.(params);
  if (fromOperation !== undefined && fromOperation !== null) return fromOperation as EndpointParameterValue;
  if (service.clientContextParams?.[name] === undefined) return undefined;
  // The one setting of S3 that its rules know by no name of a built-in. (botocore args.py)
  if (name === "DisableS3ExpressSessionAuth" && config.s3.disableExpressSessionAuth) return true;
  return config.clientContextParams[name] as EndpointParameterValue | undefined;
}

/** Path style is the rule for custom endpoints, unless virtual hosts were asked for. (botocore args.py) */
function forcePathStyle({ s3, endpoint }: ResolvedConfig): boolean {
  if (s3.useAccelerateEndpoint) return false;
  if (endpoint !== undefined && !isAccelerateUrl(endpoint)) return s3.addressingStyle !== "virtual";
  return s3.addressingStyle === "path";
}

function isAccelerateUrl(url: string): boolean {
  return /^https?:\/\/s3-accelerate(?:\.dualstack)?\.amazonaws\.com(?:[:/?]|$)/i.test(url);
}

// botocore args.py, LEGACY_GLOBAL_STS_REGIONS
const globalStsRegions: ReadonlySet<string> = /*#__PURE__*/ new Set([
  ...["ap-northeast-1", "ap-south-1", "ap-southeast-1", "ap-southeast-2", "aws-global", "ca-central-1"],
  ...["eu-central-1", "eu-north-1", "eu-west-1", "eu-west-2", "eu-west-3", "sa-east-1"],
  ...["us-east-1", "us-east-2", "us-west-1", "us-west-2"],
]);
