import type { Decimal } from "../decimal.js";
import { type ExpressionMembers, type ExpressionParts, expressions } from "../expressions/expressions.js";
import type { StorableValue } from "../expressions/storable-value.js";
import { marshallMap } from "../marshall.js";

/** A key: the values of a table's one or two key attributes. */
export type Key = Readonly<Record<string, string | number | bigint | Decimal | Uint8Array>>;

/** Values of expressions that are written by hand, by their placeholders: `{ ":year": 1979 }`. */
export interface ExpressionValues {
  readonly ExpressionAttributeValues?: Readonly<Record<string, StorableValue>> | undefined;
}

/** What documents' inputs have in common: members of DynamoDB's API with plain values, and parts of expressions. */
export interface DocumentInput extends ExpressionParts {
  readonly Item?: object;
  readonly Key?: object;
  readonly ExclusiveStartKey?: object | undefined;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>> | undefined;
  readonly ExpressionAttributeValues?: object | undefined;
}

/** The request for an input: values in DynamoDB's form, parts of expressions written out. */
export function toRequest<Request extends object>(input: DocumentInput): Request {
  const { set, remove, add, delete: drop, condition, keyCondition, filter, projection, ...members } = input;
  const request: Record<string, unknown> = { ...members };
  for (const member of ["Key", "Item", "ExclusiveStartKey", "ExpressionAttributeValues"] as const) {
    const value = members[member];
    if (value !== undefined) request[member] = marshallMap(value, [member]);
  }
  const parts = { set, remove, add, delete: drop, condition, keyCondition, filter, projection };
  return Object.assign(request, expressions(parts, request as ExpressionMembers)) as Request;
}
