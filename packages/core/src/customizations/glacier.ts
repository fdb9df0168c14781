import { createSha256, sha256, sha256Hex } from "#platform/sha256";
import type { Customization } from "../client/service-descriptor.js";
import { toHex } from "../encoding/hex.js";
import { UnseekableStreamError } from "../errors/call.js";
import type { EventPayload } from "../events/event-map.js";
import { table } from "./parts/table.js";

export const customizations: readonly Customization[] = /*#__PURE__*/ table({
  "before-parameter-build.glacier": useOwnAccount,
  "before-call.glacier": nameVersion,
  "before-call.glacier.UploadArchive": addChecksums,
  "before-call.glacier.UploadMultipartPart": addChecksums,
});

/** A dash stands for the account whose credentials sign. (Amazon S3 Glacier Developer Guide) */
function useOwnAccount({ params }: EventPayload<"before-parameter-build">): void {
  params.accountId ??= "-";
}

function nameVersion({ params }: EventPayload<"before-call">): void {
  params.headers["x-amz-glacier-version"] = "2012-06-01";
}

/** @see botocore handlers.py, add_glacier_checksums */
async function addChecksums({ params }: EventPayload<"before-call">): Promise<void> {
  const { headers } = params;
  if (CONTENT_HASH in headers && TREE_HASH in headers) return;
  const body = (params.body ?? new Uint8Array()) as Uint8Array | Blob | AsyncIterable<Uint8Array>;
  const replayable = ArrayBuffer.isView(body) || body instanceof Blob ? body : await readAll(body);
  // What was read is gone from the stream.
  if (replayable !== body) params.body = replayable;
  const whole = createSha256();
  const leaves: Uint8Array[] = [];
  for await (const leaf of leavesOf(replayable)) {
    whole.update(leaf);
    leaves.push(sha256(leaf));
  }
  headers[CONTENT_HASH] ??= toHex(whole.digest());
  headers[TREE_HASH] ??= leaves.length === 0 ? sha256Hex("") : toHex(joinPairs(leaves));
}

async function* leavesOf(body: Uint8Array | Blob): AsyncGenerator<Uint8Array> {
  const length = ArrayBuffer.isView(body) ? body.length : body.size;
  for (let at = 0; at < length; at += MEBIBYTE) {
    if (ArrayBuffer.isView(body)) yield body.subarray(at, at + MEBIBYTE);
    else yield new Uint8Array(await body.slice(at, at + MEBIBYTE).arrayBuffer());
  }
}

/** Hashes pairs of hashes until one is left; an odd one goes up as it is. (Glacier Developer Guide, "Tree hash") */
function joinPairs(hashes: readonly Uint8Array[]): Uint8Array {
  if (hashes.length === 1) return hashes[0]!;
  const joined: Uint8Array[] = [];
  for (let at = 0; at < hashes.length; at += 2) {
    const [left, right] = [hashes[at]!, hashes[at + 1]];
    joined.push(right === undefined ? left : sha256(concatenate([left, right], left.length + right.length)));
  }
  return joinPairs(joined);
}

async function readAll(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream) {
    length += chunk.length;
    if (length > 64 * MEBIBYTE) {
      throw new UnseekableStreamError(
        "Glacier wants a body's hashes before the body, and this one is a stream of more than 64 MiB that can be " +
          "read only once: give it as a Blob, or upload it in parts.",
      );
    }
    chunks.push(chunk);
  }
  return concatenate(chunks, length);
}

function concatenate(parts: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

const CONTENT_HASH = "x-amz-content-sha256";
const TREE_HASH = "x-amz-sha256-tree-hash";
const MEBIBYTE = 1_048_576;
