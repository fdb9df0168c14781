import type * as loadCompileNode from "./load-compile.node.js";
import type * as loadCompileWeb from "./load-compile.web.js";

/** Compiles only where each type is assignable to the other. */
type Interchangeable<A extends B, B extends C, C = A> = [A, B];

export type Variants = [Interchangeable<typeof loadCompileNode, typeof loadCompileWeb>];
