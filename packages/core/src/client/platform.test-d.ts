import type * as featuresNode from "./call-features.node.js";
import type * as featuresWeb from "./call-features.web.js";
import type * as chunksSupported from "./chunked-payload.supported.js";
import type * as chunksUnsupported from "./chunked-payload.unsupported.js";
import type * as diagnosticsNode from "./diagnostics.node.js";
import type * as diagnosticsWeb from "./diagnostics.web.js";
import type * as recursionNode from "./recursion-header.node.js";
import type * as recursionWeb from "./recursion-header.web.js";

/** Compiles only where each type is assignable to the other. */
type Interchangeable<A extends B, B extends C, C = A> = [A, B];

/** Where there is none, the platform has no use for it. */
type Assignable<A extends B, B> = [A, B];

export type Variants = [
  Interchangeable<typeof featuresNode, typeof featuresWeb>,
  Interchangeable<typeof diagnosticsNode, typeof diagnosticsWeb>,
  Assignable<typeof chunksSupported, typeof chunksUnsupported>,
  Assignable<typeof recursionNode, typeof recursionWeb>,
];
