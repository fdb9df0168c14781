import { platformComponents } from "#platform/user-agent";
import { VERSION } from "../config/version.js";

/** The settings that a user agent tells of, or goes by. */
export interface UserAgentSettings {
  /** Takes the place of everything but the extras. */
  readonly userAgent?: string | undefined;
  readonly userAgentExtra?: string | undefined;
  readonly userAgentAppId?: string | undefined;
  readonly retryMode?: string | undefined;
  readonly endpointDiscoveryEnabled?: boolean | "auto" | undefined;
}

/** What a session adds: its name and version stand in front, where core's own then follow as a detail. */
export interface UserAgentSession {
  readonly userAgentName?: string;
  readonly userAgentVersion?: string;
  readonly userAgentExtra?: string;
}

/** What a client tells of itself, and the part of it behind which the features of a call are told; empty for none. */
export type UserAgent = readonly [text: string, head: string];

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
 * Composes a client's user agent.
 *
 * @see botocore useragent.py
 */
export function userAgentOf(
  settings: UserAgentSettings,
  session: UserAgentSession = {},
  environment: Readonly<Record<string, string | undefined>> = {},
): UserAgent {
  const { userAgent, userAgentExtra, userAgentAppId, retryMode, endpointDiscoveryEnabled } = settings;
  const extras = [session.userAgentExtra, userAgentExtra];
  if (userAgent !== undefined) return [joined(userAgent, ...extras), ""];
  const head = joined(...product(session), "ua/2.1", ...platformComponents(component, environment));
  const text = joined(
    head,
    retryMode && component("cfg", "retry-mode", retryMode),
    endpointDiscoveryEnabled === true && component("cfg", "endpoint-discovery"),
    userAgentAppId && `app/${clean(userAgentAppId, notInValues)}`,
    ...extras,
  );
  return [text, head];
}

function product({ userAgentName, userAgentVersion }: UserAgentSession): string[] {
  if (userAgentName && userAgentVersion && (userAgentName !== sdkName || userAgentVersion !== VERSION)) {
    return [component(userAgentName, userAgentVersion), component("md", sdkName, VERSION)];
  }
  return [component(sdkName, VERSION)];
}

/** `prefix/name#value`, without what user agents may not hold. */
export type Component = (prefix: string, name: string, value?: string) => string;

function component(prefix: string, name: string, value?: string): string {
  const start = `${clean(prefix, notInValues)}/${clean(name, notInNames)}`;
  return value ? `${start}#${clean(value, notInValues)}` : start;
}

function clean(text: string, forbidden: RegExp): string {
  return text.replace(forbidden, "-");
}

function joined(...parts: readonly (string | false | undefined)[]): string {
  return parts.filter(Boolean).join(" ");
}

const sdkName = "Inia";
const notInNames: RegExp = /[^\w!$%&'*+\-.^`|~,]/g;
const notInValues: RegExp = /[^\w!$%&'*+\-.^`|~,#]/g;
