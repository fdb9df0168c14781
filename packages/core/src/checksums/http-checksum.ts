import { applyRequestChecksum, resolveRequestChecksum } from "./request-checksum.js";
import { bodyVerifier, expectedChecksum, verifyBytes } from "./response-checksum.js";

/** The code of requests' checksums: only operations that may send one refer to it, so only their bundles hold it. */
export interface RequestChecksums {
  readonly resolve: typeof resolveRequestChecksum;
  readonly apply: typeof applyRequestChecksum;
}

/** The code of responses' checksums, likewise. */
export interface ResponseChecksums {
  readonly expected: typeof expectedChecksum;
  readonly verifyBytes: typeof verifyBytes;
  readonly bodyVerifier: typeof bodyVerifier;
}

export const requestChecksums: RequestChecksums = { resolve: resolveRequestChecksum, apply: applyRequestChecksum };

export const responseChecksums: ResponseChecksums = { expected: expectedChecksum, verifyBytes, bodyVerifier };
