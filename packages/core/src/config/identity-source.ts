import type { AwsCredentials, BearerToken } from "../auth/identity.js";
import { CredentialRetrievalError, TokenRetrievalError } from "../errors/credentials.js";
import type { CredentialsAsker, CredentialsInput, TokenInput } from "./client-config.js";
import { type Expiring, Refreshing, type RefreshWindows } from "./refreshing.js";

/** Gives an identity as it is now; a promise only when there is something to wait for. */
export type IdentitySource<Identity> = () => Identity | Promise<Identity>;

/** A client's own credentials: an object for good, a function's result until shortly before it expires. */
export function credentialsSource(
  input: CredentialsInput,
  clock: () => number = Date.now,
  asker: CredentialsAsker = {},
): IdentitySource<AwsCredentials> {
  if (typeof input === "function") return keepFresh(async () => checkCredentials(await input(asker)), clock);
  if ("getFrozenCredentials" in input) return () => input.getFrozenCredentials();
  const { accessKeyId, secretAccessKey, sessionToken, accountId, expiration, method, "~features": features } = input;
  const copy = { accessKeyId, secretAccessKey, sessionToken, accountId, expiration, method, "~features": features };
  return () => copy;
}

/** A client's own bearer token. */
export function tokenSource(input: TokenInput, clock: () => number = Date.now): IdentitySource<BearerToken> {
  if (typeof input === "function") return keepFresh(async () => checkToken(await input()), clock);
  const { token, expiration } = input;
  const copy = { token, expiration };
  return () => copy;
}

/** Keeps what `refresh` gives until shortly before it expires, for all callers at once. */
export function keepFresh<Identity extends Expiring>(
  refresh: () => Promise<Identity>,
  clock: () => number,
): IdentitySource<Identity> {
  const refreshing = new Refreshing({ refresh, clock, windows: (identity) => windowsFor(identity, clock()) });
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
