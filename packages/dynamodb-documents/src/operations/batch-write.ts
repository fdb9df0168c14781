import {
  type BatchWriteItemInput,
  batchWriteItem,
  type ConsumedCapacity,
  type WriteRequestInput,
} from "@inia/client-dynamodb";
import type { Client } from "@inia/core";
import type { PathStep } from "../document-path.js";
import type { StorableMap } from "../expressions/storable-value.js";
import { marshallMap } from "../marshall.js";
import { unmarshall } from "../unmarshall.js";
import { UnprocessedItemsError } from "../unprocessed-items-error.js";
import { type BatchOptions, listed, sendBatches } from "./batches.js";
import type { ItemCollection } from "./outputs.js";
import type { Key } from "./request.js";
import { fromMetrics } from "./response.js";

/** One write of a batch. */
export type BatchWrite =
  | { readonly PutRequest: { readonly Item: StorableMap }; readonly DeleteRequest?: never }
  | { readonly DeleteRequest: { readonly Key: Key }; readonly PutRequest?: never };

export interface BatchWriteInput extends Omit<BatchWriteItemInput, "RequestItems"> {
  /** Writes by table, any number of them. */
  readonly RequestItems: Readonly<Record<string, readonly BatchWrite[]>>;
}

/** What all requests of a batch answered. */
export interface BatchWriteOutput {
  ConsumedCapacity?: ConsumedCapacity[];
  /** By table. */
  ItemCollectionMetrics?: Record<string, ItemCollection[]>;
}

/**
 * Puts and deletes any number of items, 25 a request. What DynamoDB leaves unprocessed is sent again after a pause.
 *
 * All are marshalled before the first is sent. When a call fails, or is aborted, what was sent before is written.
 *
 * @throws UnprocessedItemsError when ten requests in a row got nothing done (`maxIdleRequests`); `unprocessed` is what
 * is left.
 */
export async function batchWriteDocuments(
  dynamodb: Client<"dynamodb">,
  { RequestItems, ...settings }: BatchWriteInput,
  options?: BatchOptions,
): Promise<BatchWriteOutput> {
  const output: BatchWriteOutput = {};
  const writes = Object.entries(RequestItems).flatMap(([table, entries]) =>
    entries.map((entry, index) => ({ table, entry: toWriteRequest(entry, ["RequestItems", table, index]) })),
  );
  await sendBatches<WriteRequestInput>(
    dynamodb,
    writes,
    {
      size: 25,
      async send(entries) {
        const answer = await batchWriteItem(dynamodb, { ...settings, RequestItems: entries }, options);
        if (answer.ConsumedCapacity !== undefined) (output.ConsumedCapacity ??= []).push(...answer.ConsumedCapacity);
        for (const { table, entry } of listed(answer.ItemCollectionMetrics)) {
          ((output.ItemCollectionMetrics ??= {})[table] ??= []).push(fromMetrics(entry));
        }
        return answer.UnprocessedItems;
      },
      giveUp: (requests, left) =>
        new UnprocessedItemsError<BatchWrite>(
          `${requests} requests in a row wrote nothing: DynamoDB has no capacity for it now.`,
          Object.fromEntries(Object.entries(left).map(([table, entries]) => [table, entries.map(toBatchWrite)])),
        ),
    },
    options,
  );
  return output;
}

function toWriteRequest({ PutRequest, DeleteRequest }: BatchWrite, path: readonly PathStep[]): WriteRequestInput {
  return PutRequest === undefined
    ? { DeleteRequest: { Key: marshallMap(DeleteRequest.Key, [...path, "DeleteRequest", "Key"]) } }
    : { PutRequest: { Item: marshallMap(PutRequest.Item, [...path, "PutRequest", "Item"]) } };
}

function toBatchWrite({ PutRequest, DeleteRequest }: WriteRequestInput): BatchWrite {
  return PutRequest === undefined
    ? { DeleteRequest: { Key: unmarshall<Key>(DeleteRequest?.Key ?? {}) } }
    : { PutRequest: { Item: unmarshall(PutRequest.Item) as StorableMap } };
}
