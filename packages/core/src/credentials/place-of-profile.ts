import type { ProviderContext } from "./provider-context.js";

/** Names the profile and the files that have it, for messages. */
export function placeOfProfile({ files, profile }: Pick<ProviderContext, "files" | "profile">): string {
  const { config, configFile, credentials, credentialsFile } = files;
  const found = [config.profiles[profile] && configFile, credentials[profile] && credentialsFile].filter(Boolean);
  return `profile "${profile}" ${found.length === 0 ? `(not in ${configFile})` : `of ${found.join(" and ")}`}`;
}
