import type { IncomingRequest } from "../server.js";
import { ServiceError } from "../service-error.js";
import { percentDecode } from "../uri.js";

/** Whom a request addresses: neither (the service), a bucket, or an object in it. */
export interface S3Address {
  readonly bucket: string | undefined;
  readonly key: string | undefined;
}

/** Reads bucket and key from path and Host: `bucket.<suffix>` is virtual-hosted style, every other host path style. */
export function readAddress(request: IncomingRequest, hostSuffixes: readonly string[]): S3Address {
  const path = decodePath(request.path).replace(/^\//, "");
  const host = (request.header("host") ?? "").replace(/:\d+$/, "").toLowerCase();
  const suffix = hostSuffixes.find((candidate) => host.endsWith(`.${candidate}`));
  if (suffix !== undefined) {
    return { bucket: host.slice(0, -suffix.length - 1), key: path === "" ? undefined : path };
  }
  const slash = path.indexOf("/");
  const bucket = slash === -1 ? path : path.slice(0, slash);
  const key = slash === -1 ? "" : path.slice(slash + 1);
  return { bucket: bucket === "" ? undefined : bucket, key: key === "" ? undefined : key };
}

/** Decodes a path or a copy source; `+` is a space. */
export function decodePath(path: string): string {
  try {
    if (/%(?![0-9a-fA-F]{2})/.test(path)) {
      throw new TypeError("malformed escape");
    }
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(percentDecode(path.replaceAll("+", " ")));
  } catch (cause) {
    const error = new ServiceError("InvalidURI", 400, "Couldn't parse the specified URI.", { fields: { URI: path } });
    error.cause = cause;
    throw error;
  }
}
