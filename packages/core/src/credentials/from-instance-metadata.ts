import { environmentVariables } from "#platform/environment";
import type { ClientConfig } from "../config/client-config.js";
import { ConfigStore } from "../config/config-store.js";
import { VERSION } from "../config/version.js";
import { type CredentialsFunction, credentialsFrom } from "./credentials-function.js";
import { createProviderContext } from "./provider-context.js";
import { instanceMetadataProvider } from "./providers/instance-metadata.js";

/** The role of the EC2 instance that the program runs on. */
export function fromInstanceMetadata(config: Pick<ClientConfig, "httpHandler" | "logger"> = {}): CredentialsFunction {
  const context = createProviderContext(new ConfigStore(environmentVariables()), `Inia/${VERSION}`, config);
  return credentialsFrom(() => [instanceMetadataProvider(context)]);
}
