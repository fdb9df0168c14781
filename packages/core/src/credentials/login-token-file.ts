import { homeDirectory } from "#platform/files";
import { sha256Hex } from "#platform/sha256";
import { expandPath } from "../config/expand-path.js";
import { LoginTokenLoadError } from "../errors/credentials.js";
import type { ProviderContext } from "./provider-context.js";
import { type SignInFile, signInFile } from "./sign-in-file.js";

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

/**
 * The file of a login session, in the folder that `AWS_LOGIN_CACHE_DIRECTORY` names, else in `~/.aws/login/cache`.
 *
 * @see botocore utils.py, LoginTokenLoader
 */
export function loginTokenFile(
  session: string,
  { environment, profile }: Pick<ProviderContext, "environment" | "profile">,
): SignInFile<LoginToken> {
  const { AWS_LOGIN_CACHE_DIRECTORY = "~/.aws/login/cache" } = environment;
  return signInFile({
    folder: expandPath(AWS_LOGIN_CACHE_DIRECTORY, environment, homeDirectory()),
    key: sha256Hex(session),
    profile,
    command: "aws login",
    fields: [
      "accessToken.expiresAt",
      "accessToken.accessKeyId",
      "accessToken.secretAccessKey",
      "accessToken.sessionToken",
      "accessToken.accountId",
      "refreshToken",
      "dpopKey",
      "clientId",
    ],
    Failure: LoginTokenLoadError,
  });
}
