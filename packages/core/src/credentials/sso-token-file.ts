import { homeDirectory } from "#platform/files";
import type { Logger } from "../config/logger.js";
import { SSOTokenLoadError } from "../errors/credentials.js";
import { jsonFileCache } from "./json-file-cache.js";
import { keepInCache } from "./keep-in-cache.js";
import { parseTime } from "./parse-expiration.js";
import { sha1Hex } from "./sha1-hex.js";

/** A token as `aws sso login` and botocore keep it. */
export interface SsoToken {
  readonly accessToken: string;
  readonly expiresAt: string;
  readonly [field: string]: unknown;
}

/** The file that a sign-in's token is kept in. */
export interface SsoTokenFile {
  readonly path: string;
  /** @throws {@link SSOTokenLoadError} when there is no token, or half of one. */
  load(): { readonly token: SsoToken; readonly expiration: Date };
  save(token: SsoToken, logger: Logger | undefined): Promise<void>;
}

/**
 * The file of a sign-in in `~/.aws/sso/cache`, named after the sso-session, or the start URL where there is none.
 *
 * @see botocore utils.py, SSOTokenLoader
 */
export function ssoTokenFile(name: string, profile: string): SsoTokenFile {
  const folder = `${homeDirectory() ?? "~"}/.aws/sso/cache`;
  const key = sha1Hex(name);
  const path = `${folder}/${key}.json`;
  const cache = jsonFileCache(folder);
  const unusable = (what: string): SSOTokenLoadError =>
    new SSOTokenLoadError(
      `${path}, where the sign-in of profile "${profile}" is kept, ${what}: run ${login(profile)}.`,
    );
  return {
    path,
    load() {
      const token = cache.get(key) as SsoToken | undefined;
      if (!token) throw unusable("is missing or no JSON");
      const missing = ["accessToken", "expiresAt"].filter((field) => typeof token[field] !== "string");
      if (missing.length > 0) throw unusable(`has no ${missing.join(", no ")}`);
      const expiration = parseTime(token.expiresAt);
      if (!expiration) throw unusable("has an expiresAt that is no time");
      return { token, expiration };
    },
    save: (token, logger) => keepInCache(cache, key, token, `The refreshed token in ${path}`, logger),
  };
}

/** The command that signs a profile in. */
export function login(profile: string): string {
  return `aws sso login --profile ${profile}`;
}
