import { homeDirectory } from "#platform/files";
import { SSOTokenLoadError } from "../errors/credentials.js";
import { sha1Hex } from "./sha1-hex.js";
import { type SignInFile, signInFile } from "./sign-in-file.js";

/** A token as `aws sso login` and botocore keep it. */
export interface SsoToken {
  readonly accessToken: string;
  readonly expiresAt: string;
  readonly [field: string]: unknown;
}

/**
 * The file of a sign-in in `~/.aws/sso/cache`, named after the sso-session, or the start URL where there is none.
 *
 * @see botocore utils.py, SSOTokenLoader
 */
export function ssoTokenFile(name: string, profile: string): SignInFile<SsoToken> {
  return signInFile({
    folder: `${homeDirectory() ?? "~"}/.aws/sso/cache`,
    key: sha1Hex(name),
    profile,
    command: "aws sso login",
    fields: ["expiresAt", "accessToken"],
    Failure: SSOTokenLoadError,
  });
}
