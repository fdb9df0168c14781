import { platformComponents } from "#platform/user-agent";

/** What a client tells of itself, apart from where it runs. */
export interface UserAgentSettings {
  /** The version of core. */
  readonly version: string;
  /** A session's name and version stand in front; core's own then follow as a detail. */
  readonly sessionName?: string | undefined;
  readonly sessionVersion?: string | undefined;
  readonly sessionExtra?: string | undefined;
  /** Takes the place of everything but the extras. */
  readonly userAgent?: string | undefined;
  readonly userAgentExtra?: string | undefined;
  readonly userAgentAppId?: string | undefined;
  readonly retryMode?: string | undefined;
  readonly endpointDiscovery?: boolean | undefined;
  /** `AWS_EXECUTION_ENV`. */
  readonly executionEnvironment?: string | undefined;
}

/**
 * Ids of features in AWS's user agents, by their names there. Code writes the ids, so that no client carries the
 * table.
 */
export interface FeatureIds {
  WAITER: "B";
  PAGINATOR: "C";
  RETRY_MODE_LEGACY: "D";
  RETRY_MODE_STANDARD: "E";
  RETRY_MODE_ADAPTIVE: "F";
  S3_TRANSFER: "G";
  GZIP_REQUEST_COMPRESSION: "L";
  PROTOCOL_RPC_V2_CBOR: "M";
  ENDPOINT_OVERRIDE: "N";
  ACCOUNT_ID_MODE_PREFERRED: "P";
  ACCOUNT_ID_MODE_DISABLED: "Q";
  ACCOUNT_ID_MODE_REQUIRED: "R";
  SIGV4A_SIGNING: "S";
  RESOLVED_ACCOUNT_ID: "T";
  FLEXIBLE_CHECKSUMS_REQ_CRC32: "U";
  FLEXIBLE_CHECKSUMS_REQ_CRC32C: "V";
  FLEXIBLE_CHECKSUMS_REQ_CRC64: "W";
  FLEXIBLE_CHECKSUMS_REQ_SHA1: "X";
  FLEXIBLE_CHECKSUMS_REQ_SHA256: "Y";
  FLEXIBLE_CHECKSUMS_REQ_WHEN_SUPPORTED: "Z";
  FLEXIBLE_CHECKSUMS_REQ_WHEN_REQUIRED: "a";
  FLEXIBLE_CHECKSUMS_RES_WHEN_SUPPORTED: "b";
  FLEXIBLE_CHECKSUMS_RES_WHEN_REQUIRED: "c";
  CREDENTIALS_CODE: "e";
  CREDENTIALS_ENV_VARS: "g";
  CREDENTIALS_ENV_VARS_STS_WEB_ID_TOKEN: "h";
  CREDENTIALS_STS_ASSUME_ROLE: "i";
  CREDENTIALS_STS_ASSUME_ROLE_WEB_ID: "k";
  CREDENTIALS_PROFILE: "n";
  CREDENTIALS_PROFILE_SOURCE_PROFILE: "o";
  CREDENTIALS_PROFILE_NAMED_PROVIDER: "p";
  CREDENTIALS_PROFILE_STS_WEB_ID_TOKEN: "q";
  CREDENTIALS_PROFILE_SSO: "r";
  CREDENTIALS_SSO: "s";
  CREDENTIALS_PROFILE_SSO_LEGACY: "t";
  CREDENTIALS_SSO_LEGACY: "u";
  CREDENTIALS_PROFILE_PROCESS: "v";
  CREDENTIALS_PROCESS: "w";
  CREDENTIALS_BOTO2_CONFIG_FILE: "x";
  CREDENTIALS_HTTP: "z";
  CREDENTIALS_IMDS: "0";
  BEARER_SERVICE_ENV_VARS: "3";
  CREDENTIALS_PROFILE_LOGIN: "AC";
  CREDENTIALS_LOGIN: "AD";
  FLEXIBLE_CHECKSUMS_REQ_MD5: "AE";
  FLEXIBLE_CHECKSUMS_REQ_SHA512: "AF";
  FLEXIBLE_CHECKSUMS_REQ_XXHASH3: "AG";
  FLEXIBLE_CHECKSUMS_REQ_XXHASH64: "AH";
  FLEXIBLE_CHECKSUMS_REQ_XXHASH128: "AI";
}

export type FeatureId = FeatureIds[keyof FeatureIds];

/**
 * Composes a client's user agent once; the function that it gives adds the features of a call, with commas between.
 *
 * @see botocore useragent.py
 */
export function userAgentOf(settings: UserAgentSettings): (features?: string) => string {
  const { sessionExtra, userAgent, userAgentExtra, userAgentAppId, retryMode } = settings;
  if (userAgent !== undefined) {
    const text = joined([userAgent, sessionExtra, userAgentExtra]);
    return () => text;
  }
  const head = joined([
    ...product(settings),
    "ua/2.1",
    ...platformComponents(component),
    settings.executionEnvironment && component("exec-env", settings.executionEnvironment),
  ]);
  const tail = joined([
    retryMode && component("cfg", "retry-mode", retryMode),
    settings.endpointDiscovery && component("cfg", "endpoint-discovery"),
    userAgentAppId && `app/${clean(userAgentAppId, true)}`,
    sessionExtra,
    userAgentExtra,
  ]);
  return (features) => joined([head, features && featureList(features), tail]);
}

function product({ version, sessionName, sessionVersion }: UserAgentSettings): string[] {
  if (sessionName && sessionVersion && (sessionName !== sdkName || sessionVersion !== version)) {
    return [component(sessionName, sessionVersion), component("md", sdkName, version)];
  }
  return [component(sdkName, version)];
}

/** At most 1,024 bytes; ids that do not fit are left out. */
function featureList(features: string): string {
  const list = `m/${features}`;
  return list.length > 1024 ? list.slice(0, list.lastIndexOf(",", 1024)) : list;
}

/** `prefix/name#value`, without what user agents may not hold. */
export type Component = (prefix: string, name: string, value?: string) => string;

function component(prefix: string, name: string, value?: string): string {
  const start = `${clean(prefix, true)}/${clean(name, false)}`;
  return value ? `${start}#${clean(value, true)}` : start;
}

function clean(text: string, hashAllowed: boolean): string {
  return text.replace(hashAllowed ? notInValues : notInNames, "-");
}

function joined(parts: readonly (string | false | undefined)[]): string {
  return parts.filter(Boolean).join(" ");
}

const sdkName = "Inia";
const notInNames: RegExp = /[^A-Za-z0-9!$%&'*+\-.^_`|~,]/g;
const notInValues: RegExp = /[^A-Za-z0-9!$%&'*+\-.^_`|~,#]/g;
