import type * as sessionNode from "../session/default-session.node.js";
import type * as sessionWeb from "../session/default-session.web.js";
import type * as middlewareNode from "./middleware-code.node.js";
import type * as middlewareWeb from "./middleware-code.web.js";
import type * as streamNode from "./sdk-stream.node.js";
import type * as streamWeb from "./sdk-stream.web.js";
import type * as settingsNode from "./settings.node.js";
import type * as settingsWeb from "./settings.web.js";
import type * as socketErrorNode from "./socket-error.node.js";
import type * as socketErrorWeb from "./socket-error.web.js";

/** Compiles only where each type is assignable to the other. */
type Interchangeable<A extends B, B extends C, C = A> = [A, B];

export type Variants = [
  Interchangeable<typeof middlewareNode, typeof middlewareWeb>,
  Interchangeable<typeof sessionNode, typeof sessionWeb>,
  Interchangeable<typeof settingsNode, typeof settingsWeb>,
  Interchangeable<typeof streamNode, typeof streamWeb>,
  Interchangeable<typeof socketErrorNode, typeof socketErrorWeb>,
];
