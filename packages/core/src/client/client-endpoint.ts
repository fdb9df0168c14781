import type { ClientState } from "./client-state.js";

/** The endpoint of calls without parameters that change it; undefined where there is none. */
export function clientEndpoint({ service, builtins, config }: ClientState): string | undefined {
  if (config.endpoint !== undefined) return config.endpoint;
  const parameters: Record<string, unknown> = {};
  for (const [name, builtIn] of Object.entries(service.endpoint.parameters)) {
    const value = builtIn && builtins[builtIn.name];
    if (value !== undefined) parameters[name] = value;
  }
  try {
    const { url } = service.endpoint.resolve(parameters);
    return config.useSsl ? url : url.replace(/^https:/, "http:");
  } catch {
    // Rules that need a parameter of the call have no endpoint for the client alone.
    return undefined;
  }
}
