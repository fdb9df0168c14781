import { expect, test } from "vitest";
import { RetryQuota } from "../retries/retry-quota.js";
import { standardRetries } from "../retries/standard.js";
import type { ClientConfig } from "./client-config.js";
import { validateClientConfig } from "./validate-client-config.js";

test("a configuration with every field is valid", () => {
  const config: Required<ClientConfig> = {
    region: "eu-west-1",
    endpoint: "http://localhost:4566",
    useSsl: false,
    credentials: { accessKeyId: "a", secretAccessKey: "s" },
    token: { token: "t" },
    tls: { verify: false, ca: "ca.pem", cert: "cert.pem", key: "key.pem" },
    connectTimeoutMs: 1,
    readTimeoutMs: Number.POSITIVE_INFINITY,
    attemptTimeoutMs: 2.5,
    callTimeoutMs: 1,
    maxConnections: 1,
    maxAttempts: 1,
    retryStrategy: standardRetries,
    retryQuota: new RetryQuota(),
    retryMode: "adaptive",
    proxies: { https: "http://proxy:8080" },
    proxiesConfig: { caBundle: "ca.pem", clientCert: ["cert.pem", "key.pem"], useForwardingForHttps: true },
    tcpKeepAlive: true,
    signatureVersion: "v4",
    sigv4aSigningRegionSet: "*",
    authSchemePreference: ["sigv4a", "sigv4"],
    useFipsEndpoint: true,
    useDualstackEndpoint: true,
    ignoreConfiguredEndpointUrls: true,
    injectHostPrefix: false,
    endpointDiscoveryEnabled: "auto",
    accountIdEndpointMode: "required",
    clientContextParams: { Any: true },
    requestChecksumCalculation: "when_required",
    responseChecksumValidation: "when_required",
    requestMinCompressionSizeBytes: 1_048_576,
    disableRequestCompression: true,
    parameterValidation: false,
    defaultsMode: "in-region",
    userAgent: "mine",
    userAgentExtra: "extra",
    userAgentAppId: "app",
    s3: {
      addressingStyle: "path",
      useAccelerateEndpoint: true,
      useArnRegion: true,
      payloadSigningEnabled: true,
      usEast1RegionalEndpoint: "regional",
      disableMultiRegionAccessPoints: true,
      disableExpressSessionAuth: true,
      s3Compatible: true,
    },
    longs: "bigint",
    loadConfig: false,
    logger: console,
    httpHandler: { send: () => Promise.reject(new Error("unused")) },
    clock: Date.now,
    sleep: async () => {},
    random: Math.random,
    idempotencyToken: () => "token",
  };
  expect(() => validateClientConfig(config)).not.toThrow();
});

test("undefined is no value", () => {
  expect(() =>
    validateClientConfig({ region: undefined, maxAttempts: undefined, s3: { addressingStyle: undefined } }),
  ).not.toThrow();
});

test.each([
  [{ regoin: "eu-west-1" }, 'There is no setting "regoin"; did you mean "region"?'],
  [{ s3: { adressingStyle: "path" } }, 'There is no setting "s3.adressingStyle"; did you mean "s3.addressingStyle"?'],
  [{ tls: { cafile: "x" } }, 'There is no setting "tls.cafile"'],
  [{ entirelyUnlike: 1 }, 'There is no setting "entirelyUnlike".'],
  [{ constructor: 1 }, 'There is no setting "constructor"'],
])("%j has a field that does not exist", (config, message) => {
  expect(() => validateClientConfig(config as ClientConfig)).toThrow(
    expect.objectContaining({ name: "InvalidConfigError", message: expect.stringContaining(message) }),
  );
});

test.each<[config: unknown, name: string, message: string]>([
  [{ region: 1 }, "InvalidConfigError", '"region": a string is expected, not 1'],
  [{ useSsl: "yes" }, "InvalidConfigError", '"useSsl": true or false is expected, not "yes"'],
  [{ connectTimeoutMs: 0 }, "InvalidConfigError", '"connectTimeoutMs": a number of milliseconds above 0'],
  [{ readTimeoutMs: Number.NaN }, "InvalidConfigError", '"readTimeoutMs"'],
  [{ maxConnections: 1.5 }, "InvalidConfigError", '"maxConnections": 1.5; a whole number of at least 1'],
  [{ maxAttempts: 0 }, "InvalidMaxRetryAttemptsError", '"maxAttempts": 0; a whole number of at least 1'],
  [{ maxAttempts: "3" }, "InvalidMaxRetryAttemptsError", '"maxAttempts"'],
  [{ retryMode: "Standard" }, "InvalidRetryModeError", "allowed are standard, legacy, adaptive"],
  [{ s3: { addressingStyle: "host" } }, "InvalidS3AddressingStyleError", "allowed are virtual, path, auto"],
  [
    { s3: { usEast1RegionalEndpoint: "x" } },
    "InvalidS3UsEast1RegionalEndpointConfigError",
    "allowed are legacy, regional",
  ],
  [{ s3: "path" }, "InvalidConfigError", '"s3": an object is expected'],
  [{ requestChecksumCalculation: "never" }, "InvalidChecksumConfigError", "when_supported, when_required"],
  [{ responseChecksumValidation: "never" }, "InvalidChecksumConfigError", "when_supported, when_required"],
  [{ accountIdEndpointMode: "maybe" }, "InvalidConfigError", "preferred, disabled, required"],
  [{ requestMinCompressionSizeBytes: 1_048_577 }, "InvalidConfigError", "a whole number from 1 to 1048576"],
  [
    { endpointDiscoveryEnabled: "yes" },
    "InvalidEndpointDiscoveryConfigurationError",
    'allowed are true, false, "auto"',
  ],
  [{ defaultsMode: "fast" }, "InvalidDefaultsMode", "allowed are legacy, auto, standard"],
  [{ longs: "string" }, "InvalidConfigError", "allowed are number, bigint"],
  [{ proxiesConfig: { clientCert: ["one"] } }, "InvalidConfigError", '"proxiesConfig.clientCert"'],
  [{ proxies: { HTTPS: "http://p" } }, "InvalidConfigError", '"proxies.HTTPS"; did you mean "proxies.https"?'],
  [{ proxies: "http://u:secret@p" }, "InvalidConfigError", '"proxies": URLs by scheme is expected, not string.'],
  [{ proxies: { https: 5 } }, "InvalidConfigError", '"proxies.https": a proxy\'s URL is expected, not number.'],
  [{ logger: {} }, "InvalidConfigError", '"logger": an object with debug, info, warn and error'],
  [{ httpHandler: () => {} }, "InvalidConfigError", '"httpHandler": an object with a method send'],
  [{ clock: 5 }, "InvalidConfigError", '"clock": a function is expected'],
  [{ token: {} }, "InvalidConfigError", '"token.token"'],
  [{ credentials: { accessKeyId: "a" } }, "PartialCredentialsError", "secretAccessKey is missing"],
  [{ credentials: { secretAccessKey: "s" } }, "PartialCredentialsError", "accessKeyId is missing"],
])("%j has a wrong value", (config, name, message) => {
  expect(() => validateClientConfig(config as ClientConfig)).toThrow(
    expect.objectContaining({ name, message: expect.stringContaining(message) }),
  );
});

test("no value of a credential gets into a message", () => {
  const config = { credentials: { accessKeyId: "", secretAccessKey: "verySecret" } };
  expect(() => validateClientConfig(config)).toThrow(
    expect.objectContaining({ message: expect.not.stringContaining("verySecret") }),
  );
});
