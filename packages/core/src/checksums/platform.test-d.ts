import type * as rareBundled from "./checksums.bundled.js";
import type * as rareNode from "./checksums.node.js";
import type * as rareWeb from "./checksums.web.js";
import type * as crcFoldNode from "./crc-fold.node.js";
import type * as crcFoldWeb from "./crc-fold.web.js";
import type * as crc32Node from "./crc32.node.js";
import type * as crc32Web from "./crc32.web.js";
import type * as gzipNode from "./gzip.node.js";
import type * as gzipWeb from "./gzip.web.js";

/** Compiles only where each type is assignable to the other. */
type Interchangeable<A extends B, B extends C, C = A> = [A, B];

export type Variants = [
  Interchangeable<typeof crc32Node, typeof crc32Web>,
  Interchangeable<typeof crcFoldNode, typeof crcFoldWeb>,
  Interchangeable<typeof gzipNode, typeof gzipWeb>,
  Interchangeable<typeof rareNode, typeof rareBundled>,
  Interchangeable<typeof rareNode, typeof rareWeb>,
];
