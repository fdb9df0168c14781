import { createSha256, sha256, sha256Hex } from "#platform/sha256";
import { bodyOf, hold } from "../checksums/body.js";
import type { ClientState } from "../client/client-state.js";
import type { Customization } from "../client/service-descriptor.js";
import { toHex } from "../encoding/hex.js";
import type { EventPayload } from "../events/event-map.js";
import { bytesOf, concatBytes } from "../streaming/byte-iterator.js";
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

function nameVersion({ params, context }: EventPayload<"before-call">): void {
  params.headers["x-amz-glacier-version"] = (context.client as ClientState).service.apiVersion;
}

/** @see botocore handlers.py, add_glacier_checksums */
async function addChecksums({ params }: EventPayload<"before-call">): Promise<void> {
  const { headers } = params;
  if (CONTENT_HASH in headers && TREE_HASH in headers) return;
  const body = bodyOf(params.body);
  // What is read of a stream is gone from it.
  await hold(body);
  const whole = createSha256();
  const leaves: Uint8Array[] = [];
  for await (const piece of bytesOf(body)) {
    whole.update(piece);
    for (let at = 0; at < piece.length; at += MEBIBYTE) leaves.push(sha256(piece.subarray(at, at + MEBIBYTE)));
  }
  headers[CONTENT_HASH] ??= toHex(whole.digest());
  headers[TREE_HASH] ??= leaves.length === 0 ? sha256Hex("") : toHex(joinPairs(leaves));
}

/** Hashes pairs of hashes until one is left; an odd one goes up as it is. (Glacier Developer Guide, "Tree hash") */
function joinPairs(hashes: readonly Uint8Array[]): Uint8Array {
  if (hashes.length === 1) return hashes[0]!;
  const joined: Uint8Array[] = [];
  for (let at = 0; at < hashes.length; at += 2) {
    const [left, right] = [hashes[at]!, hashes[at + 1]];
    joined.push(right === undefined ? left : sha256(concatBytes([left, right], left.length + right.length)));
  }
  return joinPairs(joined);
}

const CONTENT_HASH = "x-amz-content-sha256";
const TREE_HASH = "x-amz-sha256-tree-hash";
/** What a leaf of the tree covers. Pieces of a Blob are as long. */
const MEBIBYTE = 1_048_576;
