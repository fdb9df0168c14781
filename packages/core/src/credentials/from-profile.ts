import { environmentVariables } from "#platform/environment";
import { ConfigStore } from "../config/config-store.js";
import { VERSION } from "../config/version.js";
import { namedProviders, profileProviders } from "./chain.js";
import { type CredentialsFunction, credentialsFrom } from "./credentials-function.js";
import { createProviderContext } from "./provider-context.js";
import { createProviderSession } from "./provider-session.js";

export interface ProfileOptions {
  /** Default: `AWS_PROFILE`, else `default`. */
  readonly profile?: string | undefined;
  /** Default: `AWS_CONFIG_FILE`, else `~/.aws/config`. */
  readonly configFile?: string | undefined;
  /** Default: `AWS_SHARED_CREDENTIALS_FILE`, else `~/.aws/credentials`. */
  readonly credentialsFile?: string | undefined;
}

/** What a profile in the shared files says: its keys, or what it says to get them by. The files are read each time. */
export function fromProfile(options: ProfileOptions = {}): CredentialsFunction {
  return credentialsFrom(({ clientConfig }) => {
    const store = new ConfigStore(environmentVariables());
    store.set("profile", options.profile ?? store.get("profile") ?? "default");
    store.set("config_file", options.configFile);
    store.set("credentials_file", options.credentialsFile);
    const context = createProviderContext(store, `Inia/${VERSION}`, clientConfig, {
      session: createProviderSession(store),
      clientRegion: clientConfig?.region,
    });
    return profileProviders(context, new Map(), namedProviders(context));
  });
}
