import { ServiceError } from "../service-error.js";

/** Bytes of an object, from `start` up to, not including, `end`. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Reads `bytes=a-b`, `bytes=a-` or `bytes=-n`; `undefined` where the header is absent or in another form, which S3
 * ignores (several ranges too).
 *
 * @throws InvalidRange where no byte of the object lies in it.
 */
export function readRange(header: string | undefined, size: number): ByteRange | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.replaceAll(" ", "") ?? "");
  if (match === null || (match[1] === "" && match[2] === "")) {
    return undefined;
  }
  const [first, last] = [match[1] as string, match[2] as string];
  if (first !== "" && last !== "" && Number(last) < Number(first)) {
    return undefined;
  }
  const start = first === "" ? Math.max(size - Number(last), 0) : Number(first);
  const end = first === "" || last === "" ? size : Math.min(Number(last) + 1, size);
  if (start >= end) {
    throw new ServiceError("InvalidRange", 416, "The requested range is not satisfiable", {
      fields: { RangeRequested: header as string, ActualObjectSize: String(size) },
      headers: { "content-range": `bytes */${size}` },
    });
  }
  return { start, end };
}
