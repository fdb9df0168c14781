/**
 * Leaves of the URLs in an error's texts no more than where they lead: paths and queries may hold secrets, a
 * signature at least. Some platforms' `fetch` puts whole URLs into messages, fields and causes; the errors are its
 * own, so they are changed in place.
 */
export function hideUrls(error: unknown, depth: number = 0): void {
  if (!(error instanceof Error) || depth > 4) return;
  for (const name of Object.getOwnPropertyNames(error)) {
    const value = (error as unknown as Record<string, unknown>)[name];
    if (typeof value === "string") {
      const hidden = value.replace(urls, "$1$2/…").replace(quoted, "…");
      if (hidden !== value) Reflect.set(error, name, hidden);
    } else for (const inner of [value].flat()) hideUrls(inner, depth + 1);
  }
}

const urls: RegExp = /(\bhttps?:\/\/)(?:[^\s/?#"'<>@]*@)?([^\s/?#"'<>)@]+)[/?#][^\s"'<>)]*/gi;
/** `fetch` quotes a header that it refuses. */
const quoted: RegExp = /"[^"]*"(?= is an invalid)/g;
