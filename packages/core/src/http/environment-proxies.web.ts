/** Where `fetch` sends, it looks at the environment itself, if there is one. */
export function environmentProxies(): undefined {
  return undefined;
}
