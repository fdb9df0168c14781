import type * as environment from "./environment-proxies.node.js";

/** Where `fetch` sends, it looks at the environment itself, if there is one. */
export const environmentProxies: typeof environment.environmentProxies | undefined = undefined;
