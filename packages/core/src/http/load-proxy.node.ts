import type { createProxyDialer } from "./proxy.node.js";

/** Loads what opens connections through proxies, which few programs need. */
export async function loadProxyDialer(): Promise<typeof createProxyDialer> {
  return (await import("./proxy.node.js")).createProxyDialer;
}
