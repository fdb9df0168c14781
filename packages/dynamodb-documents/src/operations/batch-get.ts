import {
  type AttributeValueInput,
  type BatchGetItemInput,
  batchGetItem,
  type ConsumedCapacity,
  type KeysAndAttributesInput,
} from "@inia/client-dynamodb";
import type { Client } from "@inia/core";
import { canonicalDigits } from "../decimal.js";
import { expressions, type Projection } from "../expressions/expressions.js";
import { marshallMap } from "../marshall.js";
import type { NumberReading, ReadItem, ReadOptions } from "../read-options.js";
import { unmarshall } from "../unmarshall.js";
import { UnprocessedItemsError } from "../unprocessed-items-error.js";
import { type BatchOptions, listed, sendBatches } from "./batches.js";
import type { Key } from "./request.js";

/** Which items of a table. */
export interface BatchGetKeys {
  /** Any number of them. */
  readonly Keys: readonly Key[];
  readonly ConsistentRead?: boolean | undefined;
  readonly projection?: Projection | undefined;
}

export interface BatchGetInput extends Omit<BatchGetItemInput, "RequestItems"> {
  /** Keys by table. */
  readonly RequestItems: Readonly<Record<string, BatchGetKeys>>;
}

/** What all requests of a batch answered. */
export interface BatchGetOutput<Found> {
  /** By table an item for each key, in the order of the keys; `undefined` where there is none. */
  Responses: Record<string, (Found | undefined)[]>;
  ConsumedCapacity?: ConsumedCapacity[];
}

export interface BatchGetOptions<Reading extends NumberReading = NumberReading>
  extends BatchOptions,
    ReadOptions<Reading> {}

/**
 * Gets any number of items by their keys, 100 a request. What DynamoDB leaves unprocessed is asked for again after a
 * pause. A key that occurs twice is asked for once.
 *
 * @throws UnprocessedItemsError when ten requests in a row got nothing done (`maxIdleRequests`); `unprocessed` are the
 * keys that are left.
 */
export async function batchGetDocuments<Known extends object = never, Reading extends NumberReading = undefined>(
  dynamodb: Client<"dynamodb">,
  { RequestItems, ...settings }: BatchGetInput,
  options?: BatchGetOptions<Reading>,
): Promise<BatchGetOutput<ReadItem<Known, Reading>>> {
  const tables = Object.entries(RequestItems).map(([name, keys]) => new TableKeys(name, keys));
  const byName = new Map(tables.map((table) => [table.name, table]));
  const capacity: ConsumedCapacity[] = [];
  await sendBatches<MarshalledKey>(
    dynamodb,
    tables.flatMap(({ name, keys }) => [...keys.values()].map((entry) => ({ table: name, entry }))),
    {
      size: 100,
      async send(entries) {
        const requests = Object.entries(entries).map(([name, Keys]) => [name, { ...byName.get(name)?.settings, Keys }]);
        const answer = await batchGetItem(
          dynamodb,
          { ...settings, RequestItems: Object.fromEntries(requests) },
          options,
        );
        if (answer.ConsumedCapacity !== undefined) capacity.push(...answer.ConsumedCapacity);
        for (const { table, entry } of listed(answer.Responses)) byName.get(table)?.found(entry);
        const left = Object.entries(answer.UnprocessedKeys ?? {});
        return Object.fromEntries(left.map(([name, { Keys }]) => [name, Keys]));
      },
      giveUp: (requests, left) =>
        new UnprocessedItemsError<Key>(
          `${requests} requests in a row got nothing: DynamoDB has no capacity for it now.`,
          Object.fromEntries(
            Object.entries(left).map(([name, keys]) => [name, keys.map((key) => unmarshall<Key>(key))]),
          ),
        ),
    },
    options,
  );
  return {
    Responses: Object.fromEntries(tables.map((table) => [table.name, table.items(options)])) as Record<
      string,
      (ReadItem<Known, Reading> | undefined)[]
    >,
    ...(capacity.length > 0 && { ConsumedCapacity: capacity }),
  };
}

type MarshalledKey = Record<string, AttributeValueInput>;

/** The keys of one table, and what was found by them. */
class TableKeys {
  readonly name: string;
  /** Each key once, by its identity. */
  readonly keys: Map<string, MarshalledKey> = new Map();
  readonly settings: Omit<KeysAndAttributesInput, "Keys">;
  /** The identity of each key that was asked for. */
  readonly #asked: readonly string[];
  readonly #found: Map<string, MarshalledKey> = new Map();
  readonly #keyNames: readonly string[];
  /** Key attributes that are read only to know which item it is. */
  readonly #unasked: readonly string[];

  constructor(name: string, { Keys, projection, ...settings }: BatchGetKeys) {
    this.name = name;
    this.#keyNames = Object.keys(Keys[0] ?? {});
    this.#asked = Keys.map((key, index) => {
      const marshalled = marshallMap(key, ["RequestItems", name, "Keys", index]);
      const identity = this.#identify(marshalled);
      this.keys.set(identity, marshalled);
      return identity;
    });
    this.#unasked = projection === undefined ? [] : this.#keyNames.filter((key) => !projection.includes(key));
    this.settings = {
      ...settings,
      ...expressions({ projection: projection && [...projection, ...this.#unasked] }),
    };
  }

  found(item: MarshalledKey): void {
    this.#found.set(this.#identify(item), item);
  }

  /** In the order of the keys. */
  items(options: ReadOptions | undefined): (object | undefined)[] {
    return this.#asked.map((identity) => {
      const item = this.#found.get(identity);
      if (item === undefined) return undefined;
      const read = unmarshall(item, options);
      for (const name of this.#unasked) delete read[name];
      return read;
    });
  }

  #identify(item: MarshalledKey): string {
    return JSON.stringify(this.#keyNames.map((name) => identityOf(item[name])));
  }
}

/** DynamoDB may write a number otherwise than it was sent. */
function identityOf({ S, N, B }: AttributeValueInput = {}): string {
  if (S !== undefined) return `S${S}`;
  return N === undefined ? `B${String(B)}` : `N${canonicalDigits(N)}`;
}
