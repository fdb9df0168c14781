import { Credentials } from "../credentials.js";
import type { CredentialProvider } from "../provider.js";
import type { ProviderContext } from "../provider-context.js";
import { keysOfSection } from "../section-keys.js";

/** Keys in the profile's section of the config file (`~/.aws/config`). */
export function configFileProvider(context: Pick<ProviderContext, "files" | "profile">): CredentialProvider {
  const method = "config-file";
  return {
    method,
    canonicalName: "SharedConfig",
    async load(note) {
      const { config, configFile } = context.files;
      const place = `profile "${context.profile}" of ${configFile}`;
      const section = config.profiles[context.profile];
      const keys = section && keysOfSection(section, place);
      note(place, keys ? "has keys" : section ? "has no aws_access_key_id" : "is not there");
      return keys && new Credentials(keys, method, "n");
    },
  };
}
