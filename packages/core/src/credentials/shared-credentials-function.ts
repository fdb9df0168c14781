import { defaultSession } from "#platform/default-session";
import { type AwsCredentials, FrozenCredentials } from "../auth/identity.js";
import type { ClientConfig, CredentialsAsker } from "../config/client-config.js";
import { type IdentitySource, keepFresh } from "../config/identity-source.js";
import type { ServiceCallOptions } from "./call-service.js";
import type { CredentialsFunction } from "./credentials-function.js";

/**
 * A function that gets new credentials shortly before the old ones end, once for all who call it, clients or not. The
 * first to ask decides how services are called; a program that asks itself counts as a client of the default session.
 */
export function sharedCredentialsFunction(
  method: string,
  clientConfig: ClientConfig,
  get: (asker: CredentialsAsker, clock: () => number) => Promise<AwsCredentials>,
): CredentialsFunction {
  let source: IdentitySource<AwsCredentials> | undefined;
  return async (asker = { session: clientConfig.loadConfig === false ? undefined : defaultSession() }) => {
    const clock = clientConfig.clock ?? asker.clientConfig?.clock ?? Date.now;
    source ??= keepFresh(async () => new FrozenCredentials({ ...(await get(asker, clock)), method }), clock);
    return source();
  };
}

/** How the service is called: as `clientConfig` says, else as the asking client does. */
export function callOptions(
  clientConfig: ClientConfig,
  asker: CredentialsAsker,
): Pick<ServiceCallOptions, "region" | "config"> {
  return { region: asker.clientConfig?.region, config: clientConfig };
}
