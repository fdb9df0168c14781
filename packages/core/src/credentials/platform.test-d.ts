import type * as dpopNode from "./dpop.node.js";
import type * as dpopWeb from "./dpop.web.js";
import type * as providersBundled from "./load-providers.bundled.js";
import type * as providersLazy from "./load-providers.js";
import type * as promptNode from "./prompt.node.js";
import type * as promptWeb from "./prompt.web.js";
import type * as runProcessNode from "./run-process.node.js";
import type * as runProcessWeb from "./run-process.web.js";

/** Compiles only where each type is assignable to the other. */
type Interchangeable<A extends B, B extends C, C = A> = [A, B];

export type Variants = [
  Interchangeable<typeof dpopNode, typeof dpopWeb>,
  Interchangeable<typeof providersLazy, typeof providersBundled>,
  Interchangeable<typeof promptNode, typeof promptWeb>,
  Interchangeable<typeof runProcessNode, typeof runProcessWeb>,
];
