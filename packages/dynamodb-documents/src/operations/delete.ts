import { type DeleteItemInput, deleteItem } from "@inia/client-dynamodb";
import type { Client } from "@inia/core";
import type { ConditionInput } from "../expressions/condition.js";
import type { NumberReading, ReadItem } from "../read-options.js";
import type { DocumentOptions } from "./options.js";
import type { WriteOutput } from "./outputs.js";
import { type ExpressionValues, type Key, toRequest } from "./request.js";
import { fromResponse } from "./response.js";

export interface DeleteInput
  extends Omit<DeleteItemInput, "Key" | "Expected" | "ConditionalOperator" | "ExpressionAttributeValues">,
    ExpressionValues {
  readonly Key: Key;
  /** Must hold of the item that is there, if any. */
  readonly condition?: ConditionInput | undefined;
}

/** Deletes the item that has the key, if any. `Attributes` is that item, with `ReturnValues: "ALL_OLD"`. */
export async function deleteDocument<Known extends object = never, Reading extends NumberReading = undefined>(
  dynamodb: Client<"dynamodb">,
  input: DeleteInput,
  options?: DocumentOptions<Reading>,
): Promise<WriteOutput<ReadItem<Known, Reading>>> {
  return fromResponse(await deleteItem(dynamodb, toRequest(input), options), options);
}
