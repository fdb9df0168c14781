import { type AwsCredentials, type BearerToken, FrozenAuthToken, FrozenCredentials } from "../auth/identity.js";
import { CredentialRetrievalError, TokenRetrievalError } from "../errors/credentials.js";
import type { CredentialsInput, TokenInput } from "./client-config.js";
import { type Expiring, Refreshing, type RefreshWindows } from "./refreshing.js";

/** Gives an identity as it is now; a promise only when it must be fetched. */
export type IdentitySource<Identity> = () => Identity | Promise<Identity>;

/** A client's own credentials: an object for good, a function's result until shortly before it expires. */
export function credentialsSource(input: CredentialsInput, clock?: () => number): IdentitySource<AwsCredentials> {
  if (typeof input === "function") {
    return cached(async () => new FrozenCredentials(checkCredentials(await input())), clock);
  }
  if ("getFrozenCredentials" in input) return () => input.getFrozenCredentials();
  const frozen = new FrozenCredentials(input);
  return () => frozen;
}

/** A client's own bearer token. */
export function tokenSource(input: TokenInput, clock?: () => number): IdentitySource<BearerToken> {
  if (typeof input === "function") {
    return cached(async () => new FrozenAuthToken(checkToken(await input())), clock);
  }
  const frozen = new FrozenAuthToken(input);
  return () => frozen;
}

function cached<Identity extends Expiring>(
  refresh: () => Promise<Identity>,
  clock: (() => number) | undefined,
): IdentitySource<Identity> {
  const now = clock ?? Date.now;
  const refreshing = new Refreshing({ refresh, clock: now, windows: (identity) => windowsFor(identity, now()) });
  return () => refreshing.get();
}

/** botocore's windows, but never more than a part of the lifetime: a function may give keys for a minute only. */
function windowsFor({ expiration }: Expiring, now: number): RefreshWindows {
  const seconds = expiration ? (expiration.getTime() - now) / 1000 : 0;
  return { advisorySeconds: Math.min(900, seconds / 4), mandatorySeconds: Math.min(600, seconds / 10) };
}

function checkCredentials(credentials: AwsCredentials): AwsCredentials {
  if (credentials?.accessKeyId && credentials.secretAccessKey) return credentials;
  throw new CredentialRetrievalError(
    "The function given as `credentials` did not resolve to an accessKeyId and a secretAccessKey.",
  );
}

function checkToken(token: BearerToken): BearerToken {
  if (token?.token) return token;
  throw new TokenRetrievalError("The function given as `token` did not resolve to an object with a token.");
}
