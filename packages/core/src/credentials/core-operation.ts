import type { OperationDescriptor } from "../schema/operation.js";

/** An operation that core calls itself, with the types of what it takes and gives. */
export interface CoreOperation<Input, Output> extends OperationDescriptor {
  /** Carries types only; absent at run time. */
  readonly "~types"?: { readonly input: Input; readonly output: Output };
}
