import { type UpdateItemInput, updateItem } from "@inia/client-dynamodb";
import type { Client } from "@inia/core";
import type { ConditionInput } from "../expressions/condition.js";
import type { UpdateParts } from "../expressions/update.js";
import type { NumberReading, ReadItem } from "../read-options.js";
import type { DocumentOptions } from "./options.js";
import type { WriteOutput } from "./outputs.js";
import { type ExpressionValues, type Key, toRequest } from "./request.js";
import { fromResponse } from "./response.js";

export interface UpdateInput
  extends Omit<
      UpdateItemInput,
      "Key" | "AttributeUpdates" | "Expected" | "ConditionalOperator" | "ExpressionAttributeValues"
    >,
    ExpressionValues,
    UpdateParts {
  readonly Key: Key;
  /** Must hold of the item that is there, if any. */
  readonly condition?: ConditionInput | undefined;
}

/** Changes attributes of an item, which is made where there is none. */
export async function updateDocument<Known extends object = never, Reading extends NumberReading = undefined>(
  dynamodb: Client<"dynamodb">,
  input: UpdateInput,
  options?: DocumentOptions<Reading>,
): Promise<WriteOutput<Partial<ReadItem<Known, Reading>>>> {
  return fromResponse(await updateItem(dynamodb, toRequest(input), options), options);
}
