import { environmentVariables } from "#platform/environment";
import type { ClientConfig } from "../config/client-config.js";
import { ConfigStore } from "../config/config-store.js";
import { VERSION } from "../config/version.js";
import { type CredentialsFunction, credentialsFrom } from "./credentials-function.js";
import { createProviderContext } from "./provider-context.js";
import { containerProvider } from "./providers/container.js";

/** What the service gives that a container's environment names (ECS, EKS Pod Identity). */
export function fromContainer(config: Pick<ClientConfig, "httpHandler" | "logger"> = {}): CredentialsFunction {
  const context = createProviderContext(new ConfigStore(environmentVariables()), `Inia/${VERSION}`, config);
  return credentialsFrom(() => [containerProvider(context)]);
}
