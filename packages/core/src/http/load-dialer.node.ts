import { loadProxyDialer } from "#platform/load-proxy";
import { ValidationError } from "../errors/call.js";
import { createDialer, type Dialer } from "./connect.node.js";
import type { HttpHandlerSettings } from "./handler-settings.js";

/** What opens connections for a scheme: to the servers, or to the proxy that the settings name. */
export async function loadDialer(
  settings: HttpHandlerSettings,
  scheme: string,
  protocols?: readonly string[],
): Promise<Dialer> {
  if (scheme !== "https" && scheme !== "http")
    throw new ValidationError(`Neither an http nor an https URL: ${scheme}:`);
  const proxy = settings.proxies?.[scheme];
  if (!proxy) return createDialer(settings, scheme === "https", protocols);
  const createProxyDialer = await loadProxyDialer();
  return createProxyDialer(settings, scheme, proxy, protocols);
}
