/** The parts of an absolute URL, exactly as they stand there. */
export interface RequestUrl {
  readonly scheme: string;
  readonly authority: string;
  readonly path: string;
  /** Without its `?`; undefined where the URL has none. */
  readonly query: string | undefined;
}

/** Cuts a URL into its parts. `URL` is of no use here: it resolves `/../` in the keys of S3 objects. */
export function splitUrl(url: string): RequestUrl {
  const authorityStart = url.indexOf("://") + 3;
  const queryStart = url.indexOf("?", authorityStart);
  const hierarchyEnd = queryStart < 0 ? url.length : queryStart;
  const slash = url.indexOf("/", authorityStart);
  const pathStart = slash < 0 || slash > hierarchyEnd ? hierarchyEnd : slash;
  return {
    scheme: url.slice(0, authorityStart - 3),
    authority: url.slice(authorityStart, pathStart),
    path: url.slice(pathStart, hierarchyEnd),
    query: queryStart < 0 ? undefined : url.slice(queryStart + 1),
  };
}

/** The value of the `Host` header that HTTP clients send for a URL: no user, no default port, lower case. */
export function hostOf({ scheme, authority }: RequestUrl): string {
  const host = authority.slice(authority.lastIndexOf("@") + 1).toLowerCase();
  const defaultPort = scheme === "https" ? ":443" : ":80";
  return host.endsWith(defaultPort) ? host.slice(0, -defaultPort.length) : host;
}

/** Puts another query into a URL. */
export function withQuery({ scheme, authority, path }: RequestUrl, query: string): string {
  return `${scheme}://${authority}${path}?${query}`;
}
