import { toBase64 } from "#platform/base64";
import { toUtf8 } from "../encoding/utf8.js";
import { bytesOf, readAll } from "../streaming/byte-iterator.js";
import { chunksOf } from "../streaming/chunks.js";
import type { BodyStream } from "../streaming/input.js";
import { type Body, isRepeatable, isReplayable } from "./body.js";
import { checksumFor } from "./checksum.js";
import type { ComputedAlgorithm } from "./checksums.js";

/**
 * Encodes a body as `aws-chunked`: pieces of 1 MiB, each after its length, and at the end a trailer with the
 * checksum of all. A short body in memory comes back as bytes. Anything else is encoded while it is read, anew each
 * time, unless it is a stream, which can be read once.
 *
 * @see botocore httpchecksum.py, AwsChunkedWrapper
 */
export async function awsChunked(
  body: Body,
  algorithm: ComputedAlgorithm,
  trailer: string,
): Promise<Uint8Array | BodyStream> {
  if (ArrayBuffer.isView(body) && body.byteLength <= chunkSize) {
    return readAll(encode(body, algorithm, trailer));
  }
  return {
    length: undefined,
    get replayable() {
      return isReplayable(body);
    },
    repeatable: isRepeatable(body),
    [Symbol.asyncIterator]: () => encode(body, algorithm, trailer),
  };
}

async function* encode(
  body: Body,
  algorithm: ComputedAlgorithm,
  trailer: string,
): AsyncGenerator<Uint8Array, void, undefined> {
  const checksum = await checksumFor(algorithm);
  let lineEnd = "";
  for await (const chunk of chunksOf(bytesOf(body), chunkSize)) {
    yield toUtf8(`${lineEnd}${chunk.length.toString(16)}\r\n`);
    for (const piece of chunk.pieces) {
      checksum.update(piece);
      yield piece;
    }
    lineEnd = "\r\n";
  }
  yield toUtf8(`${lineEnd}0\r\n${trailer}:${toBase64(checksum.digest())}\r\n\r\n`);
}

/** S3 refuses chunks below 8 KiB but for the last. */
const chunkSize = 1_048_576;
