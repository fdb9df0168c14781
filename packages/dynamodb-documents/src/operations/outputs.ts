import type { ConsumedCapacity } from "@inia/client-dynamodb";
import type { WithMetadata } from "@inia/core";
import type { Item } from "../item.js";

/** Which items of the table, and of its local indexes, share the partition key, and how large they are together. */
export interface ItemCollection {
  ItemCollectionKey?: Item;
  SizeEstimateRangeGB?: number[];
}

/** What a write answers. */
export type WriteOutput<Attributes> = WithMetadata<{
  /** What `ReturnValues` asks for. */
  Attributes?: Attributes;
  ConsumedCapacity?: ConsumedCapacity;
  ItemCollectionMetrics?: ItemCollection;
}>;
