import {
  InvalidConfigError,
  InvalidS3AddressingStyleError,
  InvalidS3UsEast1RegionalEndpointConfigError,
} from "../errors/config.js";
import { addressingStyles, oneOf, regionalEndpoints } from "./allowed-values.js";
import type { S3Config } from "./client-config.js";
import { toBoolean } from "./conversions.js";
import type { ResolvedS3Config } from "./resolved-config.js";
import type { VariableSource } from "./variable-source.js";

/** Decides S3's settings. The keys of the code's `s3` win one by one over those of the profile. */
export function resolveS3Config(
  given: S3Config,
  variables: VariableSource | undefined,
  regionalByDefault: boolean,
): ResolvedS3Config {
  return Object.freeze({
    addressingStyle: given.addressingStyle ?? configuredStyle(variables) ?? "auto",
    useAccelerateEndpoint: given.useAccelerateEndpoint ?? variables?.find("s3.use_accelerate_endpoint") ?? false,
    useArnRegion: given.useArnRegion ?? variables?.find("s3.use_arn_region"),
    payloadSigningEnabled: given.payloadSigningEnabled ?? variables?.find("s3.payload_signing_enabled"),
    usEast1RegionalEndpoint:
      given.usEast1RegionalEndpoint ?? configuredRegionality(variables) ?? (regionalByDefault ? "regional" : "legacy"),
    disableMultiRegionAccessPoints:
      given.disableMultiRegionAccessPoints ?? variables?.find("s3.s3_disable_multiregion_access_points") ?? false,
    disableExpressSessionAuth: given.disableExpressSessionAuth ?? configuredExpressAuth(variables) ?? false,
    s3Compatible: given.s3Compatible ?? false,
  });
}

function configuredStyle(variables: VariableSource | undefined): ResolvedS3Config["addressingStyle"] | undefined {
  const value = variables?.find("s3.addressing_style");
  return value === undefined
    ? undefined
    : oneOf(value, addressingStyles, variables!.describe("s3.addressing_style"), InvalidS3AddressingStyleError);
}

function configuredRegionality(variables: VariableSource | undefined): "legacy" | "regional" | undefined {
  const name = "s3.us_east_1_regional_endpoint";
  const value = variables?.find(name);
  return value === undefined
    ? undefined
    : oneOf(value, regionalEndpoints, variables!.describe(name), InvalidS3UsEast1RegionalEndpointConfigError);
}

/** The one S3 setting whose text must be a boolean, where others take all but `true` for false. */
function configuredExpressAuth(variables: VariableSource | undefined): boolean | undefined {
  const name = "s3_disable_express_session_auth";
  const value = variables?.find(name);
  return value === undefined
    ? undefined
    : toBoolean(oneOf(value.toLowerCase(), ["true", "false"], variables!.describe(name), InvalidConfigError));
}
