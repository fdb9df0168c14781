import type { UNSIGNED } from "../auth/signer.js";
import { NoRegionError } from "../errors/endpoint.js";
import { checkEndpoint, checkRegion } from "./check-values.js";
import {
  type ClientConfig,
  mergeClientConfig,
  overlay,
  type Proxies,
  type S3Config,
  type TlsConfig,
} from "./client-config.js";
import type { ConfiguredSettings } from "./configured-settings.js";
import { randomToken, sleep } from "./default-hooks.js";
import { type DefaultsMode, defaultConnectTimeoutMs } from "./defaults-mode.js";
import type { Logger } from "./logger.js";
import { modelledSignatureVersion } from "./modelled-signature-version.js";
import type { ConfigurableService, ResolvedConfig, ResolvedS3Config } from "./resolved-config.js";
import type { ClientVariables } from "./variable-source.js";

/**
 * Decides every setting of a client: what code gave (checked before, by `validateClientConfig`), else what
 * environment and profile say, else the default. Without `variables` those two are not looked at.
 *
 * @throws the error that botocore has for a wrong value; the message names where the value came from.
 */
export function resolveClientConfig(
  given: ClientConfig,
  variables: Pick<ClientVariables, "settings"> | undefined,
  service: ConfigurableService,
): ResolvedConfig {
  const configured = variables?.settings(given, service);
  const merged: ConfiguredSettings = configured ? mergeClientConfig(configured, given) : given;
  const { endpoint, logger, userAgentAppId } = merged;
  if (given.endpoint !== undefined) checkEndpoint(given.endpoint, "the client's `endpoint`");
  const defaultsMode = (merged.defaultsMode?.toLowerCase() ?? "legacy") as DefaultsMode;
  const s3 = resolveS3(given.s3, configured?.s3, defaultsMode);
  const checksums = s3.s3Compatible ? "when_required" : "when_supported";
  const useDualstack = configured?.isDualstackForced || (merged.useDualstackEndpoint ?? false);
  if (given.region !== undefined) checkGivenRegion(given.region);
  const region = withoutFips(merged.region ?? defaultRegion(service, s3, useDualstack), logger);
  const isPseudoRegion = merged.region !== undefined && region !== merged.region;
  const signatureVersion = merged.signatureVersion ?? modelledSignatureVersion(service);
  const preference = given.authSchemePreference || configured?.authSchemePreference;
  if (userAgentAppId !== undefined && userAgentAppId.length > 50) {
    logger?.warn("The application id for the user agent has more than 50 characters.");
  }
  const defaults = {
    useSsl: true,
    readTimeoutMs: 60_000,
    maxConnections: 50,
    retryMode: "standard",
    newRetries2026: false,
    proxiesConfig: {},
    tcpKeepAlive: false,
    injectHostPrefix: true,
    endpointDiscoveryEnabled: "auto",
    accountIdEndpointMode: "preferred",
    clientContextParams: {},
    requestChecksumCalculation: checksums,
    responseChecksumValidation: checksums,
    requestMinCompressionSizeBytes: 10_240,
    disableRequestCompression: false,
    parameterValidation: true,
    stsRegionalEndpoints: "regional",
    longs: "number",
    clock: Date.now,
    sleep,
    random: Math.random,
    idempotencyToken: randomToken,
  } satisfies Partial<ResolvedConfig>;
  // Identities are no part of what `client.meta.config` shows.
  const {
    credentials: _credentials,
    token: _token,
    ignoreConfiguredEndpointUrls: _ignored,
    isDualstackForced: _isForced,
    executionRegion,
    ...settings
  } = merged;
  const decided = overlay<Partial<ResolvedConfig>>(defaults, settings as Partial<ResolvedConfig>);
  return Object.freeze({
    ...(decided as typeof decided & typeof defaults),
    region,
    endpointGiven: given.endpoint !== undefined,
    tls: resolveTls(given.tls, configured?.tls),
    tlsGiven: given.tls !== undefined,
    connectTimeoutMs: merged.connectTimeoutMs ?? defaultConnectTimeoutMs(defaultsMode, region, executionRegion),
    proxies: maskedProxies(merged.proxies),
    signatureVersion,
    givenSignatureVersion: given.signatureVersion,
    authSchemePreference: schemeList(preference),
    authSchemePreferenceGiven: Boolean(given.authSchemePreference),
    useFipsEndpoint: endpoint === undefined && (isPseudoRegion || (merged.useFipsEndpoint ?? false)),
    useDualstackEndpoint: endpoint === undefined && useDualstack,
    ...(signatureVersion === unsigned && { accountIdEndpointMode: "disabled" }),
    defaultsMode,
    s3,
    loadConfig: configured !== undefined,
  } as ResolvedConfig);
}

/**
 * The region alone: where code, environment or profile name one, nothing else is looked at, so that a client can be
 * made without reading files.
 *
 * @throws as {@link resolveClientConfig} does, when the region is wrong or missing.
 */
export function resolveRegion(
  given: ClientConfig,
  variables: Pick<ClientVariables, "settings" | "region"> | undefined,
  service: ConfigurableService,
): string {
  const region = given.region === undefined ? variables?.region() : checkGivenRegion(given.region);
  return region === undefined ? resolveClientConfig(given, variables, service).region : withoutFips(region);
}

function checkGivenRegion(region: string): string {
  return checkRegion(region, "the client's `region`");
}

/** Takes `fips-` and `-fips` out of a pseudo-region (botocore's `_normalize_fips_region`). */
function withoutFips(region: string, logger?: Logger): string {
  if (!region.includes("fips")) return region;
  const plain = region.replaceAll("fips-", "").replaceAll("-fips", "");
  if (plain !== region) logger?.warn(`Region ${region} stands for ${plain} with \`useFipsEndpoint\`: say so instead.`);
  return plain;
}

/** S3 without a region is in us-east-1, unless that is a region like the others (botocore regions.py, args.py). */
function defaultRegion(service: ConfigurableService, s3: ResolvedS3Config, useDualstack: boolean): string {
  if (service.endpointPrefix === "s3") {
    return s3.usEast1RegionalEndpoint === "legacy" || useDualstack ? "us-east-1" : "aws-global";
  }
  if (service.defaultRegion !== undefined) return service.defaultRegion;
  throw new NoRegionError(
    `No region for ${service.id}: give the client a \`region\`, or set AWS_REGION or the profile's \`region\` where ` +
      "those are read.",
  );
}

function resolveTls(given: TlsConfig | undefined, configured: TlsConfig | undefined): ResolvedConfig["tls"] {
  const tls: ResolvedConfig["tls"] = { ...configured, verify: true };
  return Object.freeze(overlay(tls, given as Partial<ResolvedConfig["tls"]>));
}

function maskedProxies(proxies: Proxies | undefined): Proxies | undefined {
  if (proxies === undefined) return undefined;
  const masked = Object.entries(proxies).map(([scheme, url]: [string, string]) => [
    scheme,
    url?.replace(userInfo, "$1***@"),
  ]);
  return Object.freeze(Object.fromEntries(masked));
}

function resolveS3(
  given: S3Config | undefined,
  configured: S3Config | undefined,
  defaultsMode: DefaultsMode,
): ResolvedS3Config {
  const s3: ResolvedS3Config = {
    addressingStyle: "auto",
    useAccelerateEndpoint: false,
    useArnRegion: undefined,
    payloadSigningEnabled: undefined,
    usEast1RegionalEndpoint: defaultsMode === "legacy" ? "legacy" : "regional",
    disableMultiRegionAccessPoints: false,
    disableExpressSessionAuth: false,
    s3Compatible: false,
  };
  const resolved = overlay(overlay(s3, configured as Partial<ResolvedS3Config>), given as Partial<ResolvedS3Config>);
  const isStyleGiven = (given?.addressingStyle ?? configured?.addressingStyle) !== undefined;
  return Object.freeze(resolved.s3Compatible && !isStyleGiven ? { ...resolved, addressingStyle: "path" } : resolved);
}

function schemeList(value: string | readonly string[] | undefined): readonly string[] {
  const schemes = typeof value === "string" ? value.split(",") : (value ?? []);
  return schemes.map((scheme) => scheme.replace(/[ \t]/g, "")).filter((scheme) => scheme !== "");
}

/** Up to the last `@`: who forgets to encode a password should not see it either. */
const userInfo: RegExp = /^(\w+:\/\/)?.*@/s;

const unsigned: typeof UNSIGNED = "none";
