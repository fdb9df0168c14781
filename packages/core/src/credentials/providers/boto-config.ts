import { homeDirectory } from "#platform/files";
import { expandPath } from "../../config/expand-path.js";
import { readSections } from "../../config/shared-files.js";
import { Credentials } from "../credentials.js";
import type { CredentialProvider } from "../provider.js";
import type { ProviderContext } from "../provider-context.js";
import { keysOfSection } from "../section-keys.js";

/** Keys in section `[Credentials]` of the file that `BOTO_CONFIG` names, else of `/etc/boto.cfg` and `~/.boto`. */
export function botoConfigProvider(context: Pick<ProviderContext, "environment">): CredentialProvider {
  const method = "boto-config";
  return {
    method,
    canonicalName: "Boto2Config",
    async load(note) {
      const { BOTO_CONFIG } = context.environment;
      for (const name of BOTO_CONFIG === undefined ? ["/etc/boto.cfg", "~/.boto"] : [BOTO_CONFIG]) {
        const path = expandPath(name, context.environment, homeDirectory());
        const section = readSections(path)?.Credentials;
        const keys = section && keysOfSection(section, `[Credentials] of ${path}`);
        note(`[Credentials] of ${path}`, `has ${keys ? "keys" : "no keys"}`);
        // This file knows neither session tokens nor account ids.
        if (keys) return new Credentials({ ...keys, sessionToken: undefined, accountId: undefined }, method, "x");
      }
      return undefined;
    },
  };
}
