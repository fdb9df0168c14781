import type * as signersBundled from "./other-signers.bundled.js";
import type * as signersNode from "./other-signers.node.js";
import type * as chunksBundled from "./signed-chunks.bundled.js";
import type * as chunksSupported from "./signed-chunks.supported.js";
import type * as chunksUnsupported from "./signed-chunks.unsupported.js";

/** Compiles only where each type is assignable to the other. */
type Interchangeable<A extends B, B extends C, C = A> = [A, B];

export type Variants = [
  Interchangeable<typeof chunksSupported, typeof chunksBundled>,
  Interchangeable<typeof chunksSupported, typeof chunksUnsupported>,
  Interchangeable<typeof signersNode, typeof signersBundled>,
];
