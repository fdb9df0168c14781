import { paginateQuery, type QueryInput as QueryRequest, query } from "@inia/client-dynamodb";
import type { Client } from "@inia/core";
import type { ConditionInput } from "../expressions/condition.js";
import type { Projection } from "../expressions/expressions.js";
import type { NumberReading, ReadItem } from "../read-options.js";
import type { DocumentOptions } from "./options.js";
import { type DocumentPage, DocumentPages, type DocumentPagesOptions } from "./pages.js";
import { type ExpressionValues, type Key, toRequest } from "./request.js";
import { fromResponse } from "./response.js";

export interface QueryInput
  extends Omit<
      QueryRequest,
      | "AttributesToGet"
      | "KeyConditions"
      | "QueryFilter"
      | "ConditionalOperator"
      | "ExclusiveStartKey"
      | "ExpressionAttributeValues"
    >,
    ExpressionValues {
  readonly ExclusiveStartKey?: Key | undefined;
  /** Which items: the partition key's value, and a condition on the sort key. */
  readonly keyCondition?: ConditionInput | undefined;
  /** Which of these are answered; they are read, and paid, all. */
  readonly filter?: ConditionInput | undefined;
  readonly projection?: Projection | undefined;
}

/** One page of the items with a partition key. {@link paginateQueryDocuments} gives all of them. */
export async function queryDocuments<Known extends object = never, Reading extends NumberReading = undefined>(
  dynamodb: Client<"dynamodb">,
  input: QueryInput,
  options?: DocumentOptions<Reading>,
): Promise<DocumentPage<ReadItem<Known, Reading>>> {
  return fromResponse(await query(dynamodb, toRequest(input), options), options);
}

/** The items with a partition key, page by page, or one by one with `.items()`. */
export function paginateQueryDocuments<Known extends object = never, Reading extends NumberReading = undefined>(
  dynamodb: Client<"dynamodb">,
  input: QueryInput,
  options?: DocumentPagesOptions<Reading>,
): DocumentPages<ReadItem<Known, Reading>> {
  return new DocumentPages(paginateQuery(dynamodb, toRequest(input), options), options);
}
