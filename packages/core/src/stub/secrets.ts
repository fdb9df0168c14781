import { secretNames } from "../errors/mask-secrets.js";

/** Headers that are another at each run: they sign, date or trace a request, or say who sends it. */
export function isSigningHeader(name: string): boolean {
  return signingHeaders.test(name);
}

/** Headers in lower case and in order, without the values of those that carry secrets. */
export function maskHeaders(
  headers: readonly (readonly [name: string, value: string])[],
  mask: (text: string) => string,
): Record<string, string> {
  return Object.fromEntries(
    headers
      .map(([name, value]) => [name.toLowerCase(), secretNames.test(name) ? "***" : mask(value)] as const)
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  );
}

/** A URL without what signs it. */
export function plainUrl(url: string): string {
  const at = url.indexOf("?");
  if (at < 0) return url;
  const parameters = url
    .slice(at + 1)
    .split("&")
    .filter((parameter) => !signingParameters.test(parameter));
  return parameters.length === 0 ? url.slice(0, at) : `${url.slice(0, at)}?${parameters.join("&")}`;
}

/** A copy of a JSON value in which members of telling names are masked, wherever they stand. */
export function maskJson(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(maskJson);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, isSecret(name, item) ? "***" : maskJson(item)]),
  );
}

/** XML, or a form, in which values of telling names are masked. */
export function maskMarkup(text: string): string {
  return text.replace(secretElements, "$1***").replace(secretFields, "$1***");
}

function isSecret(name: string, value: unknown): boolean {
  return (typeof value === "string" || Array.isArray(value)) && secretName.test(name);
}

/**
 * Members of services' answers and requests that are secrets by AWS's own names. No more than these: a page's token is
 * needed again.
 */
const secretMembers =
  "SecretAccessKey|SecretKey|SecretString|SecretBinary|SessionToken|SecurityToken|\\w*Password|PrivateKey|" +
  "PrivateKeyPlaintext|KeyMaterial|AccessToken|RefreshToken|IdToken|ClientSecret|Plaintext|AuthorizationToken|" +
  "WebIdentityToken|SAMLAssertion|TokenCode";

const secretName: RegExp = /*#__PURE__*/ new RegExp(`^(?:${secretMembers})$`, "i");
const secretElements: RegExp = /*#__PURE__*/ new RegExp(`(<(?:\\w+:)?(?:${secretMembers})>)[^<]*`, "gi");
const secretFields: RegExp = /*#__PURE__*/ new RegExp(`((?:^|[&.])(?:${secretMembers})=)[^&]*`, "gi");

const signingHeaders: RegExp =
  /^(authorization|date|x-amz-(date|security-token|content-sha256|user-agent|s3session-token|region-set)|user-agent|amz-sdk-.*|x-amzn-trace-id|content-length|transfer-encoding|host|expect)$/i;

const signingParameters: RegExp =
  /^(X-Amz-(Algorithm|Credential|Date|Expires|Security-Token|Signature|SignedHeaders|S3session-Token)|AWSAccessKeyId|Signature|Expires)=/i;
