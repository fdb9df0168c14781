import type { ClientState } from "./client-state.js";
import { endpointParameters } from "./endpoint-parameters.js";

/** The endpoint of calls without parameters that change it; undefined where there is none. */
export function clientEndpoint({ service, builtins, config }: ClientState): string | undefined {
  if (config.endpoint !== undefined) return config.endpoint;
  try {
    const { url } = service.endpoint.resolve(endpointParameters(service, {}, {}, builtins, config));
    return config.useSsl ? url : url.replace(/^https:/, "http:");
  } catch {
    // Rules that need a parameter of the call have no endpoint for the client alone.
    return undefined;
  }
}
