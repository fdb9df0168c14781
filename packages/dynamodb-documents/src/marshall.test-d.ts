import { type AttributeValue, type DynamoDBClient, putItem } from "@inia/client-dynamodb";
import { expectTypeOf, test } from "vitest";
import type { Decimal } from "./decimal.js";
import type { Item } from "./item.js";
import { marshall, marshallValue } from "./marshall.js";
import { unmarshall, unmarshallValue } from "./unmarshall.js";

interface Film {
  readonly title: string;
  year: number;
  views: bigint;
  gross: Decimal;
  seen: boolean;
  sequel: null;
  poster: Uint8Array;
  genres: Set<string>;
  ratings: ReadonlySet<number>;
  prints: Set<Uint8Array>;
  cast: readonly { name: string; born?: number }[];
  length: [number, "min"];
  notes?: string;
  draft: string | undefined;
  extra: Map<string, number>;
  either: string | number;
}

declare const film: Film;

test("marshall says the type of each attribute", () => {
  expectTypeOf(marshall(film)).toEqualTypeOf<{
    title: { S: string };
    year: { N: string };
    views: { N: string };
    gross: { N: string };
    seen: { BOOL: boolean };
    sequel: { NULL: true };
    poster: { B: Uint8Array };
    genres: { SS: string[] };
    ratings: { NS: string[] };
    prints: { BS: Uint8Array[] };
    cast: { L: { M: { name: { S: string }; born?: { N: string } } }[] };
    length: { L: [{ N: string }, { S: string }] };
    notes?: { S: string };
    draft?: { S: string };
    extra: { M: Record<string, { N: string }> };
    either: { S: string } | { N: string };
  }>();
  expectTypeOf(marshallValue(1)).toEqualTypeOf<{ N: string }>();
  // oxlint-disable-next-line typescript/no-explicit-any -- what JSON.parse gives
  expectTypeOf(marshall({} as any)).toEqualTypeOf<Record<string, AttributeValue>>();
});

test("what marshall gives is an item of the client's operations", () => {
  const put = (dynamodb: DynamoDBClient): unknown => putItem(dynamodb, { TableName: "films", Item: marshall(film) });
  expectTypeOf(put).toBeFunction();
});

test("what DynamoDB cannot hold does not compile", () => {
  const of = {
    date: new Date(),
    method: (): void => {},
    symbol: Symbol("x"),
    buffer: new ArrayBuffer(1),
    promise: Promise.resolve(1),
    list: [1, undefined],
    mixed: new Set(["a", 1]),
    flags: new Set([true]),
    keys: new Map([[1, "a"]]),
    unknown: 1 as unknown,
  };
  // @ts-expect-error -- a Date
  void (() => marshall({ a: { b: of.date } }));
  // @ts-expect-error -- a function
  void (() => marshall({ a: of.method }));
  // @ts-expect-error -- a symbol
  void (() => marshall({ a: of.symbol }));
  // @ts-expect-error -- bytes are Uint8Arrays
  void (() => marshall({ a: of.buffer }));
  // @ts-expect-error -- forgotten await
  void (() => marshall({ a: of.promise }));
  // @ts-expect-error -- undefined in a list
  void (() => marshall({ a: of.list }));
  // @ts-expect-error -- a set of several types
  void (() => marshall({ a: of.mixed }));
  // @ts-expect-error -- there are no sets of booleans
  void (() => marshall({ a: of.flags }));
  // @ts-expect-error -- a Map's keys are names
  void (() => marshall({ a: of.keys }));
  // @ts-expect-error -- it may be anything
  void (() => marshall({ a: of.unknown }));
  // @ts-expect-error -- an item is an object
  void (() => marshall("a"));
});

test("unmarshall says what numbers are read as", () => {
  const item: Record<string, AttributeValue> = {};
  expectTypeOf(unmarshall(item)).toEqualTypeOf<Item<number | bigint>>();
  expectTypeOf(unmarshall(item, { numbers: "decimal" })).toEqualTypeOf<Item<Decimal>>();
  expectTypeOf(unmarshall(item, { numbers: Number })).toEqualTypeOf<Item<number>>();
  expectTypeOf(unmarshall<Film>(item)).toEqualTypeOf<Film>();
  expectTypeOf(unmarshall<Film>(item, { numbers: "decimal" })).toEqualTypeOf<Film>();
  expectTypeOf(unmarshall(marshall(film))).toEqualTypeOf<Item>();
  expectTypeOf(unmarshallValue({ N: "1" })).toEqualTypeOf<Item[string]>();
});
