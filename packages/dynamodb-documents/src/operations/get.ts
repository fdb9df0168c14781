import { type ConsumedCapacity, type GetItemInput, getItem } from "@inia/client-dynamodb";
import type { Client, WithMetadata } from "@inia/core";
import type { Projection } from "../expressions/expressions.js";
import type { NumberReading, ReadItem } from "../read-options.js";
import type { DocumentOptions } from "./options.js";
import { type Key, toRequest } from "./request.js";
import { fromResponse } from "./response.js";

export interface GetInput extends Omit<GetItemInput, "Key" | "AttributesToGet"> {
  readonly Key: Key;
  readonly projection?: Projection | undefined;
}

export type GetOutput<Found> = WithMetadata<{ Item?: Found; ConsumedCapacity?: ConsumedCapacity }>;

/** Gets an item by its key. `Item` is absent where there is none. */
export async function getDocument<Known extends object = never, Reading extends NumberReading = undefined>(
  dynamodb: Client<"dynamodb">,
  input: GetInput,
  options?: DocumentOptions<Reading>,
): Promise<GetOutput<ReadItem<Known, Reading>>> {
  return fromResponse(await getItem(dynamodb, toRequest(input), options), options);
}
