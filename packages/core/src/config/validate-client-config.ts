import {
  InvalidChecksumConfigError,
  InvalidConfigError,
  InvalidDefaultsMode,
  InvalidEndpointDiscoveryConfigurationError,
  InvalidMaxRetryAttemptsError,
  InvalidRetryModeError,
  InvalidS3AddressingStyleError,
  InvalidS3UsEast1RegionalEndpointConfigError,
} from "../errors/config.js";
import { PartialCredentialsError } from "../errors/credentials.js";
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
import type { ClientConfig, Proxies, ProxiesConfig, S3Config, TlsConfig } from "./client-config.js";
import { nearestNames } from "./nearest-names.js";

/**
 * Checks what code gave: the names of all fields, and their values.
 *
 * @throws {@link InvalidConfigError}, or the class that botocore has for the field. The message names the field and
 *   what is allowed; for a name that does not exist, the nearest one.
 */
export function validateClientConfig(config: ClientConfig): void {
  checkFields(config, fieldChecks, "");
}

type Check = (value: unknown, field: string) => void;
type Checks<Fields> = { readonly [Field in keyof Required<Fields>]: Check };

function checkFields<Fields extends object>(fields: Fields, checks: Checks<Fields>, path: string): void {
  for (const name of Object.keys(fields)) {
    const value = (fields as Record<string, unknown>)[name];
    const check = Object.hasOwn(checks, name) ? (checks as Record<string, Check>)[name] : undefined;
    if (!check) {
      const [nearest] = nearestNames(name, Object.keys(checks), 1);
      throw new InvalidConfigError(
        `There is no setting "${path}${name}"${nearest ? `; did you mean "${path}${nearest}"?` : "."}`,
      );
    }
    if (value !== undefined) check(value, path + name);
  }
}

function wrong(field: string, value: unknown, expected: string, shown: string = textOf(value)): InvalidConfigError {
  return new InvalidConfigError(
    `Wrong value in the client's setting "${field}": ${expected} is expected, not ${shown}.`,
  );
}

function textOf(value: unknown): string {
  return typeof value === "object" || typeof value === "function" ? typeof value : JSON.stringify(value);
}

function ofType(type: "string" | "boolean" | "function" | "object", expected: string): Check {
  return (value, field) => {
    if (typeof value !== type || value === null) throw wrong(field, value, expected);
  };
}

const string: Check = /*#__PURE__*/ ofType("string", "a string");
const boolean: Check = /*#__PURE__*/ ofType("boolean", "true or false");
const callable: Check = /*#__PURE__*/ ofType("function", "a function");
const object: Check = /*#__PURE__*/ ofType("object", "an object");

const duration: Check = (value, field) => {
  if (!(typeof value === "number" && value > 0)) throw wrong(field, value, "a number of milliseconds above 0");
};

function whole(min: number, max: number, ErrorClass: typeof InvalidConfigError): Check {
  return (value, field) => {
    wholeNumber(typeof value === "string" ? Number.NaN : value, min, max, named(field), ErrorClass);
  };
}

function among(allowed: readonly string[], ErrorClass: Parameters<typeof oneOf>[3]): Check {
  return (value, field) => {
    oneOf(value, allowed, named(field), ErrorClass);
  };
}

function method(name: string, expected: string): Check {
  return (value, field) => {
    if (typeof (value as Record<string, unknown> | null)?.[name] !== "function") throw wrong(field, value, expected);
  };
}

const credentials: Check = (value, field) => {
  if (typeof value === "function") return;
  object(value, field);
  const { accessKeyId, secretAccessKey, getFrozenCredentials } = value as Record<string, unknown>;
  if (typeof getFrozenCredentials === "function" || (accessKeyId && secretAccessKey)) return;
  const missing = [!accessKeyId && "accessKeyId", !secretAccessKey && "secretAccessKey"].filter(Boolean);
  throw new PartialCredentialsError(`Partial credentials in the client's setting "${field}": ${missing} is missing.`);
};

const token: Check = (value, field) => {
  if (typeof value === "function") return;
  object(value, field);
  string((value as { token?: unknown }).token, `${field}.token`);
};

function named(field: string): string {
  return `the client's setting "${field}"`;
}

const tlsChecks: Checks<TlsConfig> = { verify: boolean, ca: string, cert: string, key: string };

/** It may hold a password: it is not shown. */
const proxyUrl: Check = (value, field) => {
  if (typeof value !== "string") throw wrong(field, value, "a proxy's URL", typeof value);
};

const proxyUrlChecks: Checks<Proxies> = { http: proxyUrl, https: proxyUrl };

const proxies: Check = (value, field) => {
  if (typeof value !== "object" || value === null) throw wrong(field, value, "URLs by scheme", typeof value);
  checkFields(value, proxyUrlChecks, `${field}.`);
};

const proxiesChecks: Checks<ProxiesConfig> = {
  caBundle: string,
  clientCert: (value, field) => {
    const parts = Array.isArray(value) ? value : [value, value];
    if (parts.length !== 2 || parts.some((part) => typeof part !== "string")) {
      throw wrong(field, value, "a string or a pair of strings");
    }
  },
  useForwardingForHttps: boolean,
};

const s3Checks: Checks<S3Config> = {
  addressingStyle: /*#__PURE__*/ among(addressingStyles, InvalidS3AddressingStyleError),
  useAccelerateEndpoint: boolean,
  useArnRegion: boolean,
  payloadSigningEnabled: boolean,
  usEast1RegionalEndpoint: /*#__PURE__*/ among(regionalEndpoints, InvalidS3UsEast1RegionalEndpointConfigError),
  disableMultiRegionAccessPoints: boolean,
  disableExpressSessionAuth: boolean,
  s3Compatible: boolean,
};

function section<Fields extends object>(checks: Checks<Fields>): Check {
  return (value, field) => {
    object(value, field);
    checkFields(value as Fields, checks, `${field}.`);
  };
}

const fieldChecks: Checks<ClientConfig> = {
  region: string,
  endpoint: string,
  useSsl: boolean,
  credentials,
  token,
  tls: /*#__PURE__*/ section(tlsChecks),
  connectTimeoutMs: duration,
  readTimeoutMs: duration,
  attemptTimeoutMs: duration,
  callTimeoutMs: duration,
  maxConnections: /*#__PURE__*/ whole(1, Number.MAX_SAFE_INTEGER, InvalidConfigError),
  maxAttempts: /*#__PURE__*/ whole(1, Number.MAX_SAFE_INTEGER, InvalidMaxRetryAttemptsError),
  retryMode: /*#__PURE__*/ among(retryModes, InvalidRetryModeError),
  retryStrategy: callable,
  retryQuota: /*#__PURE__*/ method("acquire", "a RetryQuota"),
  proxies,
  proxiesConfig: /*#__PURE__*/ section(proxiesChecks),
  tcpKeepAlive: boolean,
  signatureVersion: string,
  sigv4aSigningRegionSet: string,
  authSchemePreference: (value, field) => {
    if (!Array.isArray(value)) string(value, field);
  },
  useFipsEndpoint: boolean,
  useDualstackEndpoint: boolean,
  ignoreConfiguredEndpointUrls: boolean,
  injectHostPrefix: boolean,
  endpointDiscoveryEnabled: (value, field) => {
    if (value === true || value === false || value === "auto") return;
    throw new InvalidEndpointDiscoveryConfigurationError(
      `Wrong value in ${named(field)}: ${JSON.stringify(value)}; allowed are true, false, "auto".`,
    );
  },
  accountIdEndpointMode: /*#__PURE__*/ among(accountIdEndpointModes, InvalidConfigError),
  clientContextParams: object,
  requestChecksumCalculation: /*#__PURE__*/ among(checksumModes, InvalidChecksumConfigError),
  responseChecksumValidation: /*#__PURE__*/ among(checksumModes, InvalidChecksumConfigError),
  requestMinCompressionSizeBytes: /*#__PURE__*/ whole(1, 1_048_576, InvalidConfigError),
  disableRequestCompression: boolean,
  parameterValidation: boolean,
  defaultsMode: (value, field) => {
    oneOf(String(value).toLowerCase(), defaultsModes, named(field), InvalidDefaultsMode);
  },
  userAgent: string,
  userAgentExtra: string,
  userAgentAppId: string,
  s3: /*#__PURE__*/ section(s3Checks),
  longs: /*#__PURE__*/ among(["number", "bigint"], InvalidConfigError),
  loadConfig: boolean,
  logger: /*#__PURE__*/ method("warn", "an object with debug, info, warn and error"),
  httpHandler: /*#__PURE__*/ method("send", "an object with a method send"),
  clock: callable,
  sleep: callable,
  random: callable,
  idempotencyToken: callable,
};
