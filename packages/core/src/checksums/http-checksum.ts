import { applyRequestChecksum, resolveRequestChecksum } from "./request-checksum.js";
import { bodyVerifier, expectedChecksum, verifyBytes } from "./response-checksum.js";

/** The code of checksums: only operations that have one refer to it, so only their bundles hold it. */
export interface HttpChecksum {
  readonly resolve: typeof resolveRequestChecksum;
  readonly apply: typeof applyRequestChecksum;
  readonly expected: typeof expectedChecksum;
  readonly verifyBytes: typeof verifyBytes;
  readonly bodyVerifier: typeof bodyVerifier;
}

export const httpChecksum: HttpChecksum = {
  resolve: resolveRequestChecksum,
  apply: applyRequestChecksum,
  expected: expectedChecksum,
  verifyBytes,
  bodyVerifier,
};
