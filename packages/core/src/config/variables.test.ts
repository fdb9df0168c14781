import { describe, expect, test } from "vitest";
import { storeIn } from "./shared-files.fixture.js";
import { sessionVariables, type VariableName } from "./variables.js";

/** One row per variable: its names outside, its default, and texts with what they are converted to. */
interface Expectation {
  readonly file?: readonly string[];
  readonly env?: readonly string[];
  readonly default: unknown;
  readonly texts: readonly (readonly [text: string, value: unknown])[];
}

const texts = [["text", "text"]] as const;
const booleans = [
  ["true", true],
  ["TRUE", true],
  ["false", false],
  ["yes", false],
  ["1", false],
] as const;
const integers = [
  ["5", 5],
  [" 12 ", 12],
] as const;
const same = (name: string, env: string, fallback: unknown, values: Expectation["texts"] = texts): Expectation => ({
  file: [name],
  env: [env],
  default: fallback,
  texts: values,
});
const nested = (section: string, key: string): string => `${section}.${key}`;

const expectations: Record<VariableName, Expectation> = {
  profile: { env: ["AWS_PROFILE", "AWS_DEFAULT_PROFILE"], default: undefined, texts },
  region: { file: ["region"], env: ["AWS_REGION", "AWS_DEFAULT_REGION"], default: undefined, texts },
  data_path: same("data_path", "AWS_DATA_PATH", undefined),
  config_file: { env: ["AWS_CONFIG_FILE"], default: "~/.aws/config", texts },
  credentials_file: { env: ["AWS_SHARED_CREDENTIALS_FILE"], default: "~/.aws/credentials", texts },
  ca_bundle: same("ca_bundle", "AWS_CA_BUNDLE", undefined),
  requests_ca_bundle: { env: ["REQUESTS_CA_BUNDLE"], default: undefined, texts },
  api_versions: { file: ["api_versions"], default: {}, texts },
  metadata_service_timeout: same("metadata_service_timeout", "AWS_METADATA_SERVICE_TIMEOUT", 1, integers),
  metadata_service_num_attempts: same(
    "metadata_service_num_attempts",
    "AWS_METADATA_SERVICE_NUM_ATTEMPTS",
    1,
    integers,
  ),
  ec2_metadata_service_endpoint: same("ec2_metadata_service_endpoint", "AWS_EC2_METADATA_SERVICE_ENDPOINT", undefined),
  ec2_metadata_service_endpoint_mode: same(
    "ec2_metadata_service_endpoint_mode",
    "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE",
    undefined,
  ),
  ec2_metadata_v1_disabled: same("ec2_metadata_v1_disabled", "AWS_EC2_METADATA_V1_DISABLED", false, booleans),
  imds_use_ipv6: same("imds_use_ipv6", "AWS_IMDS_USE_IPV6", false, booleans),
  use_dualstack_endpoint: same("use_dualstack_endpoint", "AWS_USE_DUALSTACK_ENDPOINT", undefined, booleans),
  use_fips_endpoint: same("use_fips_endpoint", "AWS_USE_FIPS_ENDPOINT", undefined, booleans),
  ignore_configured_endpoint_urls: same(
    "ignore_configured_endpoint_urls",
    "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
    undefined,
    booleans,
  ),
  parameter_validation: { file: ["parameter_validation"], default: true, texts },
  endpoint_discovery_enabled: same("endpoint_discovery_enabled", "AWS_ENDPOINT_DISCOVERY_ENABLED", "auto"),
  sts_regional_endpoints: same("sts_regional_endpoints", "AWS_STS_REGIONAL_ENDPOINTS", "regional"),
  retry_mode: same("retry_mode", "AWS_RETRY_MODE", "standard"),
  new_retries_2026: { env: ["AWS_NEW_RETRIES_2026"], default: false, texts: booleans },
  defaults_mode: same("defaults_mode", "AWS_DEFAULTS_MODE", "legacy"),
  max_attempts: same("max_attempts", "AWS_MAX_ATTEMPTS", undefined, integers),
  user_agent_appid: same("sdk_ua_app_id", "AWS_SDK_UA_APP_ID", undefined),
  request_min_compression_size_bytes: same(
    "request_min_compression_size_bytes",
    "AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES",
    10240,
  ),
  disable_request_compression: same("disable_request_compression", "AWS_DISABLE_REQUEST_COMPRESSION", false, booleans),
  sigv4a_signing_region_set: same("sigv4a_signing_region_set", "AWS_SIGV4A_SIGNING_REGION_SET", undefined),
  request_checksum_calculation: same(
    "request_checksum_calculation",
    "AWS_REQUEST_CHECKSUM_CALCULATION",
    "when_supported",
  ),
  response_checksum_validation: same(
    "response_checksum_validation",
    "AWS_RESPONSE_CHECKSUM_VALIDATION",
    "when_supported",
  ),
  account_id_endpoint_mode: same("account_id_endpoint_mode", "AWS_ACCOUNT_ID_ENDPOINT_MODE", "preferred"),
  disable_host_prefix_injection: same(
    "disable_host_prefix_injection",
    "AWS_DISABLE_HOST_PREFIX_INJECTION",
    undefined,
    booleans,
  ),
  auth_scheme_preference: same("auth_scheme_preference", "AWS_AUTH_SCHEME_PREFERENCE", undefined),
  tcp_keepalive: same("tcp_keepalive", "BOTOCORE_TCP_KEEPALIVE", undefined, booleans),
  s3_disable_express_session_auth: same(
    "s3_disable_express_session_auth",
    "AWS_S3_DISABLE_EXPRESS_SESSION_AUTH",
    undefined,
  ),
  "s3.addressing_style": { file: [nested("s3", "addressing_style")], default: undefined, texts },
  "s3.use_accelerate_endpoint": {
    file: [nested("s3", "use_accelerate_endpoint")],
    default: undefined,
    texts: booleans,
  },
  "s3.use_dualstack_endpoint": { file: [nested("s3", "use_dualstack_endpoint")], default: undefined, texts: booleans },
  "s3.payload_signing_enabled": {
    file: [nested("s3", "payload_signing_enabled")],
    default: undefined,
    texts: booleans,
  },
  "s3.use_arn_region": {
    file: ["s3_use_arn_region", nested("s3", "use_arn_region")],
    env: ["AWS_S3_USE_ARN_REGION"],
    default: undefined,
    texts: booleans,
  },
  "s3.us_east_1_regional_endpoint": {
    file: ["s3_us_east_1_regional_endpoint", nested("s3", "us_east_1_regional_endpoint")],
    env: ["AWS_S3_US_EAST_1_REGIONAL_ENDPOINT"],
    default: undefined,
    texts,
  },
  "s3.s3_disable_multiregion_access_points": {
    file: [nested("s3", "s3_disable_multiregion_access_points")],
    env: ["AWS_S3_DISABLE_MULTIREGION_ACCESS_POINTS"],
    default: undefined,
    texts: booleans,
  },
  "proxies_config.proxy_ca_bundle": { file: ["proxy_ca_bundle"], default: undefined, texts },
  "proxies_config.proxy_client_cert": { file: ["proxy_client_cert"], default: undefined, texts },
  "proxies_config.proxy_use_forwarding_for_https": {
    file: ["proxy_use_forwarding_for_https"],
    default: undefined,
    texts: booleans,
  },
};

/** Lines of a profile that set a key, nested if its name has a dot. */
function setting(key: string, value: string): string {
  const [section, name] = key.split(".");
  return name === undefined ? `${key} = ${value}` : `${section} =\n  ${name} = ${value}`;
}

test("the table has no other variables", () => {
  expect(Object.keys(sessionVariables).sort()).toEqual(Object.keys(expectations).sort());
});

describe.each(Object.entries(expectations) as [VariableName, Expectation][])("%s", (name, row) => {
  const [[text, value]] = row.texts as [[string, unknown]];
  const fileOnly = (config: string): ReturnType<typeof storeIn> => storeIn({ config: `[default]\n${config}\n` });

  test("has its default", () => {
    const store = storeIn();
    expect(store.get(name, name === "config_file" || name === "credentials_file" ? ["config"] : undefined)).toEqual(
      row.default,
    );
  });

  const { env, file } = row;
  if (env)
    test("is taken from the environment, the first name first", () => {
      for (const envName of env) {
        for (const [given, converted] of row.texts) {
          expect(storeIn({ environment: { [envName]: given } }).get(name)).toBe(converted);
        }
      }
      const all = Object.fromEntries(env.map((envName, index) => [envName, index === 0 ? text : "other"]));
      expect(storeIn({ environment: all }).get(name)).toBe(value);
    });

  if (file)
    test("is taken from the profile, the first key first", () => {
      for (const key of file) {
        for (const [given, converted] of row.texts) expect(fileOnly(setting(key, given)).get(name)).toBe(converted);
      }
      const all = file.map((key, index) => setting(key, index === 0 ? text : "other"));
      expect(fileOnly(all.join("\n")).get(name)).toBe(value);
    });

  if (env && file)
    test("is taken from the environment before the profile", () => {
      const config = `[default]\n${setting(file[0]!, "other")}\n`;
      expect(storeIn({ config, environment: { [env[0]!]: text } }).get(name)).toBe(value);
    });

  test("is taken from code before all", () => {
    const store = storeIn({ environment: env ? { [env[0]!]: "other" } : {} });
    store.set(name, text);
    expect(store.get(name)).toBe(value);
  });
});

test("no keys but these are read from profiles and the environment", () => {
  for (const [name, [file, env]] of Object.entries(sessionVariables)) {
    const row = expectations[name as VariableName];
    const keys = (file === null ? [] : [file].flat()).map((key) =>
      typeof key === "string" ? key : nested(key.section, key.key),
    );
    expect({ name, keys, env: env === null ? [] : [env].flat() }).toEqual({
      name,
      keys: row.file ?? [],
      env: row.env ?? [],
    });
  }
});
