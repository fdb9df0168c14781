export type { PathStep } from "./document-path.js";
export { Documents, documents } from "./documents.js";
export * from "./expressions/attribute.js";
export { and, Condition, type ConditionInput, not, or } from "./expressions/condition.js";
export {
  type ExpressionMembers,
  type ExpressionParts,
  expressions,
  type Projection,
} from "./expressions/expressions.js";
export { Operand } from "./expressions/operand.js";
export type { PlaceholderMembers, Writer } from "./expressions/placeholders.js";
export type { StorableMap, StorableSet, StorableValue } from "./expressions/storable-value.js";
export type { Assignments, UpdateParts } from "./expressions/update.js";
export * from "./operations/batch-get.js";
export * from "./operations/batch-write.js";
export type { BatchOptions } from "./operations/batches.js";
export * from "./operations/delete.js";
export * from "./operations/get.js";
export type { DocumentOptions } from "./operations/options.js";
export type { ItemCollection, WriteOutput } from "./operations/outputs.js";
export type { DocumentPage, DocumentPages, DocumentPagesOptions } from "./operations/pages.js";
export * from "./operations/put.js";
export * from "./operations/query.js";
export type { ExpressionValues, Key } from "./operations/request.js";
export * from "./operations/scan.js";
export * from "./operations/transact-get.js";
export * from "./operations/transact-write.js";
export * from "./operations/update.js";
export { UnprocessedItemsError } from "./unprocessed-items-error.js";
export * from "./values.js";
