import { DynamoDB, DynamoDBClient } from "@inia/client-dynamodb";
import { type LocalService, startDynamoDB } from "@inia/local-aws";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Decimal } from "./decimal.js";
import { type Documents, documents } from "./documents.js";
import { attribute } from "./expressions/attribute.js";
import { and, or } from "./expressions/condition.js";

let server: LocalService;
let dynamodb: DynamoDBClient;
let db: Documents;

beforeAll(async () => {
  server = await startDynamoDB();
  const config = {
    region: "us-east-1",
    endpoint: server.endpoint,
    credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY" },
    loadConfig: false,
  };
  dynamodb = new DynamoDBClient(config);
  db = documents(dynamodb);
  const AttributeDefinitions = [
    { AttributeName: "director", AttributeType: "S" },
    { AttributeName: "year", AttributeType: "N" },
  ] as const;
  await new DynamoDB(config).createTable({
    TableName: "films",
    AttributeDefinitions: [...AttributeDefinitions],
    KeySchema: [
      { AttributeName: "director", KeyType: "HASH" },
      { AttributeName: "year", KeyType: "RANGE" },
    ],
    BillingMode: "PAY_PER_REQUEST",
  });
});
afterAll(() => server.close());

test("an item comes back as it was put, but for what undefined was", async () => {
  const Item = {
    director: "Scott",
    year: 1979,
    title: "Alien",
    genres: new Set(["horror", "science fiction"]),
    ratings: [8.5, { critic: "Ebert", stars: 4 }],
    poster: new Uint8Array([0, 255]),
    views: 2n ** 64n,
    box: new Set([1, 2.5]),
    thumbs: new Set([new Uint8Array([1]), new Uint8Array([2])]),
    sequel: null,
    seen: false,
    tagline: "",
    draft: undefined,
    extra: { "a.b": 1, inner: new Map([["k", "v"]]) },
  };
  await db.put({ TableName: "films", Item });
  const found = await db.get({ TableName: "films", Key: { director: "Scott", year: 1979 }, ConsistentRead: true });
  const { draft: _, ...stored } = Item;
  expect(found.Item).toEqual({ ...stored, extra: { "a.b": 1, inner: { k: "v" } } });
  expect(found.$metadata.httpStatusCode).toBe(200);
});

test("an update sets, removes, adds and deletes, where its condition holds", async () => {
  const Key = { director: "Lynch", year: 1986 };
  await db.put({ TableName: "films", Item: { ...Key, title: "x", version: 1, tags: new Set(["a", "b"]), old: 1 } });
  const update = {
    TableName: "films",
    Key,
    set: {
      title: "Blue Velvet",
      views: attribute("views").orElse(0).plus(5),
      cast: [{ name: "Isabella" }],
      ignored: undefined,
    },
    remove: ["old"],
    add: { version: 1 },
    delete: { tags: new Set(["a"]) },
    condition: and({ version: 1 }, attribute("gone").notExists()),
    ReturnValues: "ALL_NEW",
  };
  expect((await db.update(update)).Attributes).toEqual({
    ...Key,
    title: "Blue Velvet",
    views: 5,
    cast: [{ name: "Isabella" }],
    version: 2,
    tags: new Set(["b"]),
  });
  await expect(db.update(update)).rejects.toMatchObject({ name: "ConditionalCheckFailedException" });

  const { Attributes } = await db.update({
    TableName: "films",
    Key,
    set: [
      [attribute("cast", 0, "name"), "Kyle"],
      ["title", attribute("director")],
    ],
    ReturnValues: "UPDATED_NEW",
  });
  expect(Attributes).toMatchObject({ cast: [{ name: "Kyle" }], title: "Lynch" });
});

test("queries and scans give pages, and items one by one", async () => {
  for (let year = 2000; year < 2010; year += 1) {
    await db.put({
      TableName: "films",
      Item: { director: "Paged", year, even: year % 2 === 0, number: year, group: "paged" },
    });
  }
  const input = {
    TableName: "films",
    keyCondition: and({ director: "Paged" }, attribute("year").between(2001, 2008)),
    filter: or({ even: true }, attribute("number").eq(2001)),
    projection: ["year"],
  };
  const page = await db.query<{ year: number }>({ ...input, Limit: 2 });
  expect(page.Items).toEqual([{ year: 2001 }, { year: 2002 }]);
  expect(page.LastEvaluatedKey).toEqual({ director: "Paged", year: 2002 });
  const rest = await db.query({ ...input, ExclusiveStartKey: { director: "Paged", year: 2002 } });
  expect(rest.Items?.map(({ year }) => year)).toEqual([2004, 2006, 2008]);

  const pages = db.paginateQuery<{ year: number }>(input, { pageSize: 3 });
  const sizes: (number | undefined)[] = [];
  for await (const { Items } of pages) sizes.push(Items?.length);
  expect(sizes.reduce<number>((sum, size = 0) => sum + size, 0)).toBe(5);
  const years: number[] = [];
  for await (const { year } of pages.items()) years.push(year);
  expect(years).toEqual([2001, 2002, 2004, 2006, 2008]);

  const limited = db.paginateScan({ TableName: "films", filter: { group: "paged" } }, { pageSize: 4, maxItems: 3 });
  const first: unknown[] = [];
  for await (const { year } of limited.items()) first.push(year);
  const after = db.paginateScan(
    { TableName: "films", filter: { group: "paged" } },
    { pageSize: 4, startingToken: limited.resumeToken },
  );
  for await (const { year } of after.items()) first.push(year);
  expect(first).toEqual([2000, 2001, 2002, 2003, 2004, 2005, 2006, 2007, 2008, 2009]);
});

test("a batch of any size is written and read, in the order of its keys", async () => {
  const keys = Array.from({ length: 230 }, (_, year) => ({ director: "Batch", year }));
  await db.batchWrite(
    { RequestItems: { films: keys.map((key) => ({ PutRequest: { Item: { ...key, n: key.year * 2 } } })) } },
    { concurrency: 3 },
  );
  const shuffled = keys.toSorted((a, b) => ((a.year * 7919) % 230) - ((b.year * 7919) % 230));
  const wanted = [...shuffled, { director: "Batch", year: 999 }, shuffled[0]!];
  const { Responses } = await db.batchGet<{ year: number; n: number }>({ RequestItems: { films: { Keys: wanted } } });
  expect(Responses["films"]?.map((item) => item?.year)).toEqual([
    ...shuffled.map(({ year }) => year),
    undefined,
    shuffled[0]?.year,
  ]);
  const { Responses: projected } = await db.batchGet({
    RequestItems: { films: { Keys: [{ director: "Batch", year: new Decimal("3.0") }], projection: ["n"] } },
  });
  expect(projected).toEqual({ films: [{ n: 6 }] });

  await db.batchWrite({ RequestItems: { films: keys.map((Key) => ({ DeleteRequest: { Key } })) } });
  const gone = await db.batchGet({ RequestItems: { films: { Keys: keys } } });
  expect(gone.Responses["films"]).toEqual(keys.map(() => undefined));
});

test("what is deleted is answered", async () => {
  const Key = { director: "Gone", year: 1 };
  await db.put({ TableName: "films", Item: { ...Key, price: new Decimal("12345678901234567890.12345678901234567") } });
  const exact = documents(dynamodb, { numbers: "decimal" });
  const { Attributes } = await exact.delete({ TableName: "films", Key, ReturnValues: "ALL_OLD", condition: Key });
  expect(Attributes?.["price"]).toEqual(new Decimal("12345678901234567890.12345678901234567"));
  expect((await db.get({ TableName: "films", Key })).Item).toBeUndefined();
});
