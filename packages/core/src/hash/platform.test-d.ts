import type * as ecdsaNode from "./ecdsa.node.js";
import type * as ecdsaWeb from "./ecdsa.web.js";
import type * as md5Node from "./md5.node.js";
import type * as md5Web from "./md5.web.js";
import type * as sha1Node from "./sha1.node.js";
import type * as sha1Web from "./sha1.web.js";
import type * as sha256Node from "./sha256.node.js";
import type * as sha256Web from "./sha256.web.js";
import type * as sha512Node from "./sha512.node.js";
import type * as sha512Web from "./sha512.web.js";

/** Compiles only where each type is assignable to the other. */
type Interchangeable<A extends B, B extends C, C = A> = [A, B];

export type Variants = [
  Interchangeable<typeof ecdsaNode, typeof ecdsaWeb>,
  Interchangeable<typeof md5Node, typeof md5Web>,
  Interchangeable<typeof sha1Node, typeof sha1Web>,
  Interchangeable<typeof sha256Node, typeof sha256Web>,
  Interchangeable<typeof sha512Node, typeof sha512Web>,
];
