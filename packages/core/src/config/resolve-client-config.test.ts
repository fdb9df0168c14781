import { describe, expect, test } from "vitest";
import type { ClientConfig } from "./client-config.js";
import { resolveClientConfig, resolveRegion } from "./resolve-client-config.js";
import type { ConfigurableService, ResolvedConfig } from "./resolved-config.js";
import { type Surroundings, storeIn } from "./shared-files.fixture.js";

const sqs: ConfigurableService = { id: "sqs", endpointPrefix: "sqs", signatureVersion: "v4" };
const s3: ConfigurableService = {
  id: "s3",
  endpointPrefix: "s3",
  defaultRegion: "aws-global",
  auth: ["aws.auth#sigv4"],
};
const sts: ConfigurableService = { id: "sts", endpointPrefix: "sts", defaultRegion: "aws-global" };
const iam: ConfigurableService = { id: "iam", endpointPrefix: "iam", defaultRegion: "aws-global" };
const timestream: ConfigurableService = {
  id: "timestream-query",
  endpointPrefix: "query.timestream",
  endpointDiscovery: 1,
};

/** The settings of a client in region r, where neither says otherwise. */
function resolve(
  given: ClientConfig = {},
  surroundings: Surroundings = {},
  service: ConfigurableService = sqs,
): ResolvedConfig {
  return resolveIn({ region: "r", ...given }, surroundings, service);
}

function resolveIn(given: ClientConfig, surroundings: Surroundings, service: ConfigurableService): ResolvedConfig {
  return resolveClientConfig(given, storeIn(surroundings), service);
}

const inEnvironment = (environment: Record<string, string>): Surroundings => ({ environment });
const inProfile = (...lines: string[]): Surroundings => ({ config: ["[default]", ...lines].join("\n") });

test("every setting has a default", () => {
  const { logger, clock, sleep: _, random, idempotencyToken, ...values } = resolve();
  expect(values).toEqual({
    region: "r",
    endpoint: undefined,
    endpointGiven: false,
    useSsl: true,
    tls: { verify: true },
    tlsGiven: false,
    connectTimeoutMs: 60_000,
    readTimeoutMs: 60_000,
    attemptTimeoutMs: undefined,
    callTimeoutMs: undefined,
    maxConnections: 50,
    retryMode: "standard",
    maxAttempts: undefined,
    retryQuota: undefined,
    newRetries2026: false,
    proxies: undefined,
    proxiesConfig: {},
    tcpKeepAlive: false,
    signatureVersion: "v4",
    givenSignatureVersion: undefined,
    sigv4aSigningRegionSet: undefined,
    authSchemePreference: [],
    authSchemePreferenceGiven: false,
    useFipsEndpoint: false,
    useDualstackEndpoint: false,
    injectHostPrefix: true,
    endpointDiscoveryEnabled: "auto",
    accountIdEndpointMode: "preferred",
    clientContextParams: {},
    requestChecksumCalculation: "when_supported",
    responseChecksumValidation: "when_supported",
    requestMinCompressionSizeBytes: 10_240,
    disableRequestCompression: false,
    parameterValidation: true,
    defaultsMode: "legacy",
    stsRegionalEndpoints: "regional",
    userAgent: undefined,
    userAgentExtra: undefined,
    userAgentAppId: undefined,
    s3: {
      addressingStyle: "auto",
      useAccelerateEndpoint: false,
      useArnRegion: undefined,
      payloadSigningEnabled: undefined,
      usEast1RegionalEndpoint: "legacy",
      disableMultiRegionAccessPoints: false,
      disableExpressSessionAuth: false,
      s3Compatible: false,
    },
    longs: "number",
    loadConfig: true,
    httpHandler: undefined,
  });
  expect(logger).toBeUndefined();
  expect([clock, random]).toEqual([Date.now, Math.random]);
  expect(idempotencyToken()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test("the result cannot be changed", () => {
  const config = resolve();
  expect([config, config.s3, config.tls].every(Object.isFrozen)).toBe(true);
});

/** A setting that may stand in three places, with what each holds and what it means. */
interface Place<Field extends keyof ResolvedConfig> {
  readonly field: Field;
  readonly env?: readonly [name: string, text: string, value: ResolvedConfig[Field]];
  readonly file?: readonly [line: string, value: ResolvedConfig[Field]];
  readonly code: readonly [given: ClientConfig, value: ResolvedConfig[Field]];
  readonly service?: ConfigurableService;
}

const place = <Field extends keyof ResolvedConfig>(row: Place<Field>): Place<Field> => row;

describe.each([
  place({
    field: "retryMode",
    env: ["AWS_RETRY_MODE", "legacy", "legacy"],
    file: ["retry_mode = adaptive", "adaptive"],
    code: [{ retryMode: "standard" }, "standard"],
  }),
  place({
    field: "maxAttempts",
    env: ["AWS_MAX_ATTEMPTS", "4", 4],
    file: ["max_attempts = 5", 5],
    code: [{ maxAttempts: 6 }, 6],
  }),
  place({
    field: "tcpKeepAlive",
    env: ["BOTOCORE_TCP_KEEPALIVE", "true", true],
    file: ["tcp_keepalive = true", true],
    code: [{ tcpKeepAlive: false }, false],
  }),
  place({
    field: "endpoint",
    env: ["AWS_ENDPOINT_URL", "http://env", "http://env"],
    file: ["endpoint_url = http://file", "http://file"],
    code: [{ endpoint: "http://code" }, "http://code"],
  }),
  place({
    field: "sigv4aSigningRegionSet",
    env: ["AWS_SIGV4A_SIGNING_REGION_SET", "a,b", "a,b"],
    file: ["sigv4a_signing_region_set = c", "c"],
    code: [{ sigv4aSigningRegionSet: "*" }, "*"],
  }),
  place({
    field: "authSchemePreference",
    env: ["AWS_AUTH_SCHEME_PREFERENCE", "sigv4a, \tsigv4 ,,", ["sigv4a", "sigv4"]],
    file: ["auth_scheme_preference = httpBearerAuth", ["httpBearerAuth"]],
    code: [{ authSchemePreference: ["noAuth"] }, ["noAuth"]],
  }),
  place({
    field: "useFipsEndpoint",
    env: ["AWS_USE_FIPS_ENDPOINT", "true", true],
    file: ["use_fips_endpoint = true", true],
    code: [{ useFipsEndpoint: false }, false],
  }),
  place({
    field: "useDualstackEndpoint",
    env: ["AWS_USE_DUALSTACK_ENDPOINT", "true", true],
    file: ["use_dualstack_endpoint = true", true],
    code: [{ useDualstackEndpoint: false }, false],
  }),
  place({
    field: "injectHostPrefix",
    env: ["AWS_DISABLE_HOST_PREFIX_INJECTION", "true", false],
    file: ["disable_host_prefix_injection = true", false],
    code: [{ injectHostPrefix: true }, true],
  }),
  place({
    field: "endpointDiscoveryEnabled",
    env: ["AWS_ENDPOINT_DISCOVERY_ENABLED", " TRUE ", true],
    file: ["endpoint_discovery_enabled = false", false],
    code: [{ endpointDiscoveryEnabled: "auto" }, "auto"],
    service: timestream,
  }),
  place({
    field: "accountIdEndpointMode",
    env: ["AWS_ACCOUNT_ID_ENDPOINT_MODE", "REQUIRED", "required"],
    file: ["account_id_endpoint_mode = disabled", "disabled"],
    code: [{ accountIdEndpointMode: "preferred" }, "preferred"],
  }),
  place({
    field: "requestChecksumCalculation",
    env: ["AWS_REQUEST_CHECKSUM_CALCULATION", "WHEN_REQUIRED", "when_required"],
    file: ["request_checksum_calculation = when_required", "when_required"],
    code: [{ requestChecksumCalculation: "when_supported" }, "when_supported"],
  }),
  place({
    field: "responseChecksumValidation",
    env: ["AWS_RESPONSE_CHECKSUM_VALIDATION", "WHEN_REQUIRED", "when_required"],
    file: ["response_checksum_validation = when_required", "when_required"],
    code: [{ responseChecksumValidation: "when_supported" }, "when_supported"],
  }),
  place({
    field: "requestMinCompressionSizeBytes",
    env: ["AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES", "1", 1],
    file: ["request_min_compression_size_bytes = 2", 2],
    code: [{ requestMinCompressionSizeBytes: 3 }, 3],
  }),
  place({
    field: "disableRequestCompression",
    env: ["AWS_DISABLE_REQUEST_COMPRESSION", "true", true],
    file: ["disable_request_compression = true", true],
    code: [{ disableRequestCompression: false }, false],
  }),
  place({
    field: "parameterValidation",
    file: ["parameter_validation = false", false],
    code: [{ parameterValidation: true }, true],
  }),
  place({
    field: "defaultsMode",
    env: ["AWS_DEFAULTS_MODE", "Mobile", "mobile"],
    file: ["defaults_mode = in-region", "in-region"],
    code: [{ defaultsMode: "standard" }, "standard"],
  }),
  place({
    field: "userAgentAppId",
    env: ["AWS_SDK_UA_APP_ID", "env", "env"],
    file: ["sdk_ua_app_id = file", "file"],
    code: [{ userAgentAppId: "code" }, "code"],
  }),
])("$field", ({ field, env, file, code, service }) => {
  const profile = file ? inProfile(file[0]) : {};
  const environment = env ? { [env[0]]: env[1] } : {};

  if (file) {
    test("comes from the profile", () => {
      expect(resolve({}, profile, service)[field]).toEqual(file[1]);
    });
  }
  if (env) {
    test("comes from the environment before the profile", () => {
      expect(resolve({}, { ...profile, environment }, service)[field]).toEqual(env[2]);
    });
  }
  test("comes from code before all", () => {
    expect(resolve(code[0], { ...profile, environment }, service)[field]).toEqual(code[1]);
  });
});

describe("region", () => {
  const regionOf = (given: ClientConfig, surroundings: Surroundings, service = sqs): string =>
    resolveIn(given, surroundings, service).region;

  test("comes from code, AWS_REGION, AWS_DEFAULT_REGION, the profile", () => {
    const file = inProfile("region = file");
    expect(regionOf({}, file)).toBe("file");
    expect(regionOf({}, { ...file, environment: { AWS_DEFAULT_REGION: "second" } })).toBe("second");
    const environment = { AWS_DEFAULT_REGION: "second", AWS_REGION: "first" };
    expect(regionOf({}, { ...file, environment })).toBe("first");
    expect(regionOf({ region: "code" }, { ...file, environment })).toBe("code");
  });

  test("is the service's own where there is none", () => {
    expect(regionOf({}, {}, iam)).toBe("aws-global");
    expect(regionOf({}, {}, s3)).toBe("us-east-1");
    expect(regionOf({ s3: { usEast1RegionalEndpoint: "regional" } }, {}, s3)).toBe("aws-global");
    expect(regionOf({ defaultsMode: "standard" }, {}, s3)).toBe("aws-global");
    expect(regionOf({ defaultsMode: "standard", useDualstackEndpoint: true }, {}, s3)).toBe("us-east-1");
  });

  test("is an error where there is none", () => {
    expect(() => regionOf({}, {})).toThrow(
      expect.objectContaining({ name: "NoRegionError", message: expect.stringContaining("set AWS_REGION") }),
    );
    expect(() => resolveClientConfig({}, undefined, sqs)).toThrow(/No region for sqs/);
  });

  test.each(["-x", "x-", "12", "a.b", "a b", "x".repeat(64), ""])("%j is an error that names its source", (region) => {
    expect(() => regionOf({ region }, {})).toThrow(
      expect.objectContaining({
        name: "InvalidRegionError",
        message: expect.stringContaining("the client's `region`"),
      }),
    );
    expect(() => regionOf({}, inEnvironment({ AWS_REGION: region }))).toThrow(/the environment variable AWS_REGION/);
  });

  test("a pseudo-region stands for a region with FIPS", () => {
    expect(resolve({ region: "fips-us-gov-west-1" })).toMatchObject({ region: "us-gov-west-1", useFipsEndpoint: true });
    expect(resolve({ region: "us-east-1-fips", useFipsEndpoint: false })).toMatchObject({
      region: "us-east-1",
      useFipsEndpoint: true,
    });
  });
});

describe("the region alone", () => {
  const unreadable: Surroundings = { config: "this is no INI file" };
  const regionOf = (given: ClientConfig, surroundings: Surroundings, service = sqs): string =>
    resolveRegion(given, storeIn(surroundings), service);

  test("does not touch the files where code or environment name it", () => {
    expect(regionOf({ region: "fips-r" }, unreadable)).toBe("r");
    expect(regionOf({}, { ...unreadable, environment: { AWS_REGION: "e" } })).toBe("e");
    expect(() => regionOf({}, unreadable)).toThrow(/Cannot read/);
  });

  test("else is what all settings together say", () => {
    expect(regionOf({}, inProfile("region = p"))).toBe("p");
    expect(regionOf({}, {}, s3)).toBe("us-east-1");
    expect(() => regionOf({}, {})).toThrow(expect.objectContaining({ name: "NoRegionError" }));
    expect(() => regionOf({ region: "a.b" }, {})).toThrow(expect.objectContaining({ name: "InvalidRegionError" }));
    expect(resolveRegion({}, undefined, iam)).toBe("aws-global");
  });
});

describe("endpoint", () => {
  test("switches FIPS and dual stack off", () => {
    const given = { endpoint: "https://host", useFipsEndpoint: true, useDualstackEndpoint: true };
    expect(resolve(given)).toMatchObject({ useFipsEndpoint: false, useDualstackEndpoint: false });
    expect(resolve({ ...given, region: "fips-r" })).toMatchObject({ region: "r", useFipsEndpoint: false });
  });

  test("configured ones can be ignored, given ones not", () => {
    const surroundings = inEnvironment({ AWS_ENDPOINT_URL: "http://env", AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "true" });
    expect(resolve({}, surroundings).endpoint).toBeUndefined();
    expect(resolve({ ignoreConfiguredEndpointUrls: false }, surroundings).endpoint).toBe("http://env");
    expect(resolve({ endpoint: "http://code" }, surroundings)).toMatchObject({
      endpoint: "http://code",
      endpointGiven: true,
    });
  });

  test.each(["host", "ftp://host", "http://", "http:///path", "https://a b"])(
    "%j is an error that names its source",
    (url) => {
      expect(() => resolve({ endpoint: url })).toThrow(/the client's `endpoint`: .* a URL such as https:\/\/host/);
      expect(() => resolve({}, inEnvironment({ AWS_ENDPOINT_URL_SQS: url }))).toThrow(/AWS_ENDPOINT_URL_SQS/);
    },
  );
});

test.each<[surroundings: Surroundings, service: ConfigurableService, name: string, message: RegExp]>([
  [
    inEnvironment({ AWS_RETRY_MODE: "bogus" }),
    sqs,
    "InvalidRetryModeError",
    /AWS_RETRY_MODE: "bogus"; allowed are standard, legacy, adaptive/,
  ],
  [
    inEnvironment({ AWS_MAX_ATTEMPTS: "0" }),
    sqs,
    "InvalidMaxRetryAttemptsError",
    /AWS_MAX_ATTEMPTS: 0; a whole number of at least 1/,
  ],
  [
    inProfile("account_id_endpoint_mode = x"),
    sqs,
    "InvalidConfigError",
    /account_id_endpoint_mode of profile "default"/,
  ],
  [
    inProfile("request_checksum_calculation = x"),
    sqs,
    "InvalidChecksumConfigError",
    /request_checksum_calculation of profile/,
  ],
  [
    inProfile("response_checksum_validation = x"),
    sqs,
    "InvalidChecksumConfigError",
    /response_checksum_validation of profile/,
  ],
  [inProfile("request_min_compression_size_bytes = x"), sqs, "InvalidConfigError", /a whole number from 1 to 1048576/],
  [inProfile("defaults_mode = x"), sqs, "InvalidDefaultsMode", /defaults_mode of profile/],
  [
    inProfile("endpoint_discovery_enabled = x"),
    timestream,
    "InvalidEndpointDiscoveryConfigurationError",
    /true, false, auto/,
  ],
  [inProfile("sts_regional_endpoints = x"), sts, "InvalidSTSRegionalEndpointsConfigError", /legacy, regional/],
  [inProfile("s3 =", "  addressing_style = x"), s3, "InvalidS3AddressingStyleError", /s3.addressing_style of profile/],
  [
    inProfile("s3 =", "  us_east_1_regional_endpoint = x"),
    s3,
    "InvalidS3UsEast1RegionalEndpointConfigError",
    /legacy, regional/,
  ],
  [inEnvironment({ AWS_S3_DISABLE_EXPRESS_SESSION_AUTH: "x" }), s3, "InvalidConfigError", /allowed are true, false/],
  [
    inEnvironment({ AWS_CA_BUNDLE: " " }),
    sqs,
    "InvalidConfigError",
    /AWS_CA_BUNDLE: the path of a CA bundle is expected/,
  ],
  [inEnvironment({ REQUESTS_CA_BUNDLE: "" }), sqs, "InvalidConfigError", /REQUESTS_CA_BUNDLE/],
])("%j for $id is a wrong value", (surroundings, service, name, message) => {
  expect(() => resolve({}, surroundings, service)).toThrow(
    expect.objectContaining({ name, message: expect.stringMatching(message) }),
  );
});

test("endpoint discovery is looked at only for services that have it", () => {
  const wrong = inProfile("endpoint_discovery_enabled = x");
  expect(resolve({}, wrong).endpointDiscoveryEnabled).toBe("auto");
  expect(resolve({ endpoint: "http://code" }, wrong, timestream).endpointDiscoveryEnabled).toBe("auto");
});

describe("s3", () => {
  test("comes from the profile's nested section and the environment, code winning key by key", () => {
    const surroundings = {
      ...inProfile(
        "s3_use_arn_region = true",
        "s3 =",
        "  addressing_style = path",
        "  use_accelerate_endpoint = true",
        "  payload_signing_enabled = true",
      ),
      environment: { AWS_S3_DISABLE_MULTIREGION_ACCESS_POINTS: "true", AWS_S3_DISABLE_EXPRESS_SESSION_AUTH: "TRUE" },
    };
    expect(resolve({ s3: { addressingStyle: "virtual" } }, surroundings, s3).s3).toEqual({
      addressingStyle: "virtual",
      useAccelerateEndpoint: true,
      useArnRegion: true,
      payloadSigningEnabled: true,
      usEast1RegionalEndpoint: "legacy",
      disableMultiRegionAccessPoints: true,
      disableExpressSessionAuth: true,
      s3Compatible: false,
    });
  });

  test("dual stack in its section wins over all else", () => {
    const surroundings = inProfile("s3 =", "  use_dualstack_endpoint = true");
    expect(resolve({ useDualstackEndpoint: false }, surroundings, s3).useDualstackEndpoint).toBe(true);
    expect(resolve({}, surroundings, sqs).useDualstackEndpoint).toBe(false);
  });
});

describe("signature version", () => {
  test("comes from code, the service's section of the profile, the model", () => {
    const surroundings = inProfile("sqs =", "  signature_version = v2");
    expect(resolve({ signatureVersion: "v3" }, surroundings)).toMatchObject({
      signatureVersion: "v3",
      givenSignatureVersion: "v3",
    });
    expect(resolve({}, surroundings)).toMatchObject({ signatureVersion: "v2", givenSignatureVersion: undefined });
    expect(resolve({}).signatureVersion).toBe("v4");
  });

  test("is s3v4 for S3, and the first scheme that a model offers elsewhere", () => {
    expect(resolve({}, {}, s3).signatureVersion).toBe("s3v4");
    const bearer = { ...sqs, auth: ["unknown#scheme", "smithy.api#httpBearerAuth", "aws.auth#sigv4"] };
    expect(resolve({}, {}, bearer).signatureVersion).toBe("bearer");
  });

  test("unsigned means no account id in endpoints", () => {
    expect(resolve({ signatureVersion: "none", accountIdEndpointMode: "required" }).accountIdEndpointMode).toBe(
      "disabled",
    );
  });
});

describe("defaults modes", () => {
  test.each([
    ["standard", 3_100],
    ["in-region", 1_100],
    ["cross-region", 3_100],
    ["mobile", 30_000],
  ] as const)("%s connects within %d ms and goes to regional S3", (defaultsMode, connectTimeoutMs) => {
    const config = resolve({ defaultsMode }, {}, s3);
    expect(config).toMatchObject({
      connectTimeoutMs,
      retryMode: "standard",
      s3: { usEast1RegionalEndpoint: "regional" },
    });
  });

  test("replace defaults only", () => {
    const surroundings = inEnvironment({ AWS_DEFAULTS_MODE: "standard", AWS_S3_US_EAST_1_REGIONAL_ENDPOINT: "legacy" });
    expect(resolve({ connectTimeoutMs: 5 }, surroundings, s3)).toMatchObject({
      connectTimeoutMs: 5,
      s3: { usEast1RegionalEndpoint: "legacy" },
    });
  });

  test.each([
    [{ AWS_EXECUTION_ENV: "AWS_Lambda", AWS_REGION: "r" }, 1_100],
    [{ AWS_EXECUTION_ENV: "AWS_Lambda", AWS_DEFAULT_REGION: "other" }, 3_100],
    [{ AWS_EXECUTION_ENV: "AWS_Lambda" }, 3_100],
    [{ AWS_REGION: "r" }, 3_100],
  ])("auto in %j connects within %d ms", (environment, connectTimeoutMs) => {
    expect(resolve({ defaultsMode: "auto" }, inEnvironment(environment)).connectTimeoutMs).toBe(connectTimeoutMs);
  });
});

test("the CA bundle comes from code, AWS_CA_BUNDLE, the profile, REQUESTS_CA_BUNDLE", () => {
  const environment = { REQUESTS_CA_BUNDLE: "requests" };
  const file = inProfile("ca_bundle = file");
  expect(resolve({}, { environment }).tls).toEqual({ verify: true, ca: "requests" });
  expect(resolve({}, { ...file, environment }).tls.ca).toBe("file");
  expect(resolve({}, { ...file, environment: { ...environment, AWS_CA_BUNDLE: "aws" } }).tls.ca).toBe("aws");
  expect(resolve({ tls: { verify: false, ca: "code" } }, { ...file, environment }).tls).toEqual({
    verify: false,
    ca: "code",
  });
});

test("for other stores than S3, addressing and checksums are what all of them know; each can be asked for", () => {
  const other = resolve({ s3: { s3Compatible: true } }, {}, s3);
  expect(other.s3.addressingStyle).toBe("path");
  expect(other.requestChecksumCalculation).toBe("when_required");
  expect(other.responseChecksumValidation).toBe("when_required");
  const asked = resolve(
    { s3: { s3Compatible: true, addressingStyle: "virtual" }, requestChecksumCalculation: "when_supported" },
    {},
    s3,
  );
  expect(asked.s3.addressingStyle).toBe("virtual");
  expect(asked.requestChecksumCalculation).toBe("when_supported");
});

test("AWS_NEW_RETRIES_2026 chooses the numbers of 2026", () => {
  expect(resolve({}, inEnvironment({ AWS_NEW_RETRIES_2026: "True" })).newRetries2026).toBe(true);
});

test("legacy STS hosts can be asked for", () => {
  expect(resolve({}, inEnvironment({ AWS_STS_REGIONAL_ENDPOINTS: "legacy" }), sts).stsRegionalEndpoints).toBe("legacy");
});

test("a long application id and a pseudo-region are warned of", () => {
  const warnings: string[] = [];
  const logger = { debug() {}, info() {}, error() {}, warn: (message: string) => void warnings.push(message) };
  resolve({ logger, userAgentAppId: "x".repeat(51), region: "fips-r" });
  expect(warnings).toEqual([expect.stringContaining("fips-r stands for r"), expect.stringContaining("50 characters")]);
});

test("without variables nothing but code and defaults counts", () => {
  expect(resolveClientConfig({ region: "r" }, undefined, s3)).toMatchObject({
    loadConfig: false,
    retryMode: "standard",
  });
});
