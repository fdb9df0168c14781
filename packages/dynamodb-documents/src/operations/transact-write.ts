import {
  type ConditionCheck,
  type ConsumedCapacity,
  type Delete,
  type Put,
  type TransactWriteItem,
  type TransactWriteItemsInput,
  transactWriteItems,
  type Update,
} from "@inia/client-dynamodb";
import type { Client, WithMetadata } from "@inia/core";
import type { ConditionInput } from "../expressions/condition.js";
import type { StorableMap } from "../expressions/storable-value.js";
import type { UpdateParts } from "../expressions/update.js";
import type { DocumentOptions } from "./options.js";
import type { ItemCollection } from "./outputs.js";
import { type DocumentInput, type ExpressionValues, type Key, toRequest } from "./request.js";
import { fromMetrics } from "./response.js";

type WithCondition<Request> = Omit<
  Request,
  "Key" | "Item" | "ConditionExpression" | "UpdateExpression" | "ExpressionAttributeValues"
> &
  ExpressionValues & {
    readonly condition?: ConditionInput | undefined;
    readonly ConditionExpression?: string | undefined;
  };

/** One write of a transaction, or what must hold for it. */
export type TransactWrite =
  | { readonly Put: WithCondition<Put> & { readonly Item: StorableMap } }
  | {
      readonly Update: WithCondition<Update> &
        UpdateParts & { readonly Key: Key; readonly UpdateExpression?: string | undefined };
    }
  | { readonly Delete: WithCondition<Delete> & { readonly Key: Key } }
  | { readonly ConditionCheck: WithCondition<ConditionCheck> & { readonly Key: Key } };

export interface TransactWriteInput extends Omit<TransactWriteItemsInput, "TransactItems"> {
  /** Up to 100, each of another item. */
  readonly TransactItems: readonly TransactWrite[];
}

export type TransactWriteOutput = WithMetadata<{
  ConsumedCapacity?: ConsumedCapacity[];
  /** By table. */
  ItemCollectionMetrics?: Record<string, ItemCollection[]>;
}>;

/** Writes all or nothing. */
export async function transactWriteDocuments(
  dynamodb: Client<"dynamodb">,
  { TransactItems, ...settings }: TransactWriteInput,
  options?: DocumentOptions,
): Promise<TransactWriteOutput> {
  const request = { ...settings, TransactItems: TransactItems.map(toTransactItem) };
  const { ItemCollectionMetrics: metrics, ...output } = await transactWriteItems(dynamodb, request, options);
  if (metrics === undefined) return output;
  const plain = Object.entries(metrics).map(([table, each]) => [table, each.map((one) => fromMetrics(one, options))]);
  return { ...output, ItemCollectionMetrics: Object.fromEntries(plain) as Record<string, ItemCollection[]> };
}

function toTransactItem(write: TransactWrite): TransactWriteItem {
  const entries = Object.entries(write) as [string, DocumentInput][];
  return Object.fromEntries(entries.map(([kind, input]) => [kind, toRequest(input)]));
}
