import { Credentials } from "../credentials.js";
import type { CredentialProvider } from "../provider.js";
import type { ProviderContext } from "../provider-context.js";
import { keysOfSection } from "../section-keys.js";

/** Keys in the profile's section of the credentials file (`~/.aws/credentials`). */
export function sharedCredentialsFileProvider(context: Pick<ProviderContext, "files" | "profile">): CredentialProvider {
  const method = "shared-credentials-file";
  return {
    method,
    canonicalName: "SharedCredentials",
    async load(note) {
      const { credentials, credentialsFile } = context.files;
      const place = `[${context.profile}] of ${credentialsFile}`;
      const section = credentials[context.profile];
      const keys = section && keysOfSection(section, place);
      note(place, keys ? "has keys" : section ? "has no aws_access_key_id" : "is not there");
      return keys && new Credentials(keys, method, "n");
    },
  };
}
