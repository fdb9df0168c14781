import { toBoolean, toInteger } from "./conversions.js";

/** The key of a profile that holds a variable; `{ section, key }` stands for a key of a nested section (`s3 =`). */
export type ConfigKey = string | { readonly section: string; readonly key: string };

/**
 * Where a variable comes from: keys of the profile, names in the environment, the default, and what converts the
 * winner. Of several keys or names the first that is set wins.
 */
export type VariableRow = readonly [
  configKey: ConfigKey | readonly ConfigKey[] | null,
  envName: string | readonly string[] | null,
  defaultValue: unknown,
  convert: ((value: never) => unknown) | null,
];

/** The session variables by logical name, and what reading each gives. */
export interface SessionVariables {
  profile: string | undefined;
  region: string | undefined;
  data_path: string | undefined;
  config_file: string;
  credentials_file: string;
  ca_bundle: string | undefined;
  requests_ca_bundle: string | undefined;
  api_versions: Readonly<Record<string, string>>;
  metadata_service_timeout: number;
  metadata_service_num_attempts: number;
  ec2_metadata_service_endpoint: string | undefined;
  ec2_metadata_service_endpoint_mode: string | undefined;
  ec2_metadata_v1_disabled: boolean;
  imds_use_ipv6: boolean;
  use_dualstack_endpoint: boolean | undefined;
  use_fips_endpoint: boolean | undefined;
  ignore_configured_endpoint_urls: boolean | undefined;
  parameter_validation: string | boolean;
  endpoint_discovery_enabled: string;
  sts_regional_endpoints: string;
  retry_mode: string;
  new_retries_2026: boolean;
  defaults_mode: string;
  max_attempts: number | undefined;
  user_agent_appid: string | undefined;
  request_min_compression_size_bytes: string | number;
  disable_request_compression: boolean;
  sigv4a_signing_region_set: string | undefined;
  request_checksum_calculation: string;
  response_checksum_validation: string;
  account_id_endpoint_mode: string;
  disable_host_prefix_injection: boolean | undefined;
  auth_scheme_preference: string | undefined;
  tcp_keepalive: boolean | undefined;
  s3_disable_express_session_auth: string | undefined;
  "s3.addressing_style": string | undefined;
  "s3.use_accelerate_endpoint": boolean | undefined;
  "s3.use_dualstack_endpoint": boolean | undefined;
  "s3.payload_signing_enabled": boolean | undefined;
  "s3.use_arn_region": boolean | undefined;
  "s3.us_east_1_regional_endpoint": string | undefined;
  "s3.s3_disable_multiregion_access_points": boolean | undefined;
  "proxies_config.proxy_ca_bundle": string | undefined;
  "proxies_config.proxy_client_cert": string | undefined;
  "proxies_config.proxy_use_forwarding_for_https": boolean | undefined;
}

/** The logical names of the session variables, as `getConfigVariable` takes them. */
export type VariableName = keyof SessionVariables;

/**
 * botocore's session variables (configprovider.py), with `AWS_REGION` and `AWS_PROFILE` first, as in every other AWS
 * SDK. Names with a dot belong to the nested section before it. Client-side monitoring does not exist here.
 */
export const sessionVariables: Readonly<Record<VariableName, VariableRow>> = {
  profile: [null, ["AWS_PROFILE", "AWS_DEFAULT_PROFILE"], undefined, null],
  region: ["region", ["AWS_REGION", "AWS_DEFAULT_REGION"], undefined, null],
  data_path: ["data_path", "AWS_DATA_PATH", undefined, null],
  config_file: [null, "AWS_CONFIG_FILE", "~/.aws/config", null],
  credentials_file: [null, "AWS_SHARED_CREDENTIALS_FILE", "~/.aws/credentials", null],
  ca_bundle: ["ca_bundle", "AWS_CA_BUNDLE", undefined, null],
  requests_ca_bundle: [null, "REQUESTS_CA_BUNDLE", undefined, null],
  api_versions: ["api_versions", null, {}, null],
  metadata_service_timeout: ["metadata_service_timeout", "AWS_METADATA_SERVICE_TIMEOUT", 1, toInteger],
  metadata_service_num_attempts: ["metadata_service_num_attempts", "AWS_METADATA_SERVICE_NUM_ATTEMPTS", 1, toInteger],
  ec2_metadata_service_endpoint: [
    "ec2_metadata_service_endpoint",
    "AWS_EC2_METADATA_SERVICE_ENDPOINT",
    undefined,
    null,
  ],
  ec2_metadata_service_endpoint_mode: [
    "ec2_metadata_service_endpoint_mode",
    "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE",
    undefined,
    null,
  ],
  ec2_metadata_v1_disabled: ["ec2_metadata_v1_disabled", "AWS_EC2_METADATA_V1_DISABLED", false, toBoolean],
  imds_use_ipv6: ["imds_use_ipv6", "AWS_IMDS_USE_IPV6", false, toBoolean],
  use_dualstack_endpoint: ["use_dualstack_endpoint", "AWS_USE_DUALSTACK_ENDPOINT", undefined, toBoolean],
  use_fips_endpoint: ["use_fips_endpoint", "AWS_USE_FIPS_ENDPOINT", undefined, toBoolean],
  ignore_configured_endpoint_urls: [
    "ignore_configured_endpoint_urls",
    "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
    undefined,
    toBoolean,
  ],
  parameter_validation: ["parameter_validation", null, true, null],
  endpoint_discovery_enabled: ["endpoint_discovery_enabled", "AWS_ENDPOINT_DISCOVERY_ENABLED", "auto", null],
  sts_regional_endpoints: ["sts_regional_endpoints", "AWS_STS_REGIONAL_ENDPOINTS", "regional", null],
  retry_mode: ["retry_mode", "AWS_RETRY_MODE", "standard", null],
  new_retries_2026: [null, "AWS_NEW_RETRIES_2026", false, toBoolean],
  defaults_mode: ["defaults_mode", "AWS_DEFAULTS_MODE", "legacy", null],
  max_attempts: ["max_attempts", "AWS_MAX_ATTEMPTS", undefined, toInteger],
  user_agent_appid: ["sdk_ua_app_id", "AWS_SDK_UA_APP_ID", undefined, null],
  request_min_compression_size_bytes: [
    "request_min_compression_size_bytes",
    "AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES",
    10240,
    null,
  ],
  disable_request_compression: ["disable_request_compression", "AWS_DISABLE_REQUEST_COMPRESSION", false, toBoolean],
  sigv4a_signing_region_set: ["sigv4a_signing_region_set", "AWS_SIGV4A_SIGNING_REGION_SET", undefined, null],
  request_checksum_calculation: [
    "request_checksum_calculation",
    "AWS_REQUEST_CHECKSUM_CALCULATION",
    "when_supported",
    null,
  ],
  response_checksum_validation: [
    "response_checksum_validation",
    "AWS_RESPONSE_CHECKSUM_VALIDATION",
    "when_supported",
    null,
  ],
  account_id_endpoint_mode: ["account_id_endpoint_mode", "AWS_ACCOUNT_ID_ENDPOINT_MODE", "preferred", null],
  disable_host_prefix_injection: [
    "disable_host_prefix_injection",
    "AWS_DISABLE_HOST_PREFIX_INJECTION",
    undefined,
    toBoolean,
  ],
  auth_scheme_preference: ["auth_scheme_preference", "AWS_AUTH_SCHEME_PREFERENCE", undefined, null],
  tcp_keepalive: ["tcp_keepalive", "BOTOCORE_TCP_KEEPALIVE", undefined, toBoolean],
  s3_disable_express_session_auth: [
    "s3_disable_express_session_auth",
    "AWS_S3_DISABLE_EXPRESS_SESSION_AUTH",
    undefined,
    null,
  ],
  "s3.addressing_style": [{ section: "s3", key: "addressing_style" }, null, undefined, null],
  "s3.use_accelerate_endpoint": [{ section: "s3", key: "use_accelerate_endpoint" }, null, undefined, toBoolean],
  "s3.use_dualstack_endpoint": [{ section: "s3", key: "use_dualstack_endpoint" }, null, undefined, toBoolean],
  "s3.payload_signing_enabled": [{ section: "s3", key: "payload_signing_enabled" }, null, undefined, toBoolean],
  "s3.use_arn_region": [
    ["s3_use_arn_region", { section: "s3", key: "use_arn_region" }],
    "AWS_S3_USE_ARN_REGION",
    undefined,
    toBoolean,
  ],
  "s3.us_east_1_regional_endpoint": [
    ["s3_us_east_1_regional_endpoint", { section: "s3", key: "us_east_1_regional_endpoint" }],
    "AWS_S3_US_EAST_1_REGIONAL_ENDPOINT",
    undefined,
    null,
  ],
  "s3.s3_disable_multiregion_access_points": [
    { section: "s3", key: "s3_disable_multiregion_access_points" },
    "AWS_S3_DISABLE_MULTIREGION_ACCESS_POINTS",
    undefined,
    toBoolean,
  ],
  "proxies_config.proxy_ca_bundle": ["proxy_ca_bundle", null, undefined, null],
  "proxies_config.proxy_client_cert": ["proxy_client_cert", null, undefined, null],
  "proxies_config.proxy_use_forwarding_for_https": ["proxy_use_forwarding_for_https", null, undefined, toBoolean],
};
