import type { AttributeValueInput, ItemCollectionMetrics as Metrics } from "@inia/client-dynamodb";
import type { Item } from "../item.js";
import type { ReadOptions } from "../read-options.js";
import { unmarshall } from "../unmarshall.js";
import type { ItemCollection } from "./outputs.js";

type Marshalled = Readonly<Record<string, AttributeValueInput>>;

interface MarshalledOutput {
  readonly Item?: Marshalled;
  readonly Attributes?: Marshalled;
  readonly LastEvaluatedKey?: Marshalled;
  readonly Items?: readonly Marshalled[];
  readonly ItemCollectionMetrics?: Metrics;
}

/** An output with plain values. */
export function fromResponse<Output>(output: MarshalledOutput, options: ReadOptions | undefined): Output {
  const plain: Record<string, unknown> = { ...output };
  for (const member of ["Item", "Attributes", "LastEvaluatedKey"] as const) {
    const value = output[member];
    if (value !== undefined) plain[member] = unmarshall(value, options);
  }
  if (output.Items !== undefined) plain["Items"] = output.Items.map((item) => unmarshall(item, options));
  if (output.ItemCollectionMetrics !== undefined)
    plain["ItemCollectionMetrics"] = fromMetrics(output.ItemCollectionMetrics, options);
  return plain as Output;
}

export function fromMetrics({ ItemCollectionKey: key, ...metrics }: Metrics, options?: ReadOptions): ItemCollection {
  return { ...metrics, ...(key && { ItemCollectionKey: unmarshall(key, options) as Item }) };
}
