import type { ClientConfig } from "../config/client-config.js";
import type { ConfigStore } from "../config/config-store.js";
import type { SessionContext } from "../config/session-context.js";
import { VERSION } from "../config/version.js";
import { HierarchicalEmitter } from "../events/emitter.js";

/** What providers call services in where there is no session: the variables alone. It has no credentials. */
export function createProviderSession(variables: ConfigStore, config?: ClientConfig): SessionContext {
  return {
    variables,
    events: new HierarchicalEmitter(),
    includeBuiltinHandlers: true,
    userAgentName: "Inia",
    userAgentVersion: VERSION,
    userAgentExtra: "",
    getDefaultClientConfig: () => config,
    getCredentials: async () => undefined,
    getAuthToken: async () => undefined,
  };
}
