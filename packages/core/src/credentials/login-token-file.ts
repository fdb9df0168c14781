import { homeDirectory } from "#platform/files";
import { sha256Hex } from "#platform/sha256";
import { expandPath } from "../config/expand-path.js";
import type { Logger } from "../config/logger.js";
import { LoginTokenLoadError } from "../errors/credentials.js";
import { jsonFileCache } from "./json-file-cache.js";
import { keepInCache } from "./keep-in-cache.js";
import { parseTime } from "./parse-expiration.js";
import type { ProviderContext } from "./provider-context.js";

/** The tokens of a login session as `aws login` and botocore keep them. */
export interface LoginToken {
  readonly accessToken: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken: string;
    readonly accountId: string;
    readonly expiresAt: string;
  };
  readonly refreshToken: string;
  /** The private key that the refresh token is bound to, in PEM. */
  readonly dpopKey: string;
  readonly clientId: string;
}

/** The file that a login session's tokens are kept in. */
export interface LoginTokenFile {
  readonly path: string;
  /** @throws {@link LoginTokenLoadError} when it is missing or not complete. */
  load(): { readonly token: LoginToken; readonly expiration: Date };
  save(token: LoginToken, logger: Logger | undefined): Promise<void>;
  /** An error about the file. */
  unusable(what: string, cause?: unknown): LoginTokenLoadError;
}

/**
 * The file of a login session, in the folder that `AWS_LOGIN_CACHE_DIRECTORY` names, else in `~/.aws/login/cache`.
 *
 * @see botocore utils.py, LoginTokenLoader
 */
export function loginTokenFile(
  session: string,
  { environment, profile }: Pick<ProviderContext, "environment" | "profile">,
): LoginTokenFile {
  const { AWS_LOGIN_CACHE_DIRECTORY = "~/.aws/login/cache" } = environment;
  const folder = expandPath(AWS_LOGIN_CACHE_DIRECTORY, environment, homeDirectory());
  const key = sha256Hex(session);
  const path = `${folder}/${key}.json`;
  const cache = jsonFileCache(folder);
  const unusable = (what: string, cause?: unknown): LoginTokenLoadError =>
    new LoginTokenLoadError(
      `${path}, where the login of profile "${profile}" is kept, ${what}: run ${logIn(profile)}.`,
      {
        cause,
      },
    );
  return {
    path,
    unusable,
    load() {
      const token = cache.get(key) as LoginToken | undefined;
      if (!token) throw unusable("is missing or no JSON");
      const missing = [...missingIn(token, fields), ...missingIn(token.accessToken, accessFields, "accessToken.")];
      if (missing.length > 0) throw unusable(`has no ${missing.join(", no ")}`);
      const expiration = parseTime(token.accessToken.expiresAt);
      if (!expiration) throw unusable("has an expiresAt that is no time");
      return { token, expiration };
    },
    save: (token, logger) => keepInCache(cache, key, token, `The refreshed login in ${path}`, logger),
  };
}

/** The command that logs a profile in. */
export function logIn(profile: string): string {
  return `aws login --profile ${profile}`;
}

function missingIn(value: object | undefined, names: readonly string[], prefix = ""): string[] {
  const found = (value ?? {}) as Readonly<Record<string, unknown>>;
  return names.filter((name) => typeof found[name] !== "string").map((name) => prefix + name);
}

const fields = ["refreshToken", "dpopKey", "clientId"];
const accessFields = ["accessKeyId", "secretAccessKey", "sessionToken", "accountId", "expiresAt"];
