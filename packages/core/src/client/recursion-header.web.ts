import type * as recursionHeader from "./recursion-header.node.js";

/** Lambda functions run where there is an environment. */
export const addRecursionHeader: typeof recursionHeader.addRecursionHeader | undefined = undefined;
