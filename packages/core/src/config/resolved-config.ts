import type { HttpHandler } from "../http/message.js";
import type { RetryQuota } from "../retries/retry-quota.js";
import type { RetrySettings, RetryStrategy } from "../retries/strategy.js";
import type {
  AccountIdEndpointMode,
  ChecksumMode,
  ClientConfig,
  Proxies,
  ProxiesConfig,
  RetryMode,
  S3Config,
  TlsConfig,
} from "./client-config.js";
import type { DefaultsMode } from "./defaults-mode.js";
import type { Logger } from "./logger.js";

/** What configuration reads of a service's model. Service descriptors are of this form. */
export interface ConfigurableService {
  /** Hyphenised service id: `cloudwatch-logs`. */
  readonly id: string;
  readonly endpointPrefix: string;
  /** The region of a service that needs none, from AWS's list of endpoints: `aws-global`. */
  readonly defaultRegion?: string | undefined;
  /** What the model says, in botocore's names: `v4`. */
  readonly signatureVersion?: string | undefined;
  /** Auth schemes that the model offers, best first. They win over `signatureVersion`. */
  readonly auth?: readonly string[] | undefined;
  /** Set when the service has an operation that tells endpoints. */
  readonly endpointDiscovery?: 1 | undefined;
}

/** Settings of an S3 client, each decided but for those whose default depends on more. */
export interface ResolvedS3Config {
  readonly addressingStyle: NonNullable<S3Config["addressingStyle"]> | undefined;
  readonly useAccelerateEndpoint: boolean;
  readonly useArnRegion: boolean | undefined;
  readonly payloadSigningEnabled: boolean | undefined;
  readonly usEast1RegionalEndpoint: "legacy" | "regional";
  readonly disableMultiRegionAccessPoints: boolean;
  readonly disableExpressSessionAuth: boolean;
  readonly s3Compatible: boolean;
}

/**
 * The settings that hold for a client: every field is decided, nothing changes any more. It is what
 * `client.meta.config` shows, so credentials and tokens are not part of it.
 */
export interface ResolvedConfig {
  /** Without `fips-` and `-fips`. */
  readonly region: string;
  /** A URL that was given or configured; undefined when the service's endpoint rules decide alone. */
  readonly endpoint: string | undefined;
  /** Whether the endpoint was given in code: then there is no endpoint discovery. */
  readonly endpointGiven: boolean;
  readonly useSsl: boolean;
  readonly tls: TlsConfig & { readonly verify: boolean };
  /** Whether code gave `tls`, and not environment or profile alone. */
  readonly tlsGiven: boolean;
  readonly connectTimeoutMs: number;
  readonly readTimeoutMs: number;
  readonly attemptTimeoutMs: number | undefined;
  readonly callTimeoutMs: number | undefined;
  readonly maxConnections: number;
  readonly retryMode: RetryMode;
  /** Undefined when the number of the retry mode (which may depend on the service) holds. */
  readonly maxAttempts: number | undefined;
  readonly retryStrategy: ((settings: RetrySettings) => RetryStrategy) | undefined;
  readonly retryQuota: RetryQuota | undefined;
  /** Whether the numbers of 2026 hold for retries (`AWS_NEW_RETRIES_2026`). */
  readonly newRetries2026: boolean;
  /** User and password masked. Undefined when the environment's proxies hold. */
  readonly proxies: Proxies | undefined;
  readonly proxiesConfig: ProxiesConfig;
  readonly tcpKeepAlive: boolean;
  /** What requests are signed with where neither operation nor endpoint say otherwise; `none` for unsigned. */
  readonly signatureVersion: string;
  /** What the code asked for: then endpoint rules and preferences do not choose another. */
  readonly givenSignatureVersion: string | undefined;
  readonly sigv4aSigningRegionSet: string | undefined;
  readonly authSchemePreference: readonly string[];
  /** Whether the preference was given in code. */
  readonly authSchemePreferenceGiven: boolean;
  /** False with an `endpoint`: the two cannot be combined. */
  readonly useFipsEndpoint: boolean;
  /** False with an `endpoint`: the two cannot be combined. */
  readonly useDualstackEndpoint: boolean;
  readonly injectHostPrefix: boolean;
  readonly endpointDiscoveryEnabled: boolean | "auto";
  readonly accountIdEndpointMode: AccountIdEndpointMode;
  readonly clientContextParams: NonNullable<ClientConfig["clientContextParams"]>;
  readonly requestChecksumCalculation: ChecksumMode;
  readonly responseChecksumValidation: ChecksumMode;
  readonly requestMinCompressionSizeBytes: number;
  readonly disableRequestCompression: boolean;
  readonly parameterValidation: boolean;
  readonly defaultsMode: DefaultsMode;
  /** `legacy`: STS's global host for its older regions. */
  readonly stsRegionalEndpoints: "legacy" | "regional";
  readonly userAgent: string | undefined;
  readonly userAgentExtra: string | undefined;
  readonly userAgentAppId: string | undefined;
  readonly s3: ResolvedS3Config;
  readonly longs: "number" | "bigint";
  readonly loadConfig: boolean;
  readonly logger: Logger | undefined;
  /** Undefined for the platform's own. */
  readonly httpHandler: HttpHandler | undefined;
  readonly clock: () => number;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  readonly random: () => number;
  readonly idempotencyToken: () => string;
}
