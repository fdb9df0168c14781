import type { AwsCredentials, BearerToken } from "../auth/identity.js";
import type { HttpHandler } from "../http/message.js";
import type { RetryQuota } from "../retries/retry-quota.js";
import type { RetrySettings, RetryStrategy } from "../retries/strategy.js";
import type { DefaultsMode } from "./defaults-mode.js";
import type { Logger } from "./logger.js";
import type { SessionContext } from "./session-context.js";

export type {} from "../schema/platform-types.js";

/** How often and how patiently failed attempts are repeated. */
export type RetryMode = "standard" | "legacy" | "adaptive";

/** When checksums are computed or verified: always where the operation has them, or only where it must. */
export type ChecksumMode = "when_supported" | "when_required";

/** Whether the account's id becomes part of the host name, where a service offers that. */
export type AccountIdEndpointMode = "preferred" | "disabled" | "required";

/** Who wants credentials. */
export interface CredentialsAsker {
  /** What the client was given that wants to sign. */
  readonly clientConfig?: ClientConfig | undefined;
  /** The session of that client. */
  readonly session?: SessionContext | undefined;
}

/**
 * Credentials as clients take them: an object; a function, whose result is kept until shortly before its
 * `expiration` (for good when there is none); or what a session's `getCredentials` resolves to.
 */
export type CredentialsInput =
  | AwsCredentials
  | ((asker: CredentialsAsker) => Promise<AwsCredentials>)
  | { getFrozenCredentials(): Promise<AwsCredentials> };

/** A bearer token, or a function that gives one: its result is kept as {@link CredentialsInput} says. */
export type TokenInput = BearerToken | (() => Promise<BearerToken>);

/** Trust and identity of TLS connections. Values are file paths, or PEM text. */
export interface TlsConfig {
  /** `false` accepts any certificate. Default: `true`. */
  readonly verify?: boolean | undefined;
  /** Trusted authorities. Default: the environment's `AWS_CA_BUNDLE`, the profile's `ca_bundle`, the environment's
   * `REQUESTS_CA_BUNDLE`, the platform's own. */
  readonly ca?: string | undefined;
  /** The client's certificate. */
  readonly cert?: string | undefined;
  /** The key of `cert`, where it is not in the same file. */
  readonly key?: string | undefined;
}

/**
 * Proxy URLs by the scheme of the request: `http://user:password@proxy:3128`. Without a scheme they mean http. User
 * and password are percent-encoded.
 */
export interface Proxies {
  readonly http?: string | undefined;
  readonly https?: string | undefined;
}

/** How proxies are spoken to. Values are file paths, or PEM text. */
export interface ProxiesConfig {
  /** Authorities to trust where the proxy's URL is https. Default: those of `tls`. */
  readonly caBundle?: string | undefined;
  /** The client's certificate for an https proxy; a pair where its key is not in the same file. */
  readonly clientCert?: string | readonly [cert: string, key: string] | undefined;
  /** Sends https requests to an https proxy as they are, without a tunnel. Default: `false`. */
  readonly useForwardingForHttps?: boolean | undefined;
}

/** Settings of S3 clients. File keys stand in the profile's nested section `s3`. */
export interface S3Config {
  /** Bucket in the host name, or in the path. Default: `auto`, host name where that can be. File: `addressing_style`. */
  readonly addressingStyle?: "virtual" | "path" | "auto" | undefined;
  /** Default: `false`. File: `use_accelerate_endpoint`. */
  readonly useAccelerateEndpoint?: boolean | undefined;
  /** Takes the region of an ARN given as bucket for the client's. Default: `true` (S3 Control: `false`).
   * Environment: `AWS_S3_USE_ARN_REGION`. File: `use_arn_region`, or `s3_use_arn_region` outside the section. */
  readonly useArnRegion?: boolean | undefined;
  /** Signs the body also over https. File: `payload_signing_enabled`. */
  readonly payloadSigningEnabled?: boolean | undefined;
  /** `legacy` sends requests for us-east-1 to the global host. Default: `legacy`; `regional` in defaults modes.
   * Environment: `AWS_S3_US_EAST_1_REGIONAL_ENDPOINT`. File: `us_east_1_regional_endpoint`. */
  readonly usEast1RegionalEndpoint?: "legacy" | "regional" | undefined;
  /** Default: `false`. Environment: `AWS_S3_DISABLE_MULTIREGION_ACCESS_POINTS`.
   * File: `s3_disable_multiregion_access_points`. */
  readonly disableMultiRegionAccessPoints?: boolean | undefined;
  /** Signs calls on directory buckets with the caller's own credentials. Default: `false`.
   * Environment: `AWS_S3_DISABLE_EXPRESS_SESSION_AUTH`. File: `s3_disable_express_session_auth`, outside the
   * section. */
  readonly disableExpressSessionAuth?: boolean | undefined;
  /** For other stores than AWS's: path style, checksums only where they must be and then as Content-MD5, never in a
   * trailer; signature version `s3` covers the path as it is sent. Settings of one's own go before. Default: `false`. */
  readonly s3Compatible?: boolean | undefined;
}

/**
 * Settings of a client. What is left out comes, in this order, from the session's default configuration, the
 * environment, the profile in the shared files, the default (see `loadConfig` for how to switch the middle ones
 * off). Durations are milliseconds.
 */
export interface ClientConfig {
  /** Environment: `AWS_REGION`, `AWS_DEFAULT_REGION`. File: `region`. Default: none; S3 takes us-east-1, global
   * services aws-global. */
  readonly region?: string | undefined;
  /** URL to send requests to instead of AWS's own. Environment: `AWS_ENDPOINT_URL_<SERVICE>`, `AWS_ENDPOINT_URL`.
   * File: `endpoint_url` of the service in `[services …]`, then of the profile. */
  readonly endpoint?: string | undefined;
  /** `false` for plain http; a given `endpoint` decides for itself. Default: `true`. */
  readonly useSsl?: boolean | undefined;
  /** Default: the session's chain of providers (environment, profile, container, instance, …). */
  readonly credentials?: CredentialsInput | undefined;
  /** For services that take bearer tokens. Environment: `AWS_BEARER_TOKEN_<SERVICE>`. File: `sso_session`. */
  readonly token?: TokenInput | undefined;
  readonly tls?: TlsConfig | undefined;
  /** Covers waiting for a pooled connection, DNS, TCP and TLS. Default: 60,000; 1,100 to 30,000 in defaults modes. */
  readonly connectTimeoutMs?: number | undefined;
  /** The longest silence while waiting for, or reading, a response. Default: 60,000. */
  readonly readTimeoutMs?: number | undefined;
  /** Limit for each attempt. Default: none. */
  readonly attemptTimeoutMs?: number | undefined;
  /** Limit for all attempts of a call and the waits between them. Default: none. */
  readonly callTimeoutMs?: number | undefined;
  /** Open connections per origin; further calls wait for one. Default: 50. */
  readonly maxConnections?: number | undefined;
  /** Attempts in all, the first one counted. Default: that of the retry mode. Environment: `AWS_MAX_ATTEMPTS`.
   * File: `max_attempts`. */
  readonly maxAttempts?: number | undefined;
  /** Default: `standard`. Environment: `AWS_RETRY_MODE`. File: `retry_mode`. */
  readonly retryMode?: RetryMode | undefined;
  /** Another strategy than the mode's, for example `adaptiveRetries`: browsers' bundles hold that of `standard` alone. */
  readonly retryStrategy?: ((settings: RetrySettings) => RetryStrategy) | undefined;
  /** A budget for retries that clients share. Default: one of the client's own. */
  readonly retryQuota?: RetryQuota | undefined;
  /** `{}` for none. Default: the environment's `HTTPS_PROXY` and `HTTP_PROXY`, unless `NO_PROXY` names the host of the
   * client's endpoint or its domain (also in lower case). */
  readonly proxies?: Proxies | undefined;
  readonly proxiesConfig?: ProxiesConfig | undefined;
  /** Default: `false`. Environment: `BOTOCORE_TCP_KEEPALIVE`. File: `tcp_keepalive`. */
  readonly tcpKeepAlive?: boolean | undefined;
  /** botocore's name of a signature (`v4`, `s3v4`, `s3`, …), or `UNSIGNED`. Default: the service's own. File:
   * `signature_version` in a nested section named after the service's endpoint prefix. */
  readonly signatureVersion?: string | undefined;
  /** Regions that a SigV4a signature is good for, joined with commas; `*` for all. Environment:
   * `AWS_SIGV4A_SIGNING_REGION_SET`. File: `sigv4a_signing_region_set`. */
  readonly sigv4aSigningRegionSet?: string | undefined;
  /** Auth schemes by their short names (`sigv4`, `sigv4a`, `httpBearerAuth`), best first, as a list or joined with
   * commas. Environment: `AWS_AUTH_SCHEME_PREFERENCE`. File: `auth_scheme_preference`. */
  readonly authSchemePreference?: string | readonly string[] | undefined;
  /** Default: `false`. Environment: `AWS_USE_FIPS_ENDPOINT`. File: `use_fips_endpoint`. */
  readonly useFipsEndpoint?: boolean | undefined;
  /** Default: `false`. Environment: `AWS_USE_DUALSTACK_ENDPOINT`. File: `use_dualstack_endpoint`. */
  readonly useDualstackEndpoint?: boolean | undefined;
  /** Passes over endpoint URLs in environment and files. Default: `false`. Environment:
   * `AWS_IGNORE_CONFIGURED_ENDPOINT_URLS`. File: `ignore_configured_endpoint_urls`. */
  readonly ignoreConfiguredEndpointUrls?: boolean | undefined;
  /** Puts what the model says in front of the host name. Default: `true`. Environment:
   * `AWS_DISABLE_HOST_PREFIX_INJECTION` (the opposite). File: `disable_host_prefix_injection`. */
  readonly injectHostPrefix?: boolean | undefined;
  /** `auto`: only for operations that need it. Default: `auto`. Environment: `AWS_ENDPOINT_DISCOVERY_ENABLED`. File:
   * `endpoint_discovery_enabled`. */
  readonly endpointDiscoveryEnabled?: boolean | "auto" | undefined;
  /** Default: `preferred`. Environment: `AWS_ACCOUNT_ID_ENDPOINT_MODE`. File: `account_id_endpoint_mode`. */
  readonly accountIdEndpointMode?: AccountIdEndpointMode | undefined;
  /** Parameters of the service's endpoint rules, by the names that its model gives them. */
  readonly clientContextParams?: Readonly<Record<string, string | boolean | readonly string[]>> | undefined;
  /** Default: `when_supported`. Environment: `AWS_REQUEST_CHECKSUM_CALCULATION`. File:
   * `request_checksum_calculation`. */
  readonly requestChecksumCalculation?: ChecksumMode | undefined;
  /** Default: `when_supported`. Environment: `AWS_RESPONSE_CHECKSUM_VALIDATION`. File:
   * `response_checksum_validation`. */
  readonly responseChecksumValidation?: ChecksumMode | undefined;
  /** Bodies of at least so many bytes are compressed, where the operation allows it: 1 to 1,048,576. Default: 10,240.
   * Environment: `AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES`. File: `request_min_compression_size_bytes`. */
  readonly requestMinCompressionSizeBytes?: number | undefined;
  /** Default: `false`. Environment: `AWS_DISABLE_REQUEST_COMPRESSION`. File: `disable_request_compression`. */
  readonly disableRequestCompression?: boolean | undefined;
  /** Checks inputs before they are sent. Default: `true`. File: `parameter_validation`. */
  readonly parameterValidation?: boolean | undefined;
  /** A set of defaults for where the program runs. Default: `legacy`. Environment: `AWS_DEFAULTS_MODE`. File:
   * `defaults_mode`. */
  readonly defaultsMode?: DefaultsMode | undefined;
  /** Takes the place of the whole `User-Agent` header but for the two extras. */
  readonly userAgent?: string | undefined;
  /** Stands at the end of the `User-Agent` header. */
  readonly userAgentExtra?: string | undefined;
  /** The application's name, at most 50 characters. Environment: `AWS_SDK_UA_APP_ID`. File: `sdk_ua_app_id`. */
  readonly userAgentAppId?: string | undefined;
  readonly s3?: S3Config | undefined;
  /** How 64-bit integers are given that a number cannot hold: the nearest number, or a bigint. Default: `number`. */
  readonly longs?: "number" | "bigint" | undefined;
  /** Whether environment and shared files are read at all. Default: `true` on Node, Bun and Deno, else `false`. */
  readonly loadConfig?: boolean | undefined;
  readonly logger?: Logger | undefined;
  /** Sends requests. Default: the platform's. */
  readonly httpHandler?: HttpHandler | undefined;
  /** The time in epoch milliseconds. Default: `Date.now`. */
  readonly clock?: (() => number) | undefined;
  /** Waits; rejects with the signal's reason when it aborts. */
  readonly sleep?: ((ms: number, signal?: AbortSignal) => Promise<void>) | undefined;
  /** A number from 0 up to, but not including, 1. Default: `Math.random`. */
  readonly random?: (() => number) | undefined;
  /** Tokens for members that make a call idempotent. Default: random UUIDs. */
  readonly idempotencyToken?: (() => string) | undefined;
}

/**
 * Lays `overrides` over `config`, field by field (botocore's `Config.merge`): what is not set in `overrides`, or
 * `undefined`, stays.
 */
export function mergeClientConfig(config: ClientConfig, overrides: ClientConfig): ClientConfig {
  return overlay({ ...config }, overrides);
}

/** Sets the fields of `fields` that the given ones have, and are not `undefined`. */
export function overlay<Fields extends object>(fields: Fields, given: Partial<Fields> | undefined): Fields {
  for (const name in given) {
    const value = given[name];
    if (value !== undefined) fields[name] = value as Fields[typeof name];
  }
  return fields;
}
