import type { AwsCredentials } from "../auth/identity.js";
import type { ClientConfig, CredentialsAsker } from "../config/client-config.js";
import { CredentialRetrievalError } from "../errors/credentials.js";
import { callService } from "./call-service.js";
import type { CredentialsFunction } from "./credentials-function.js";
import { service as cognitoIdentity, getCredentialsForIdentity } from "./operations/cognito-identity.js";
import { sharedCredentialsFunction } from "./shared-credentials-function.js";

export interface CognitoIdentityOptions {
  /** For example `eu-west-1:6e0d2a4c-1f3b-4b61-9a53-0f1c5b7d9e21`: Cognito is called in the region that it names. */
  readonly identityId: string;
  /** Tokens by identity provider, or what gives one whenever it is needed. Without any, the user is a guest. */
  readonly logins?: Logins | undefined;
  /** The role to take where the tokens allow several. */
  readonly customRoleArn?: string | undefined;
  /** Settings of the calls of Cognito. Default: those of the client that asks. */
  readonly clientConfig?: ClientConfig | undefined;
}

/** Credentials of an Amazon Cognito identity that the program knows already. */
export function fromCognitoIdentity(options: CognitoIdentityOptions): CredentialsFunction {
  const { identityId, logins, clientConfig = {} } = options;
  return sharedCredentialsFunction("cognito-identity", clientConfig, async (asker) =>
    credentialsOf(identityId, logins && (await readLogins(logins)), options, asker, regionOf(identityId)),
  );
}

export type Logins = Readonly<Record<string, string | (() => string | Promise<string>)>>;
export type Tokens = Readonly<Record<string, string>> | undefined;

export async function credentialsOf(
  IdentityId: string,
  Logins: Tokens,
  { customRoleArn, clientConfig }: Pick<CognitoIdentityOptions, "clientConfig" | "customRoleArn">,
  asker: CredentialsAsker,
  region: string | undefined = asker.clientConfig?.region,
): Promise<AwsCredentials> {
  const input = { IdentityId, Logins, CustomRoleArn: customRoleArn };
  const settings = { region, config: clientConfig };
  const output = await callService(asker, cognitoIdentity, getCredentialsForIdentity, input, settings);
  const { AccessKeyId, SecretKey, SessionToken, Expiration } = output.Credentials ?? {};
  if (AccessKeyId && SecretKey) {
    return { accessKeyId: AccessKeyId, secretAccessKey: SecretKey, sessionToken: SessionToken, expiration: Expiration };
  }
  throw new CredentialRetrievalError(`Cognito gave no credentials for the identity ${IdentityId}.`);
}

/** Ids of pools and of identities begin with their region. */
export function regionOf(id: string): string | undefined {
  return /^([\w-]+):/.exec(id)?.[1];
}

export async function readLogins(logins: Logins): Promise<Tokens> {
  const tokens: Record<string, string> = {};
  for (const [provider, token] of Object.entries(logins)) {
    tokens[provider] = typeof token === "string" ? token : await token();
  }
  return tokens;
}
