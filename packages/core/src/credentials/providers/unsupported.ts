import { CredentialRetrievalError } from "../../errors/credentials.js";
import type { CredentialProvider } from "../provider.js";
import type { ProviderContext } from "../provider-context.js";

/**
 * Stands in the chain for a provider that this release does not have: where its settings are there it fails, because
 * a provider further down the chain would stand for somebody else.
 */
export function unsupportedProvider(
  method: string,
  context: Pick<ProviderContext, "profile">,
  setting: () => string | undefined,
): CredentialProvider {
  return {
    method,
    async load(note) {
      const found = setting();
      if (found === undefined) {
        note("it is not configured");
        return undefined;
      }
      throw new CredentialRetrievalError(
        `Profile "${context.profile}" asks for credentials by ${method} (${found}), which this release cannot do: ` +
          "give `credentials` to the client or the session.",
      );
    },
  };
}
