import { paginateScan, type ScanInput as ScanRequest, scan } from "@inia/client-dynamodb";
import type { Client } from "@inia/core";
import type { ConditionInput } from "../expressions/condition.js";
import type { Projection } from "../expressions/expressions.js";
import type { NumberReading, ReadItem } from "../read-options.js";
import type { DocumentOptions } from "./options.js";
import { type DocumentPage, DocumentPages, type DocumentPagesOptions } from "./pages.js";
import { type ExpressionValues, type Key, toRequest } from "./request.js";
import { fromResponse } from "./response.js";

export interface ScanInput
  extends Omit<
      ScanRequest,
      "AttributesToGet" | "ScanFilter" | "ConditionalOperator" | "ExclusiveStartKey" | "ExpressionAttributeValues"
    >,
    ExpressionValues {
  readonly ExclusiveStartKey?: Key | undefined;
  /** Which items are answered; they are read, and paid, all. */
  readonly filter?: ConditionInput | undefined;
  readonly projection?: Projection | undefined;
}

/** One page of a table's items. {@link paginateScanDocuments} gives all of them. */
export async function scanDocuments<Known extends object = never, Reading extends NumberReading = undefined>(
  dynamodb: Client<"dynamodb">,
  input: ScanInput,
  options?: DocumentOptions<Reading>,
): Promise<DocumentPage<ReadItem<Known, Reading>>> {
  return fromResponse(await scan(dynamodb, toRequest(input), options), options);
}

/** A table's items, page by page, or one by one with `.items()`. */
export function paginateScanDocuments<Known extends object = never, Reading extends NumberReading = undefined>(
  dynamodb: Client<"dynamodb">,
  input: ScanInput,
  options?: DocumentPagesOptions<Reading>,
): DocumentPages<ReadItem<Known, Reading>> {
  return new DocumentPages(paginateScan(dynamodb, toRequest(input), options), options);
}
