import type { Reply } from "../server.js";
import { ServiceError } from "../service-error.js";
import { checksumHeaders } from "./checksums.js";
import { failedCondition, readConditions } from "./conditions.js";
import { invalidArgument, invalidRequest, noSuchKey, preconditionFailed } from "./errors.js";
import { attributeHeaders } from "./object-attributes.js";
import { existingBucket, type S3Request } from "./operation.js";
import { type ByteRange, readRange } from "./range.js";
import type { StoredObject, StoredPart } from "./state.js";

/** `GET /{Bucket}/{Key}` and `HEAD /{Bucket}/{Key}`: the server leaves out the body of the latter. */
export function getObject(request: S3Request): Reply {
  const { http, key } = request;
  const object = existingBucket(request).objects.get(key);
  if (object === undefined) {
    throw noSuchKey(key);
  }
  const failed = failedCondition(http, object, readConditions);
  if (failed?.kind === "precondition") {
    throw preconditionFailed(failed.header);
  }
  const headers = { ...attributeHeaders(object), ...responseOverrides(request) };
  if (failed !== undefined) {
    return { status: 304, headers: { etag: headers["etag"] as string } };
  }
  const selected = selectBytes(request, object);
  if (http.header("x-amz-checksum-mode")?.toUpperCase() === "ENABLED") {
    Object.assign(headers, selectedChecksum(object, selected));
  }
  const { start, end } = selected.range ?? { start: 0, end: object.content.length };
  if (selected.range !== undefined) {
    headers["content-range"] = `bytes ${start}-${end - 1}/${object.content.length}`;
  }
  if (object.parts !== undefined && http.query.has("partNumber")) {
    headers["x-amz-mp-parts-count"] = String(object.parts.length);
  }
  headers["content-length"] = String(end - start);
  const body = selected.range === undefined ? object.content : object.content.slice(start, end);
  return { status: selected.range === undefined ? 200 : 206, headers, body: body.pieces };
}

interface Selection {
  /** `undefined`: the whole object. */
  readonly range: ByteRange | undefined;
  readonly part: StoredPart | undefined;
}

function selectBytes({ http }: S3Request, object: StoredObject): Selection {
  const partNumber = http.query.get("partNumber");
  const range = http.header("range");
  if (partNumber === undefined) {
    return { range: readRange(range, object.content.length), part: undefined };
  }
  if (range !== undefined) {
    throw invalidRequest("Cannot specify both Range header and partNumber query parameter");
  }
  if (!/^\d{1,5}$/.test(partNumber) || Number(partNumber) < 1 || Number(partNumber) > 10_000) {
    throw invalidArgument("Part number must be an integer between 1 and 10000, inclusive", "partNumber", partNumber);
  }
  return selectPart(object, Number(partNumber));
}

function selectPart(object: StoredObject, partNumber: number): Selection {
  const parts = object.parts;
  if (parts === undefined && partNumber === 1) {
    const end = object.content.length;
    return { range: end === 0 ? undefined : { start: 0, end }, part: undefined };
  }
  // The parts of an object count from 1 whatever numbers they were uploaded with.
  const part = parts?.[partNumber - 1];
  if (parts === undefined || part === undefined) {
    throw new ServiceError("InvalidPartNumber", 416, "The requested partnumber is not satisfiable", {
      fields: { PartNumberRequested: String(partNumber), ActualPartCount: String(parts?.length ?? 1) },
    });
  }
  const start = parts.slice(0, partNumber - 1).reduce((sum, { content }) => sum + content.length, 0);
  return { range: { start, end: start + part.content.length }, part };
}

// A checksum is told where it is that of the bytes sent: the whole object, or one part of a composite.
function selectedChecksum(object: StoredObject, { range, part }: Selection): Record<string, string> {
  if (part !== undefined) {
    return checksumHeaders({ ...object.checksum, value: part.digest.toString("base64") });
  }
  const isWhole = range === undefined || range.end - range.start === object.content.length;
  return isWhole ? checksumHeaders(object.checksum) : {};
}

function responseOverrides({ http }: S3Request): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [parameter, header] of OVERRIDES) {
    const value = http.query.get(parameter);
    if (value !== undefined) {
      if (!/^[\t\x20-\x7e\xa0-\xff]*$/.test(value)) {
        throw invalidArgument("Header value cannot be represented using ISO-8859-1.", parameter, value);
      }
      headers[header] = value;
    }
  }
  return headers;
}

const OVERRIDES = [
  ["response-cache-control", "cache-control"],
  ["response-content-disposition", "content-disposition"],
  ["response-content-encoding", "content-encoding"],
  ["response-content-language", "content-language"],
  ["response-content-type", "content-type"],
  ["response-expires", "expires"],
] as const;
