import type * as fileBodyNode from "./file-body.node.js";
import type * as fileBodyWeb from "./file-body.web.js";
import type * as nodeStreamNode from "./node-stream.node.js";
import type * as nodeStreamWeb from "./node-stream.web.js";

/** Compiles only where each type is assignable to the other. */
type Interchangeable<A extends B, B extends C, C = A> = [A, B];

export type Variants = [
  Interchangeable<typeof fileBodyNode, typeof fileBodyWeb>,
  Interchangeable<typeof nodeStreamNode, typeof nodeStreamWeb>,
];
