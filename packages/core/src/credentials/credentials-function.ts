import type { AwsCredentials } from "../auth/identity.js";
import type { CredentialsAsker } from "../config/client-config.js";
import { NoCredentialsError } from "../errors/credentials.js";
import type { CredentialProvider } from "./provider.js";

/**
 * Gets credentials: what a client takes as `credentials`. The client keeps the result until it is about to expire, and
 * tells who asks: where services have to be called, that goes as the client's own calls go.
 */
export type CredentialsFunction = (asker?: CredentialsAsker) => Promise<AwsCredentials>;

/** Asks providers in turn, anew at each call. Unlike a chain, it fails when none has credentials. */
export function credentialsFrom(
  providers: (asker: CredentialsAsker) => readonly CredentialProvider[],
): CredentialsFunction {
  return async (asker = {}) => {
    const notes: string[] = [];
    for (const provider of providers(asker)) {
      const credentials = await provider.load((place, found) => notes.push(`${place} ${found}`));
      if (credentials) return credentials.getFrozenCredentials();
    }
    throw new NoCredentialsError(`Unable to locate credentials: ${notes.join("; ")}.`);
  };
}
