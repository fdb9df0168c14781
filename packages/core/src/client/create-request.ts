import { bodyOf, lengthOf } from "../checksums/body.js";
import { percentEncode } from "../encoding/percent.js";
import type { Endpoint } from "../endpoints/endpoint.js";
import { getHeader } from "../http/header.js";
import type { HttpRequest } from "../http/message.js";
import type { SerializedRequest } from "../http/serialized-request.js";

/** Makes the HTTP request of one attempt: a copy that signers and handlers may change. */
export function createRequest(request: SerializedRequest, endpoint: Endpoint): HttpRequest {
  return {
    method: request.method,
    url: requestUrl(request, endpoint.url),
    headers: { ...request.headers },
    body: request.body === undefined ? undefined : bodyOf(request.body),
  };
}

/** Adds what says where the body ends, after signing: these headers are never signed. (botocore awsrequest.py) */
export function addBodyHeaders({ headers, method, body }: HttpRequest): void {
  if (method === "GET" || method === "HEAD" || method === "OPTIONS") return;
  if (getHeader(headers, "Transfer-Encoding") !== undefined || getHeader(headers, "Content-Length") !== undefined)
    return;
  const length = lengthOf(bodyOf(body));
  if (length === undefined) headers["Transfer-Encoding"] = "chunked";
  else headers["Content-Length"] = String(length);
}

/** Joins endpoint, host prefix, path and query; one slash stands between the paths. A query of the endpoint stays. */
function requestUrl({ path, query, hostPrefix = "" }: SerializedRequest, endpoint: string): string {
  const [address, ownQuery] = endpoint.split("?", 2) as [string, string?];
  const hostAt = address.indexOf("://") + 3;
  const pathAt = address.indexOf("/", hostAt);
  const host = hostPrefix + address.slice(hostAt, pathAt < 0 ? undefined : pathAt);
  const base = pathAt < 0 ? "" : address.slice(pathAt);
  let url = address.slice(0, hostAt) + host + joinPaths(base, path);
  let separator = url.includes("?", hostAt) ? "&" : "?";
  if (ownQuery) {
    url += separator + ownQuery;
    separator = "&";
  }
  for (const [name, value] of query) {
    url += `${separator}${percentEncode(name)}=${percentEncode(value)}`;
    separator = "&";
  }
  return url;
}

function joinPaths(base: string, path: string): string {
  if (path === "" || path === "/") return base === "" ? "/" : base;
  if (base === "" && !path.startsWith("/")) return `/${path}`;
  return base.endsWith("/") && path.startsWith("/") ? base + path.slice(1) : base + path;
}
