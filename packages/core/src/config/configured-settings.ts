import {
  InvalidChecksumConfigError,
  InvalidConfigError,
  InvalidDefaultsMode,
  InvalidEndpointDiscoveryConfigurationError,
  InvalidMaxRetryAttemptsError,
  InvalidRetryModeError,
  InvalidS3AddressingStyleError,
  InvalidS3UsEast1RegionalEndpointConfigError,
  InvalidSTSRegionalEndpointsConfigError,
} from "../errors/config.js";
import type { IniaError } from "../errors/inia-error.js";
import {
  accountIdEndpointModes,
  addressingStyles,
  checksumModes,
  defaultsModes,
  oneOf,
  regionalEndpoints,
  retryModes,
  wholeNumber,
} from "./allowed-values.js";
import { checkEndpoint, checkRegion } from "./check-values.js";
import type { ClientConfig, S3Config } from "./client-config.js";
import { configuredEndpoint } from "./configured-endpoint.js";
import { toBoolean } from "./conversions.js";
import type { ConfigurableService } from "./resolved-config.js";
import type { VariableSource } from "./variable-source.js";
import type { VariableName } from "./variables.js";

/** What environment and profile say, checked, in the form of a client's own settings. */
export interface ConfiguredSettings extends ClientConfig {
  readonly stsRegionalEndpoints?: "legacy" | "regional" | undefined;
  readonly newRetries2026?: boolean | undefined;
  /** S3's own setting in the profile, which wins over the client's `useDualstackEndpoint`. */
  readonly isDualstackForced?: boolean | undefined;
  /** The region of the AWS execution environment that the program runs in, if it does. */
  readonly executionRegion?: string | undefined;
}

/**
 * Reads what environment and profile say. Where code has given a setting that is checked, it is not looked at.
 *
 * @throws the error that botocore has for a wrong value; the message names where the value came from.
 */
export function configuredSettings(
  given: ClientConfig,
  variables: VariableSource,
  service: ConfigurableService,
): ConfiguredSettings {
  const word = wordReader(variables);
  const section = variables.scopedConfig[service.endpointPrefix];
  const withoutHostPrefix = variables.find("disable_host_prefix_injection");
  return {
    region: given.region ?? configuredRegion(variables),
    endpoint: given.endpoint ?? configuredUrl(given, variables, service),
    tls: given.tls?.ca === undefined ? certificates(variables) : undefined,
    maxAttempts: given.maxAttempts ?? maxAttempts(variables),
    retryMode: given.retryMode ?? word("retry_mode", retryModes, InvalidRetryModeError),
    newRetries2026: variables.find("new_retries_2026"),
    tcpKeepAlive: variables.find("tcp_keepalive"),
    signatureVersion: (typeof section === "object" && section.signature_version) || undefined,
    sigv4aSigningRegionSet: variables.find("sigv4a_signing_region_set"),
    authSchemePreference: variables.find("auth_scheme_preference"),
    useFipsEndpoint: variables.find("use_fips_endpoint"),
    useDualstackEndpoint: variables.find("use_dualstack_endpoint"),
    isDualstackForced: isS3Family(service) && variables.find("s3.use_dualstack_endpoint"),
    injectHostPrefix: withoutHostPrefix === undefined ? undefined : !withoutHostPrefix,
    endpointDiscoveryEnabled: given.endpointDiscoveryEnabled ?? endpointDiscovery(given, variables, service),
    accountIdEndpointMode:
      given.accountIdEndpointMode ??
      word("account_id_endpoint_mode", accountIdEndpointModes, InvalidConfigError, lowerCase),
    requestChecksumCalculation:
      given.requestChecksumCalculation ??
      word("request_checksum_calculation", checksumModes, InvalidChecksumConfigError, lowerCase),
    responseChecksumValidation:
      given.responseChecksumValidation ??
      word("response_checksum_validation", checksumModes, InvalidChecksumConfigError, lowerCase),
    requestMinCompressionSizeBytes: given.requestMinCompressionSizeBytes ?? minCompressionSize(variables),
    disableRequestCompression: variables.find("disable_request_compression"),
    parameterValidation: configuredValidation(variables),
    defaultsMode: given.defaultsMode ?? word("defaults_mode", defaultsModes, InvalidDefaultsMode, lowerCase),
    executionRegion: executionRegion(variables.environment),
    stsRegionalEndpoints: word(
      "sts_regional_endpoints",
      regionalEndpoints,
      InvalidSTSRegionalEndpointsConfigError,
      (text) => text || "regional",
    ),
    userAgentAppId: variables.find("user_agent_appid"),
    s3: configuredS3(given.s3 ?? {}, variables),
  };
}

/** The region of environment or profile. */
export function configuredRegion(variables: VariableSource): string | undefined {
  const region = variables.find("region");
  return region === undefined ? undefined : checkRegion(region, variables.describe("region"));
}

type WordReader = <Value extends string>(
  name: VariableName,
  allowed: readonly Value[],
  ErrorClass: new (message: string) => IniaError,
  normalize?: (text: string) => string,
) => Value | undefined;

/** Reads variables whose value is one of a few words. */
function wordReader(variables: VariableSource): WordReader {
  return (name, allowed, ErrorClass, normalize = (text) => text) => {
    const value = variables.find(name);
    return value === undefined
      ? undefined
      : oneOf(normalize(String(value)), allowed, variables.describe(name), ErrorClass);
  };
}

function lowerCase(text: string): string {
  return text.toLowerCase();
}

function configuredUrl(
  given: ClientConfig,
  variables: VariableSource,
  service: ConfigurableService,
): string | undefined {
  if (given.ignoreConfiguredEndpointUrls ?? variables.find("ignore_configured_endpoint_urls")) return undefined;
  const found = configuredEndpoint(service.id, variables);
  return found && checkEndpoint(found.url, found.source);
}

function certificates(variables: VariableSource): ClientConfig["tls"] {
  const configured = variables.find("ca_bundle");
  const ca = configured ?? variables.find("requests_ca_bundle");
  if (ca === undefined || ca.trim() !== "") return ca === undefined ? undefined : { ca };
  const source = variables.describe(configured === undefined ? "requests_ca_bundle" : "ca_bundle");
  throw new InvalidConfigError(`Wrong value in ${source}: the path of a CA bundle is expected, not blanks.`);
}

function maxAttempts(variables: VariableSource): number | undefined {
  const value = variables.find("max_attempts");
  if (value === undefined) return undefined;
  const source = variables.describe("max_attempts");
  return wholeNumber(value, 1, Number.MAX_SAFE_INTEGER, source, InvalidMaxRetryAttemptsError);
}

function minCompressionSize(variables: VariableSource): number | undefined {
  const name = "request_min_compression_size_bytes";
  const value = variables.find(name);
  return value === undefined
    ? undefined
    : wholeNumber(value, 1, 1_048_576, variables.describe(name), InvalidConfigError);
}

/** Looked at only for services that have discovery, and not with an endpoint given in code (botocore client.py). */
function endpointDiscovery(
  given: ClientConfig,
  variables: VariableSource,
  service: ConfigurableService,
): boolean | "auto" | undefined {
  if (!service.endpointDiscovery || given.endpoint !== undefined) return undefined;
  const setting = wordReader(variables)(
    "endpoint_discovery_enabled",
    ["true", "false", "auto"],
    InvalidEndpointDiscoveryConfigurationError,
    (text) => text.toLowerCase().trim(),
  );
  return setting === "true" || setting === "false" ? toBoolean(setting) : setting;
}

/** Read from the profile alone: botocore asks neither session nor environment (args.py). */
function configuredValidation(variables: VariableSource): boolean | undefined {
  const value = variables.scopedConfig.parameter_validation;
  return value === undefined ? undefined : toBoolean(value);
}

function executionRegion(environment: VariableSource["environment"]): string | undefined {
  const { AWS_EXECUTION_ENV, AWS_REGION, AWS_DEFAULT_REGION } = environment;
  return AWS_EXECUTION_ENV ? (AWS_REGION ?? AWS_DEFAULT_REGION) : undefined;
}

/** The keys of the code's `s3` win one by one over those of the profile. */
function configuredS3(given: S3Config, variables: VariableSource): S3Config {
  const word = wordReader(variables);
  // The one of S3's settings whose text must be a boolean, where others take all but `true` for false.
  const isExpressAuthDisabled =
    given.disableExpressSessionAuth ??
    word("s3_disable_express_session_auth", ["true", "false"], InvalidConfigError, lowerCase);
  return {
    addressingStyle:
      given.addressingStyle ?? word("s3.addressing_style", addressingStyles, InvalidS3AddressingStyleError),
    useAccelerateEndpoint: variables.find("s3.use_accelerate_endpoint"),
    useArnRegion: variables.find("s3.use_arn_region"),
    payloadSigningEnabled: variables.find("s3.payload_signing_enabled"),
    usEast1RegionalEndpoint:
      given.usEast1RegionalEndpoint ??
      word("s3.us_east_1_regional_endpoint", regionalEndpoints, InvalidS3UsEast1RegionalEndpointConfigError),
    disableMultiRegionAccessPoints: variables.find("s3.s3_disable_multiregion_access_points"),
    disableExpressSessionAuth: isExpressAuthDisabled === undefined ? undefined : toBoolean(isExpressAuthDisabled),
  };
}

/** The two services that read S3's dual-stack setting (botocore's `_is_s3_dualstack_mode`). */
function isS3Family({ endpointPrefix }: ConfigurableService): boolean {
  return endpointPrefix === "s3" || endpointPrefix === "s3-control";
}
