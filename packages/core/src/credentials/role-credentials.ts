import type { AwsCredentials } from "../auth/identity.js";
import { CredentialRetrievalError } from "../errors/credentials.js";
import type { ResponseMetadata } from "../schema/metadata.js";
import type { OperationDescriptor, WithMetadata } from "../schema/operation.js";
import { cachedCredentials, type Issued } from "./cached-credentials.js";
import type { CredentialCache } from "./credential-cache.js";
import type { AssumeRoleResponse } from "./operations/sts.js";
import type { ProviderContext } from "./provider-context.js";
import { pythonJson } from "./python-json.js";
import { sha1Hex } from "./sha1-hex.js";

/** What a role is asked for by: the parameters of STS's operation that configuration decides. */
export type RoleParameters = Readonly<Record<string, string | number | undefined>>;

export interface RoleSource {
  /** Without a `RoleSessionName` one is made of the time. */
  readonly parameters: RoleParameters;
  readonly operation: OperationDescriptor;
  call(roleSessionName: string): Promise<AssumeRoleResponse>;
}

/**
 * Gives a function that gets a role's credentials: from the cache while they are good for 15 minutes, else from STS.
 */
export function roleCredentials(
  { parameters, operation, call }: RoleSource,
  cache: CredentialCache,
  context: Pick<ProviderContext, "clock" | "logger">,
): () => Promise<AwsCredentials> {
  // The name that stands for none is not part of the key, so that programs find each other's credentials.
  const key = cacheKey(parameters);
  const name = String(parameters.RoleSessionName || sessionName(context.clock()));
  const issue = async (): Promise<Issued> => {
    const response = await call(name);
    const credentials = roleOutput(response, operation.name);
    return { credentials, entry: cacheEntry(response, operation, credentials.accountId) };
  };
  return () => cachedCredentials(key, issue, cache, context);
}

/** The keys in what an operation of STS gave. */
export function roleOutput(
  { Credentials, AssumedRoleUser }: Pick<AssumeRoleResponse, "Credentials" | "AssumedRoleUser">,
  operation: string,
): AwsCredentials {
  if (!Credentials) throw new CredentialRetrievalError(`STS answered ${operation} without credentials.`);
  return {
    accessKeyId: Credentials.AccessKeyId,
    secretAccessKey: Credentials.SecretAccessKey,
    sessionToken: Credentials.SessionToken,
    expiration: Credentials.Expiration,
    accountId: accountOf(AssumedRoleUser?.Arn),
  };
}

/** A name for a role's session where nobody chose one. */
export function sessionName(now: number): string {
  return `inia-session-${Math.floor(now / 1000)}`;
}

function cacheKey({ Policy, ...parameters }: RoleParameters): string {
  const policy: unknown = typeof Policy === "string" ? JSON.parse(Policy) : undefined;
  const { RoleSessionName, ...others } = parameters;
  const named = RoleSessionName ? parameters : others;
  return sha1Hex(pythonJson({ ...named, Policy: policy }, true));
}

/** The response as botocore keeps it: members in the model's order, times as its `strftime` writes them. */
function cacheEntry(response: AssumeRoleResponse, { output = {} }: OperationDescriptor, AccountId?: string): unknown {
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = response.Credentials!;
  const { AssumedRoleId, Arn } = response.AssumedRoleUser ?? {};
  const time = `${Expiration.toISOString().slice(0, 19)}UTC`;
  const values: Record<string, unknown> = {
    ...response,
    Credentials: { AccessKeyId, SecretAccessKey, SessionToken, Expiration: time, AccountId },
    AssumedRoleUser: response.AssumedRoleUser && { AssumedRoleId, Arn },
  };
  const entry = Object.fromEntries(Object.keys(output).map((member) => [member, values[member]]));
  const { $metadata } = response as Partial<WithMetadata<AssumeRoleResponse>>;
  return { ...entry, ResponseMetadata: $metadata && botocoreMetadata($metadata) };
}

function botocoreMetadata({ requestId, httpStatusCode, httpHeaders, attempts }: ResponseMetadata): unknown {
  return {
    RequestId: requestId,
    HTTPStatusCode: httpStatusCode,
    HTTPHeaders: httpHeaders,
    RetryAttempts: (attempts ?? 1) - 1,
  };
}

function accountOf(arn: string | undefined): string | undefined {
  const [prefix, , , , account, ...rest] = (arn ?? "").split(":");
  return prefix === "arn" && rest.length > 0 ? account : undefined;
}
