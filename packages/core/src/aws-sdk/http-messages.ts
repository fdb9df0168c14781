import { percentEncode } from "../encoding/percent.js";
import type { HttpRequest } from "../http/message.js";

/** A request as v3's middleware and handlers see it. */
export interface AwsSdkRequest {
  method: string;
  protocol: string;
  hostname: string;
  port?: number | undefined;
  path: string;
  query: Record<string, string | string[] | null>;
  headers: Record<string, string>;
  body?: unknown;
  username?: string | undefined;
  password?: string | undefined;
  fragment?: string | undefined;
}

/** Shows a request as v3 does. Its header names are lower case, and its query is decoded. */
export function toAwsSdkRequest({ method, url, headers, body }: HttpRequest): AwsSdkRequest {
  const [, protocol, hostname, port, path, search] = /^(\w+:)\/\/([^/?:]*|\[[^\]]*\])(?::(\d+))?([^?]*)\??(.*)$/.exec(
    url,
  )!;
  const query: AwsSdkRequest["query"] = {};
  for (const part of search ? search.split("&") : []) {
    const [name, value = ""] = part.split(/=(.*)/).map(decodeURIComponent) as [string, string?];
    const before = query[name];
    query[name] = before === undefined ? value : [before as string, value].flat();
  }
  return {
    method,
    protocol: protocol!,
    hostname: hostname!,
    port: port === undefined ? undefined : Number(port),
    path: path || "/",
    query,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
    body,
  };
}

/** Writes what middleware changed back into the request; what it left alone stays as it was, byte for byte. */
export function applyAwsSdkRequest(to: HttpRequest, changed: AwsSdkRequest): void {
  const before = toAwsSdkRequest(to);
  to.method = changed.method;
  if (!sameTarget(before, changed)) to.url = urlOf(changed);
  if (changed.body !== before.body) {
    to.body = (
      typeof changed.body === "string" ? new TextEncoder().encode(changed.body) : changed.body
    ) as HttpRequest["body"];
  }
  const kept = new Map(Object.keys(to.headers).map((name) => [name.toLowerCase(), name]));
  const wanted = new Map(
    Object.entries(changed.headers).map(([name, value]) => [name.toLowerCase(), [name, value] as const]),
  );
  for (const [lower, name] of kept) if (!wanted.has(lower)) delete to.headers[name];
  for (const [lower, [name, value]] of wanted) to.headers[kept.get(lower) ?? name] = String(value);
}

/** The URL of a request in v3's form. */
export function urlOf({ protocol, hostname, port, path, query }: AwsSdkRequest): string {
  const search = Object.entries(query ?? {}).flatMap(([name, values]) =>
    [values ?? ""].flat().map((value) => `${percentEncode(name)}=${percentEncode(value)}`),
  );
  return `${protocol}//${hostname}${port === undefined ? "" : `:${port}`}${path}${search.length > 0 ? `?${search.join("&")}` : ""}`;
}

function sameTarget(one: AwsSdkRequest, other: AwsSdkRequest): boolean {
  return (
    (["protocol", "hostname", "port", "path"] as const).every((part) => one[part] === other[part]) &&
    JSON.stringify(one.query) === JSON.stringify(other.query)
  );
}
