import { type PutItemInput, putItem } from "@inia/client-dynamodb";
import type { Client } from "@inia/core";
import type { ConditionInput } from "../expressions/condition.js";
import type { NumberReading, ReadItem } from "../read-options.js";
import type { Storable } from "../storable.js";
import type { DocumentOptions } from "./options.js";
import type { WriteOutput } from "./outputs.js";
import { type ExpressionValues, toRequest } from "./request.js";
import { fromResponse } from "./response.js";

export interface PutInput<Stored extends object>
  extends Omit<PutItemInput, "Item" | "Expected" | "ConditionalOperator" | "ExpressionAttributeValues">,
    ExpressionValues {
  readonly Item: Stored & Storable<Stored>;
  /** Must hold of the item that is there, if any. */
  readonly condition?: ConditionInput | undefined;
}

/** Puts an item in the place of the one that has its key, if any. `Attributes` is that one, with `ReturnValues: "ALL_OLD"`. */
export async function putDocument<Stored extends object, Reading extends NumberReading = undefined>(
  dynamodb: Client<"dynamodb">,
  input: PutInput<Stored>,
  options?: DocumentOptions<Reading>,
): Promise<WriteOutput<ReadItem<never, Reading>>> {
  return fromResponse(await putItem(dynamodb, toRequest(input), options), options);
}
