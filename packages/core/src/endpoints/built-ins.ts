import type { ResolvedConfig } from "../config/resolved-config.js";
import type { EndpointParameterValue } from "./endpoint.js";

/**
 * A setting of the client that endpoint rules ask for, by the name that rule sets give it. Rules refer to the values
 * here, so that a client holds only those of its own rules.
 *
 * @see botocore args.py, compute_endpoint_resolver_builtin_defaults
 */
export interface BuiltIn {
  readonly name: string;
  readonly valueOf: (config: ResolvedConfig) => EndpointParameterValue | undefined;
}

export const region: BuiltIn = { name: "AWS::Region", valueOf: (config) => config.region };

export const useFips: BuiltIn = { name: "AWS::UseFIPS", valueOf: (config) => config.useFipsEndpoint };

export const useDualStack: BuiltIn = { name: "AWS::UseDualStack", valueOf: (config) => config.useDualstackEndpoint };

export const givenEndpoint: BuiltIn = { name: "SDK::Endpoint", valueOf: (config) => config.endpoint };

/** Needs credentials: a call looks it up. */
export const accountId: BuiltIn = { name: "AWS::Auth::AccountId", valueOf: () => undefined };

export const accountIdEndpointMode: BuiltIn = {
  name: "AWS::Auth::AccountIdEndpointMode",
  valueOf: (config) => config.accountIdEndpointMode,
};

export const stsUseGlobalEndpoint: BuiltIn = {
  name: "AWS::STS::UseGlobalEndpoint",
  valueOf: (config) => config.stsRegionalEndpoints === "legacy" && globalStsRegions.has(config.region),
};

// botocore args.py, LEGACY_GLOBAL_STS_REGIONS
const globalStsRegions: ReadonlySet<string> = /*#__PURE__*/ new Set([
  ...["ap-northeast-1", "ap-south-1", "ap-southeast-1", "ap-southeast-2", "aws-global", "ca-central-1"],
  ...["eu-central-1", "eu-north-1", "eu-west-1", "eu-west-2", "eu-west-3", "sa-east-1"],
  ...["us-east-1", "us-east-2", "us-west-1", "us-west-2"],
]);

export const s3UseGlobalEndpoint: BuiltIn = {
  name: "AWS::S3::UseGlobalEndpoint",
  valueOf: ({ s3, region }) => s3.usEast1RegionalEndpoint === "legacy" && region === "us-east-1",
};

export const s3Accelerate: BuiltIn = {
  name: "AWS::S3::Accelerate",
  valueOf: ({ s3 }) => s3.useAccelerateEndpoint,
};

/** Path style is the rule for custom endpoints, unless virtual hosts were asked for. (botocore args.py) */
export const s3ForcePathStyle: BuiltIn = {
  name: "AWS::S3::ForcePathStyle",
  valueOf({ s3, endpoint }) {
    if (s3.useAccelerateEndpoint) return false;
    if (endpoint !== undefined && !isAccelerateUrl(endpoint)) return s3.addressingStyle !== "virtual";
    return s3.addressingStyle === "path";
  },
};

function isAccelerateUrl(url: string): boolean {
  return /^https?:\/\/s3-accelerate(?:\.dualstack)?\.amazonaws\.com(?:[:/?]|$)/i.test(url);
}

export const s3UseArnRegion: BuiltIn = {
  name: "AWS::S3::UseArnRegion",
  valueOf: ({ s3 }) => s3.useArnRegion ?? true,
};

export const s3DisableMultiRegionAccessPoints: BuiltIn = {
  name: "AWS::S3::DisableMultiRegionAccessPoints",
  valueOf: ({ s3 }) => s3.disableMultiRegionAccessPoints,
};

export const s3DisableExpressSessionAuth: BuiltIn = {
  name: "AWS::S3::DisableS3ExpressSessionAuth",
  valueOf: ({ s3 }) => s3.disableExpressSessionAuth,
};

export const s3ControlUseArnRegion: BuiltIn = {
  name: "AWS::S3Control::UseArnRegion",
  valueOf: ({ s3 }) => s3.useArnRegion ?? false,
};
