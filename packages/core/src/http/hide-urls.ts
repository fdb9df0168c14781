/**
 * Leaves of the URLs in an error's texts no more than where they lead: paths and queries may hold secrets, a
 * signature at least. Some platforms' `fetch` puts whole URLs into messages, fields and causes; the errors are its
 * own, so they are changed in place.
 */
export function hideUrls(error: unknown, depth: number = 0): void {
  if (!(error instanceof Error) || depth > 4) return;
  for (const name of Object.getOwnPropertyNames(error)) {
    const { value, writable } = Object.getOwnPropertyDescriptor(error, name)!;
    if (typeof value === "string") {
      const hidden = name === "input" || name === "path" ? "…" : value.replace(urls, "$1$2/…").replace(quoted, "…");
      if (writable && hidden !== value) (error as unknown as Record<string, unknown>)[name] = hidden;
    } else if (Array.isArray(value)) for (const inner of value) hideUrls(inner, depth + 1);
    else hideUrls(value, depth + 1);
  }
}

const urls: RegExp = /(\bhttps?:\/\/)(?:[^\s/?#"'<>@]*@)?([^\s/?#"'<>)@]+)[/?#][^\s"'<>)]*/gi;
/** `fetch` quotes a header that it refuses. */
const quoted: RegExp = /"[^"]*"(?= is an invalid)/g;
