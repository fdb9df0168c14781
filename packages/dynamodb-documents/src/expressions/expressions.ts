import type { AttributeValueInput } from "@inia/client-dynamodb";
import { DocumentError } from "../document-error.js";
import type { Attribute } from "./attribute.js";
import { type ConditionInput, writeCondition } from "./condition.js";
import { type PlaceholderMembers, Placeholders } from "./placeholders.js";
import { type UpdateParts, writeName, writeUpdate } from "./update.js";

/** What a request's expressions are made of. */
export interface ExpressionParts extends UpdateParts {
  readonly condition?: ConditionInput | undefined;
  readonly keyCondition?: ConditionInput | undefined;
  readonly filter?: ConditionInput | undefined;
  readonly projection?: Projection | undefined;
}

/** Attributes to read, by name, or within others. */
export type Projection = readonly (string | Attribute)[];

/** Members of a request. */
export interface ExpressionMembers extends PlaceholderMembers {
  UpdateExpression?: string;
  ConditionExpression?: string;
  KeyConditionExpression?: string;
  FilterExpression?: string;
  ProjectionExpression?: string;
}

/**
 * Writes expressions, with one table of names and values for all of them, in DynamoDB's form: for calls of
 * `@inia/client-dynamodb` itself. The functions for documents take the same parts.
 *
 * `given` is what the request has already: its placeholders are kept.
 */
export function expressions(
  { condition, keyCondition, filter, projection, ...update }: ExpressionParts,
  given: ExpressionMembers & { readonly ExpressionAttributeValues?: Record<string, AttributeValueInput> } = {},
): ExpressionMembers {
  const to = new Placeholders(given.ExpressionAttributeNames, given.ExpressionAttributeValues);
  const written: ExpressionMembers = {};
  const put = (member: keyof Omit<ExpressionMembers, keyof PlaceholderMembers>, text: string | undefined): void => {
    if (text === undefined) return;
    if (given[member] !== undefined) {
      throw new DocumentError(`the request has parts for it, and ${member} besides: give one of them.`, member);
    }
    written[member] = text;
  };
  put("UpdateExpression", writeUpdate(update, to));
  put("ConditionExpression", condition && writeCondition(condition, to));
  put("KeyConditionExpression", keyCondition && writeCondition(keyCondition, to));
  put("FilterExpression", filter && writeCondition(filter, to));
  put("ProjectionExpression", projection && writeProjection(projection, to));
  return { ...written, ...to.members };
}

function writeProjection(projection: Projection, to: Placeholders): string {
  if (projection.length === 0)
    throw new DocumentError("nothing is to be read: leave it out to read all.", "projection");
  return projection.map((attribute) => writeName(attribute, to)).join(", ");
}
