import type { AwsCredentials } from "../auth/identity.js";
import { NoCredentialsError } from "../errors/credentials.js";
import type { CredentialProvider } from "./provider.js";

/** Gets credentials: what a client takes as `credentials`. The client keeps the result until it is about to expire. */
export type CredentialsFunction = () => Promise<AwsCredentials>;

/** Asks providers in turn, anew at each call. Unlike a chain, it fails when none has credentials. */
export function credentialsFrom(providers: () => readonly CredentialProvider[]): CredentialsFunction {
  return async () => {
    const notes: string[] = [];
    for (const provider of providers()) {
      const credentials = await provider.load((what) => notes.push(what));
      if (credentials) return credentials.getFrozenCredentials();
    }
    throw new NoCredentialsError(`Unable to locate credentials: ${notes.join("; ")}.`);
  };
}
