import { type ConsumedCapacity, type Get, type TransactGetItemsInput, transactGetItems } from "@inia/client-dynamodb";
import type { Client, WithMetadata } from "@inia/core";
import type { Projection } from "../expressions/expressions.js";
import type { NumberReading, ReadItem } from "../read-options.js";
import type { DocumentOptions } from "./options.js";
import { type Key, toRequest } from "./request.js";
import { fromResponse } from "./response.js";

/** One read of a transaction. */
export interface TransactGet {
  readonly Get: Omit<Get, "Key"> & { readonly Key: Key; readonly projection?: Projection | undefined };
}

export interface TransactGetInput extends Omit<TransactGetItemsInput, "TransactItems"> {
  /** Up to 100. */
  readonly TransactItems: readonly TransactGet[];
}

export type TransactGetOutput<Found> = WithMetadata<{
  /** In the order of the reads; `Item` is absent where there is none. */
  Responses?: { Item?: Found }[];
  ConsumedCapacity?: ConsumedCapacity[];
}>;

/** Gets items as they are at one moment, all or none. */
export async function transactGetDocuments<Known extends object = never, Reading extends NumberReading = undefined>(
  dynamodb: Client<"dynamodb">,
  { TransactItems, ...settings }: TransactGetInput,
  options?: DocumentOptions<Reading>,
): Promise<TransactGetOutput<ReadItem<Known, Reading>>> {
  const request = { ...settings, TransactItems: TransactItems.map(({ Get }) => ({ Get: toRequest<Get>(Get) })) };
  const { Responses, ...output } = await transactGetItems(dynamodb, request, options);
  return { ...output, ...(Responses && { Responses: Responses.map((response) => fromResponse(response, options)) }) };
}
