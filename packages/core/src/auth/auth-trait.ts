import { UnknownSignatureVersionError, UnsupportedSignatureVersionError } from "../errors/config.js";
import type { AuthScheme } from "../schema/operation.js";
import { shortName, versionOfScheme } from "../schema/signature-version.js";

/**
 * The signature version of the first scheme that a model offers.
 *
 * @throws {@link UnknownSignatureVersionError} for a scheme that is none of AWS's.
 */
export function versionOfAuth(auth: readonly AuthScheme[]): string {
  const [first = ""] = auth;
  const version = versionOfScheme(first);
  if (version !== undefined) return version;
  throw new UnknownSignatureVersionError(`Unknown auth scheme in the model: ${first || "the list is empty"}.`);
}

/**
 * The signature version of the scheme that a user prefers among those offered; with none preferred, of the first.
 *
 * @param preference - Short names. Case counts; unknown names do not.
 * @throws {@link UnsupportedSignatureVersionError} when none of the schemes offered is known.
 * @see botocore auth.py, resolve_auth_scheme_preference
 */
export function preferredVersion(preference: readonly string[], offered: readonly string[]): string {
  const names = offered.map(shortName);
  for (const name of [...preference, ...names]) {
    const version = versionOfScheme(name);
    if (version !== undefined && names.includes(name)) return version;
  }
  throw new UnsupportedSignatureVersionError(`None of these auth schemes is supported: ${names.sort().join(", ")}.`);
}
