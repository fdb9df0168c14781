import { environmentVariables } from "#platform/environment";
import type { ClientConfig } from "../config/client-config.js";
import { InvalidConfigError } from "../errors/config.js";
import type { CredentialsFunction } from "./credentials-function.js";
import { fromWebToken } from "./from-web-token.js";
import { readToken } from "./read-token.js";

export interface TokenFileOptions {
  /** Default: `AWS_WEB_IDENTITY_TOKEN_FILE`. */
  readonly webIdentityTokenFile?: string | undefined;
  /** Default: `AWS_ROLE_ARN`. */
  readonly roleArn?: string | undefined;
  /** Default: `AWS_ROLE_SESSION_NAME`; without it, a name made of the time. */
  readonly roleSessionName?: string | undefined;
  /** Settings of the call of STS. Default: those of the client that asks. */
  readonly clientConfig?: ClientConfig | undefined;
}

/** A role for the token in a file, as Kubernetes writes it. The file is read whenever the role is assumed. */
export function fromTokenFile(options: TokenFileOptions = {}): CredentialsFunction {
  const environment = environmentVariables();
  const { webIdentityTokenFile: given, clientConfig } = options;
  const file = given ?? environment.AWS_WEB_IDENTITY_TOKEN_FILE;
  const RoleArn = options.roleArn ?? environment.AWS_ROLE_ARN;
  const RoleSessionName = options.roleSessionName ?? environment.AWS_ROLE_SESSION_NAME;
  if (!file) throw missing("token file", "webIdentityTokenFile", "AWS_WEB_IDENTITY_TOKEN_FILE");
  if (!RoleArn) throw missing("role", "roleArn", "AWS_ROLE_ARN");
  const source = given === undefined ? "AWS_WEB_IDENTITY_TOKEN_FILE" : "`webIdentityTokenFile`";
  return fromWebToken({
    params: { RoleArn, RoleSessionName },
    webIdentityToken: () => readToken(file, source),
    clientConfig,
  });
}

function missing(what: string, option: string, variable: string): InvalidConfigError {
  return new InvalidConfigError(`fromTokenFile has no ${what}: give \`${option}\`, or set ${variable}.`);
}
