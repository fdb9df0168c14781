import { createProxyDialer } from "./proxy.node.js";

/** As `load-proxy.node.ts`, but part of a bundle; why, says `credentials/load-providers.bundled.ts`. */
export async function loadProxyDialer(): Promise<typeof createProxyDialer> {
  return createProxyDialer;
}
