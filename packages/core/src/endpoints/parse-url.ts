import { percentEncodePath } from "../encoding/percent.js";
import { isIpv4 } from "./host-label.js";

/** The parts of an endpoint's URL, as rules read them. */
export interface ParsedUrl {
  readonly scheme: string;
  /** Host and port as given. */
  readonly authority: string;
  readonly path: string;
  /** Without dot segments and doubled slashes, encoded, ending in `/`. */
  readonly normalizedPath: string;
  readonly isIp: boolean;
}

/** Splits an http(s) URL; one with a query, without a host or with a port that is none has no parts. */
export function parseUrl(text: string | undefined): ParsedUrl | undefined {
  if (text === undefined) return undefined;
  const [, scheme = "", authority = "", path = ""] = urlPattern.exec(text) ?? [];
  const [, host, port = "0"] = authorityPattern.exec(authority) ?? [];
  if (!host || Number(port) > 65535) return undefined;
  return {
    scheme: scheme.toLowerCase(),
    authority,
    path,
    normalizedPath: normalizePath(path),
    isIp: host.startsWith("[") || isIpv4(host),
  };
}

function normalizePath(path: string): string {
  const kept: string[] = [];
  for (const segment of path.split("/")) {
    if (segment === "..") kept.pop();
    else if (segment !== "" && segment !== ".") kept.push(segment);
  }
  return kept.length === 0 ? "/" : `/${percentEncodePath(kept.join("/"))}/`;
}

// Scheme, authority, path; then parameters of the last segment and a fragment, which are dropped. (RFC 1808)
const urlPattern = /^(https?):\/\/([^/?#]*)((?:\/[^?#]*?)?)(?:;[^/?#]*)?\??(?:#.*)?$/is;
const authorityPattern = /^(?:.*@)?([^:[\]]+|\[[\da-f:.]+(?:%[\w.~%-]+)?\])(?::(\d*))?$/i;
