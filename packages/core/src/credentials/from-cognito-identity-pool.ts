import type { ClientConfig, CredentialsAsker } from "../config/client-config.js";
import { CredentialRetrievalError } from "../errors/credentials.js";
import { isIniaError } from "../errors/inia-error.js";
import { callService } from "./call-service.js";
import type { CredentialCache } from "./credential-cache.js";
import type { CredentialsFunction } from "./credentials-function.js";
import { credentialsOf, type Logins, readLogins, regionOf, type Tokens } from "./from-cognito-identity.js";
import { service as cognitoIdentity, getId } from "./operations/cognito-identity.js";
import { sharedCredentialsFunction } from "./shared-credentials-function.js";

export interface CognitoIdentityPoolOptions {
  /** For example `eu-west-1:128d0a74-c82f-4553-916d-90053e4a8b0f`: Cognito is called in the region that it names. */
  readonly identityPoolId: string;
  /** Tokens by identity provider, or what gives one whenever it is needed. Without any, the user is a guest. */
  readonly logins?: Logins | undefined;
  /** The role to take where the tokens allow several. */
  readonly customRoleArn?: string | undefined;
  /** The account of the pool. */
  readonly accountId?: string | undefined;
  /** Keeps a guest's identity, for example from page to page. Default: in memory. */
  readonly cache?: CredentialCache | undefined;
  /** Settings of the calls of Cognito. Default: those of the client that asks. */
  readonly clientConfig?: ClientConfig | undefined;
}

/**
 * Credentials of an Amazon Cognito identity pool, for browsers and apps: of a guest, or of who has signed in with an
 * identity provider.
 *
 * @example
 * ```ts
 * import { S3Client } from "@inia/client-s3";
 * import { fromCognitoIdentityPool } from "@inia/core/credentials";
 *
 * const credentials = fromCognitoIdentityPool({ identityPoolId: "eu-west-1:128d0a74-c82f-4553-916d-90053e4a8b0f" });
 * const s3 = new S3Client({ region: "eu-west-1", credentials });
 * ```
 */
export function fromCognitoIdentityPool(options: CognitoIdentityPoolOptions): CredentialsFunction {
  const { identityPoolId, logins = {}, cache = new Map<string, unknown>(), clientConfig = {} } = options;
  const isGuest = Object.keys(logins).length === 0;
  const identities = isGuest ? cache : new Map<string, unknown>();
  const region = regionOf(identityPoolId);
  const key = `inia:cognito-identity:${identityPoolId}`;
  return sharedCredentialsFunction("cognito-identity", clientConfig, async (asker) => {
    const tokens = isGuest ? undefined : await readLogins(logins);
    const kept = await identities.get(key);
    if (typeof kept === "string" && kept !== "") {
      try {
        return await credentialsOf(kept, tokens, options, asker, region);
      } catch (error) {
        if (!isIniaError(error) || !goneCodes.test(error.code)) throw error;
      }
    }
    const identity = await newIdentity(tokens, options, asker);
    await identities.set(key, identity);
    return credentialsOf(identity, tokens, options, asker, region);
  });
}

async function newIdentity(
  Logins: Tokens,
  options: CognitoIdentityPoolOptions,
  asker: CredentialsAsker,
): Promise<string> {
  const { identityPoolId: IdentityPoolId, accountId: AccountId } = options;
  const input = { IdentityPoolId, AccountId, Logins };
  const settings = { region: regionOf(IdentityPoolId), config: options.clientConfig };
  const { IdentityId } = await callService(asker, cognitoIdentity, getId, input, settings);
  if (IdentityId) return IdentityId;
  throw new CredentialRetrievalError(`Cognito gave no identity of the pool ${IdentityPoolId}.`);
}

/** The identity was deleted, or is somebody else's by now. */
const goneCodes = /^(?:ResourceNotFound|NotAuthorized)Exception$/;
