import { UNSIGNED } from "../auth/signer.js";
import {
  InvalidChecksumConfigError,
  InvalidConfigError,
  InvalidEndpointDiscoveryConfigurationError,
  InvalidMaxRetryAttemptsError,
  InvalidRetryModeError,
  InvalidSTSRegionalEndpointsConfigError,
} from "../errors/config.js";
import {
  accountIdEndpointModes,
  checksumModes,
  oneOf,
  regionalEndpoints,
  retryModes,
  wholeNumber,
} from "./allowed-values.js";
import type { ChecksumMode, ClientConfig } from "./client-config.js";
import { configuredEndpoint } from "./configured-endpoint.js";
import { toBoolean } from "./conversions.js";
import { randomToken, sleep } from "./default-hooks.js";
import { connectTimeoutByMode, type DefaultsMode, resolveAutoMode, resolveDefaultsMode } from "./defaults-mode.js";
import { resolveDualstack } from "./resolve-dualstack.js";
import { resolveRegion, withoutFips } from "./resolve-region.js";
import { resolveS3Config } from "./resolve-s3.js";
import { resolveSignatureVersion } from "./resolve-signature-version.js";
import type { ConfigurableService, ResolvedConfig } from "./resolved-config.js";
import type { VariableSource } from "./variable-source.js";

/**
 * Decides every setting of a client: what code gave (checked before, by `validateClientConfig`), else the session's
 * variables, else the default. Without `variables` neither environment nor files are looked at.
 *
 * @throws the error that botocore has for a wrong value; the message names where the value came from.
 */
export function resolveClientConfig(
  given: ClientConfig,
  variables: VariableSource | undefined,
  service: ConfigurableService,
): ResolvedConfig {
  const regionAsGiven = resolveRegion(given, variables, service);
  const region = withoutFips(regionAsGiven, given.logger);
  const defaultsMode = resolveDefaultsMode(given, variables);
  const endpoint = resolveEndpoint(given, variables, service);
  const signatureVersion = resolveSignatureVersion(given, variables, service);
  return Object.freeze<ResolvedConfig>({
    region,
    endpoint,
    useSsl: given.useSsl ?? true,
    tls: resolveTls(given, variables),
    connectTimeoutMs: given.connectTimeoutMs ?? defaultConnectTimeout(defaultsMode, region, variables),
    readTimeoutMs: given.readTimeoutMs ?? 60_000,
    attemptTimeoutMs: given.attemptTimeoutMs,
    callTimeoutMs: given.callTimeoutMs,
    maxConnections: given.maxConnections ?? 50,
    retryMode: given.retryMode ?? configuredRetryMode(variables) ?? "standard",
    maxAttempts: given.maxAttempts ?? configuredMaxAttempts(variables),
    newRetries2026: variables?.find("new_retries_2026") ?? false,
    proxies: given.proxies,
    proxiesConfig: given.proxiesConfig ?? {},
    tcpKeepAlive: given.tcpKeepAlive ?? variables?.find("tcp_keepalive") ?? false,
    signatureVersion,
    givenSignatureVersion: given.signatureVersion,
    sigv4aSigningRegionSet: given.sigv4aSigningRegionSet ?? variables?.find("sigv4a_signing_region_set"),
    authSchemePreference: schemeList(given.authSchemePreference || variables?.find("auth_scheme_preference")),
    authSchemePreferenceGiven: Boolean(given.authSchemePreference),
    useFipsEndpoint:
      endpoint === undefined &&
      (region !== regionAsGiven || (given.useFipsEndpoint ?? variables?.find("use_fips_endpoint") ?? false)),
    useDualstackEndpoint: endpoint === undefined && resolveDualstack(given, variables, service),
    injectHostPrefix: given.injectHostPrefix ?? !variables?.find("disable_host_prefix_injection"),
    endpointDiscoveryEnabled: resolveEndpointDiscovery(given, variables, service),
    accountIdEndpointMode:
      signatureVersion === UNSIGNED
        ? "disabled"
        : (given.accountIdEndpointMode ?? configuredAccountIdMode(variables) ?? "preferred"),
    clientContextParams: given.clientContextParams ?? {},
    requestChecksumCalculation:
      given.requestChecksumCalculation ??
      configuredChecksums("request_checksum_calculation", variables) ??
      "when_supported",
    responseChecksumValidation:
      given.responseChecksumValidation ??
      configuredChecksums("response_checksum_validation", variables) ??
      "when_supported",
    requestMinCompressionSizeBytes: given.requestMinCompressionSizeBytes ?? configuredMinSize(variables) ?? 10_240,
    disableRequestCompression:
      given.disableRequestCompression ?? variables?.find("disable_request_compression") ?? false,
    parameterValidation: given.parameterValidation ?? configuredValidation(variables) ?? true,
    defaultsMode,
    stsRegionalEndpoints: resolveStsEndpoints(variables),
    userAgent: given.userAgent,
    userAgentExtra: given.userAgentExtra,
    userAgentAppId: resolveAppId(given, variables),
    s3: resolveS3Config(given.s3 ?? {}, variables, defaultsMode !== "legacy"),
    longs: given.longs ?? "number",
    loadConfig: variables !== undefined,
    logger: given.logger,
    httpHandler: given.httpHandler,
    clock: given.clock ?? Date.now,
    sleep: given.sleep ?? sleep,
    random: given.random ?? Math.random,
    idempotencyToken: given.idempotencyToken ?? randomToken,
  });
}

function defaultConnectTimeout(mode: DefaultsMode, region: string, variables: VariableSource | undefined): number {
  if (mode === "legacy") return 60_000;
  return connectTimeoutByMode[mode === "auto" ? resolveAutoMode(region, variables?.environment ?? {}) : mode];
}

function resolveEndpoint(
  given: ClientConfig,
  variables: VariableSource | undefined,
  service: ConfigurableService,
): string | undefined {
  const ignored = given.ignoreConfiguredEndpointUrls ?? variables?.find("ignore_configured_endpoint_urls");
  const found =
    given.endpoint !== undefined
      ? { url: given.endpoint, source: "the client's `endpoint`" }
      : variables && !ignored
        ? configuredEndpoint(service.id, variables)
        : undefined;
  if (!found) return undefined;
  if (/^https?:\/\/[^/?#\s]+/i.test(found.url) && URL.canParse(found.url)) return found.url;
  throw new InvalidConfigError(
    `Wrong value in ${found.source}: ${JSON.stringify(found.url)}; a URL such as https://host is expected.`,
  );
}

function resolveTls(given: ClientConfig, variables: VariableSource | undefined): ResolvedConfig["tls"] {
  const { verify = true, ...tls } = given.tls ?? {};
  const configured = variables?.find("ca_bundle");
  const ca = tls.ca ?? configured ?? variables?.find("requests_ca_bundle");
  if (ca?.trim() === "") {
    const name = configured === undefined ? "requests_ca_bundle" : "ca_bundle";
    const source = tls.ca === undefined ? variables!.describe(name) : "the client's `tls.ca`";
    throw new InvalidConfigError(`Wrong value in ${source}: the path of a CA bundle is expected, not blanks.`);
  }
  return Object.freeze(ca === undefined ? { ...tls, verify } : { ...tls, verify, ca });
}

function configuredRetryMode(variables: VariableSource | undefined): ResolvedConfig["retryMode"] | undefined {
  const value = variables?.find("retry_mode");
  return value === undefined
    ? undefined
    : oneOf(value, retryModes, variables!.describe("retry_mode"), InvalidRetryModeError);
}

function configuredMaxAttempts(variables: VariableSource | undefined): number | undefined {
  const value = variables?.find("max_attempts");
  if (value === undefined) return undefined;
  const source = variables!.describe("max_attempts");
  return wholeNumber(value, 1, Number.MAX_SAFE_INTEGER, source, InvalidMaxRetryAttemptsError);
}

function schemeList(value: string | readonly string[] | undefined): readonly string[] {
  const schemes = typeof value === "string" ? value.split(",") : (value ?? []);
  return schemes.map((scheme) => scheme.replace(/[ \t]/g, "")).filter((scheme) => scheme !== "");
}

function resolveEndpointDiscovery(
  given: ClientConfig,
  variables: VariableSource | undefined,
  service: ConfigurableService,
): boolean | "auto" {
  if (given.endpointDiscoveryEnabled !== undefined) return given.endpointDiscoveryEnabled;
  const value = service.endpointDiscovery ? variables?.find("endpoint_discovery_enabled") : undefined;
  if (value === undefined) return "auto";
  const source = variables!.describe("endpoint_discovery_enabled");
  const setting = oneOf(
    value.toLowerCase().trim(),
    ["true", "false", "auto"],
    source,
    InvalidEndpointDiscoveryConfigurationError,
  );
  return setting === "auto" ? setting : toBoolean(setting);
}

function configuredAccountIdMode(
  variables: VariableSource | undefined,
): ResolvedConfig["accountIdEndpointMode"] | undefined {
  const value = variables?.find("account_id_endpoint_mode");
  if (value === undefined) return undefined;
  const source = variables!.describe("account_id_endpoint_mode");
  return oneOf(value.toLowerCase(), accountIdEndpointModes, source, InvalidConfigError);
}

function configuredChecksums(
  name: "request_checksum_calculation" | "response_checksum_validation",
  variables: VariableSource | undefined,
): ChecksumMode | undefined {
  const value = variables?.find(name);
  return value === undefined
    ? undefined
    : oneOf(value.toLowerCase(), checksumModes, variables!.describe(name), InvalidChecksumConfigError);
}

function configuredMinSize(variables: VariableSource | undefined): number | undefined {
  const name = "request_min_compression_size_bytes";
  const value = variables?.find(name);
  return value === undefined
    ? undefined
    : wholeNumber(value, 1, 1_048_576, variables!.describe(name), InvalidConfigError);
}

/** Read from the profile alone: botocore asks neither session nor environment (args.py). */
function configuredValidation(variables: VariableSource | undefined): boolean | undefined {
  const value = variables?.scopedConfig.parameter_validation;
  return value === undefined ? undefined : toBoolean(value);
}

function resolveStsEndpoints(variables: VariableSource | undefined): "legacy" | "regional" {
  const name = "sts_regional_endpoints";
  const value = variables?.find(name);
  return value
    ? oneOf(value, regionalEndpoints, variables!.describe(name), InvalidSTSRegionalEndpointsConfigError)
    : "regional";
}

function resolveAppId(given: ClientConfig, variables: VariableSource | undefined): string | undefined {
  const appId = given.userAgentAppId ?? variables?.find("user_agent_appid");
  if (appId !== undefined && appId.length > 50) {
    given.logger?.warn("The application id for the user agent has more than 50 characters.");
  }
  return appId;
}
