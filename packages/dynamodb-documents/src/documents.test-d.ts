import type { DynamoDBClient } from "@inia/client-dynamodb";
import { expectTypeOf, test } from "vitest";
import type { Decimal } from "./decimal.js";
import { documents } from "./documents.js";
import type { Item } from "./item.js";
import { getDocument } from "./operations/get.js";

interface Film {
  id: number;
  title: string;
}
declare const dynamodb: DynamoDBClient;
declare const film: Film;
const TableName = "films";
const Key = { id: 1 };

test("items are what the program says they are, else what any item may be", () => {
  const db = documents(dynamodb);
  const exact = documents(dynamodb, { numbers: "decimal" });
  const found = {
    any: () => db.get({ TableName, Key }),
    known: () => db.get<Film>({ TableName, Key }),
    exact: () => exact.get({ TableName, Key }),
    function: () => getDocument(dynamodb, { TableName, Key }),
    exactFunction: () => getDocument(dynamodb, { TableName, Key }, { numbers: "decimal", maxAttempts: 1 }),
    changed: () => db.update<Film>({ TableName, Key, ReturnValues: "UPDATED_NEW" }),
    batch: () => db.batchGet<Film>({ RequestItems: { films: { Keys: [Key] } } }),
    query: () => exact.query({ TableName, keyCondition: Key }),
    items: () => db.paginateScan<Film>({ TableName }).items(),
  };
  type Found<Name extends keyof typeof found> = Awaited<ReturnType<(typeof found)[Name]>>;
  expectTypeOf<Found<"any">["Item"]>().toEqualTypeOf<Item | undefined>();
  expectTypeOf<Found<"known">["Item"]>().toEqualTypeOf<Film | undefined>();
  expectTypeOf<Found<"exact">["Item"]>().toEqualTypeOf<Item<Decimal> | undefined>();
  expectTypeOf<Found<"function">["Item"]>().toEqualTypeOf<Item | undefined>();
  expectTypeOf<Found<"exactFunction">["Item"]>().toEqualTypeOf<Item<Decimal> | undefined>();
  expectTypeOf<Found<"changed">["Attributes"]>().toEqualTypeOf<Partial<Film> | undefined>();
  expectTypeOf<Found<"batch">["Responses"]>().toEqualTypeOf<Record<string, (Film | undefined)[]>>();
  expectTypeOf<Found<"query">["Items"]>().toEqualTypeOf<Item<Decimal>[] | undefined>();
  expectTypeOf<Found<"items">>().toEqualTypeOf<AsyncGenerator<Film, void, undefined>>();
});

test("what cannot be sent does not compile", () => {
  const db = documents(dynamodb);
  void (() => db.put({ TableName, Item: film }));
  // @ts-expect-error -- a Date in an item
  void (() => db.put({ TableName, Item: { id: 1, made: new Date() } }));
  // @ts-expect-error -- a key is a text, a number or bytes
  void (() => db.get({ TableName, Key: { id: true } }));
  // @ts-expect-error -- the key is missing
  void (() => db.get({ TableName }));
  // @ts-expect-error -- a get has no condition
  void (() => db.get({ TableName, Key, condition: Key }));
  // @ts-expect-error -- an item of a batch may not be a Date, either
  void (() => db.batchWrite({ RequestItems: { films: [{ PutRequest: { Item: new Date() } }] } }));
  // @ts-expect-error -- one write is one of the two
  void (() => db.batchWrite({ RequestItems: { films: [{ PutRequest: { Item: film }, DeleteRequest: { Key } }] } }));
});
