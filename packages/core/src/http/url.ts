/** An absolute URL cut at its delimiters; nothing is decoded, encoded or normalised. */
export interface UrlParts {
  /** Lower case, without the colon. */
  readonly scheme: string;
  /** Host and port as they stand in the URL, without user and password: `[::1]:8000`. */
  readonly host: string;
  /** From the first slash to the query; `/` when there is none. */
  readonly path: string;
  /** Without the question mark; empty when there is none. */
  readonly query: string;
}

/**
 * Cuts a URL by string operations, because `new URL` removes dot segments and re-encodes: a key such as `a/../b` must
 * reach the server as it was signed. A fragment is dropped.
 *
 * @throws {TypeError} when the URL has no scheme or no host.
 */
export function splitUrl(url: string): UrlParts {
  const schemeEnd = url.indexOf("://");
  if (schemeEnd < 1) throw new TypeError(`Not an absolute URL: "${url}"`);
  const hostStart = schemeEnd + 3;
  const fragment = url.indexOf("#", hostStart);
  const end = fragment < 0 ? url.length : fragment;
  let queryStart = url.indexOf("?", hostStart);
  if (queryStart < 0 || queryStart > end) queryStart = end;
  let pathStart = url.indexOf("/", hostStart);
  if (pathStart < 0 || pathStart > queryStart) pathStart = queryStart;
  const at = url.lastIndexOf("@", pathStart - 1);
  const host = url.slice(at < hostStart ? hostStart : at + 1, pathStart);
  if (host === "") throw new TypeError(`A URL without a host: "${url}"`);
  return {
    scheme: lowerCaseScheme(url, schemeEnd),
    host,
    path: pathStart === queryStart ? "/" : url.slice(pathStart, queryStart),
    query: url.slice(queryStart + 1, end),
  };
}

/**
 * The value of the `Host` header, which is also what signers sign: lower case, without the scheme's default port.
 */
export function hostHeader(parts: UrlParts): string {
  const host = parts.host.toLowerCase();
  const defaultPort = parts.scheme === "https" ? ":443" : ":80";
  return host.endsWith(defaultPort) ? host.slice(0, -defaultPort.length) : host;
}

/** Host name and port number for connecting: IPv6 brackets removed, the default port filled in. */
export function hostAndPort(parts: UrlParts): { readonly hostname: string; readonly port: number } {
  const { host } = parts;
  const colon = host.lastIndexOf(":");
  const hasPort = colon > host.lastIndexOf("]");
  const name = hasPort ? host.slice(0, colon) : host;
  const port = hasPort && colon + 1 < host.length ? Number(host.slice(colon + 1)) : parts.scheme === "https" ? 443 : 80;
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new TypeError(`Not a port: "${host}"`);
  return { hostname: name.startsWith("[") ? name.slice(1, -1) : name, port };
}

/** Host and port as a URL has them: IPv6 in brackets. */
export function authorityOf(hostname: string, port: number): string {
  return hostname.includes(":") ? `[${hostname}]:${port}` : `${hostname}:${port}`;
}

function lowerCaseScheme(url: string, end: number): string {
  if (url.startsWith("https://")) return "https";
  if (url.startsWith("http://")) return "http";
  return url.slice(0, end).toLowerCase();
}
