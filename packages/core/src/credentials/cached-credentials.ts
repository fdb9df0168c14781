import type { AwsCredentials } from "../auth/identity.js";
import type { CredentialCache } from "./credential-cache.js";
import { keepInCache } from "./keep-in-cache.js";
import { parseExpiration } from "./parse-expiration.js";
import type { ProviderContext } from "./provider-context.js";

/** What a service issued: the credentials, and the form in which botocore keeps them. */
export interface Issued {
  readonly credentials: AwsCredentials;
  readonly entry: unknown;
}

/**
 * Credentials from the cache while they are good for 15 minutes, else newly issued ones, which are kept. A cache that
 * cannot be written to is no reason to go without.
 *
 * @see botocore credentials.py, CachedCredentialFetcher
 */
export async function cachedCredentials(
  key: string,
  issue: () => Promise<Issued>,
  cache: CredentialCache,
  { clock, logger }: Pick<ProviderContext, "clock" | "logger">,
): Promise<AwsCredentials> {
  const cached = await readCache(cache, key);
  if (cached && cached.expiration.getTime() - clock() >= keptMs) return cached;
  const { credentials, entry } = await issue();
  await keepInCache(cache, key, entry, "Credentials that a service issued", logger);
  return credentials;
}

/** What cannot be read counts as absent. */
async function readCache(
  cache: CredentialCache,
  key: string,
): Promise<(AwsCredentials & { readonly expiration: Date }) | undefined> {
  try {
    const entry = (await cache.get(key)) as { readonly Credentials: Readonly<Record<string, string>> };
    const { AccessKeyId, SecretAccessKey, SessionToken, Expiration, AccountId } = entry.Credentials;
    const expiration = parseExpiration(Expiration!, "Expiration in the cache of credentials");
    if (!AccessKeyId || !SecretAccessKey) return undefined;
    return {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      sessionToken: SessionToken,
      accountId: AccountId,
      expiration,
    };
  } catch {
    return undefined;
  }
}

const keptMs = 15 * 60_000;
