import type { AwsCredentials, BearerToken } from "../auth/identity.js";
import type { ClientConfig, CredentialsInput, TokenInput } from "../config/client-config.js";
import type { ResolvedConfig } from "../config/resolved-config.js";
import type { SessionContext } from "../config/session-context.js";

/** Gives the keys to sign with: what the configuration has, else the session's. */
export function clientCredentials(
  { credentials }: ClientConfig,
  session: SessionContext | undefined,
  config: ResolvedConfig,
): () => Promise<AwsCredentials | undefined> {
  if (credentials !== undefined) return provide(credentials, config);
  return async () => (await session?.getCredentials({ chain: config.loadConfig }))?.getFrozenCredentials();
}

/** Gives the bearer token: what the configuration has, else the session's. */
export function clientToken(
  { token }: ClientConfig,
  session: SessionContext | undefined,
  signingName: string,
  config: ResolvedConfig,
): () => Promise<BearerToken | undefined> {
  if (token !== undefined) return provideToken(token, config);
  return async () => (await session?.getAuthToken({ signingName }))?.getFrozenToken();
}

function provide(credentials: CredentialsInput, config: ResolvedConfig): () => Promise<AwsCredentials> {
  if (typeof credentials === "function") return cached(credentials, config.clock);
  if ("getFrozenCredentials" in credentials) return () => credentials.getFrozenCredentials();
  return () => Promise.resolve(credentials);
}

function provideToken(token: TokenInput, config: ResolvedConfig): () => Promise<BearerToken> {
  return typeof token === "function" ? cached(token, config.clock) : () => Promise.resolve(token);
}

/**
 * Keeps what a function gave until shortly before it expires; without an expiration, for good. Callers that come
 * meanwhile share one call; a failure is not kept.
 */
function cached<Identity extends { readonly expiration?: Date | undefined }>(
  load: () => Promise<Identity>,
  clock: () => number,
): () => Promise<Identity> {
  let known: Identity | undefined;
  let loading: Promise<Identity> | undefined;
  return () => {
    if (known !== undefined && (known.expiration === undefined || known.expiration.getTime() - clock() > earlyMs)) {
      return Promise.resolve(known);
    }
    loading ??= load()
      .then((identity) => {
        known = identity;
        return identity;
      })
      .finally(() => {
        loading = undefined;
      });
    return loading;
  };
}

// botocore credentials.py: temporary credentials are replaced within their last fifteen minutes.
const earlyMs = 15 * 60_000;
