import { CreateTableCommand, DynamoDBClient } from "@inia/client-dynamodb/aws-sdk";
import type { Untyped } from "@inia/core/generated/aws-sdk";
import { type LocalAws, startLocalAws } from "@inia/local-aws";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  BatchGetCommand,
  BatchWriteCommand,
  DynamoDBDocument,
  DynamoDBDocumentClient,
  GetCommand,
  NumberValue,
  PutCommand,
  paginatedBatchGet,
  paginateScan,
  QueryCommand,
  SearchVectorsCommand,
  UpdateCommand,
} from "./lib-dynamodb.js";
import { marshall, unmarshall } from "./util-dynamodb.js";

const credentials = { accessKeyId: "AKIDBRIDGE", secretAccessKey: "bridge-secret" };
const TableName = "films";
let aws: LocalAws;
let client: DynamoDBClient;
let documents: DynamoDBDocumentClient;

beforeAll(async () => {
  aws = await startLocalAws({ credentials: [credentials] });
  client = new DynamoDBClient({ region: "us-east-1", credentials, endpoint: aws.dynamodb.endpoint });
  documents = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: "PAY_PER_REQUEST",
      KeySchema: [
        { AttributeName: "id", KeyType: "HASH" },
        { AttributeName: "year", KeyType: "RANGE" },
      ],
      AttributeDefinitions: [
        { AttributeName: "id", AttributeType: "S" },
        { AttributeName: "year", AttributeType: "N" },
      ],
    }),
  );
});
afterAll(async () => {
  client.destroy();
  await aws[Symbol.asyncDispose]();
});

const Item = {
  id: "alien",
  year: 1979,
  tags: new Set(["space"]),
  cast: [{ name: "Weaver" }, null],
  bytes: new Uint8Array([1]),
};

test("an item goes in and comes out as plain values", async () => {
  await documents.send(new PutCommand({ TableName, Item: { ...Item, unknown: undefined } }));
  const got = await documents.send(new GetCommand({ TableName, Key: { id: "alien", year: 1979 } }));
  expect(got.Item).toEqual(Item);
  expect(got.$metadata.httpStatusCode).toBe(200);
  const changed = await documents.send(
    new UpdateCommand({
      TableName,
      Key: { id: "alien", year: 1979 },
      UpdateExpression: "SET seen = :n",
      ExpressionAttributeValues: { ":n": 2 },
      ReturnValues: "UPDATED_NEW",
    }),
  );
  expect(changed.Attributes).toEqual({ seen: 2 });
});

test("batches, queries and pages are plain, too", async () => {
  const years = [1986, 1992, 1997];
  const RequestItems = { [TableName]: years.map((year) => ({ PutRequest: { Item: { id: "alien", year } } })) };
  expect((await documents.send(new BatchWriteCommand({ RequestItems }))).UnprocessedItems).toEqual({});
  const keys = { [TableName]: { Keys: years.map((year) => ({ id: "alien", year })) } };
  const { Responses } = await documents.send(new BatchGetCommand({ RequestItems: keys }));
  expect(Responses[TableName]).toEqual(expect.arrayContaining([{ id: "alien", year: 1992 }]));
  const query = await documents.send(
    new QueryCommand({
      TableName,
      KeyConditionExpression: "id = :id",
      ExpressionAttributeValues: { ":id": "alien" },
      Limit: 1,
    }),
  );
  expect(query.LastEvaluatedKey).toEqual({ id: "alien", year: 1979 });
  const pages: number[] = [];
  for await (const { Items = [] } of paginateScan({ client: documents, pageSize: 3 }, { TableName }))
    pages.push(Items.length);
  expect(pages).toEqual([3, 1]);
});

test("the document with methods, and numbers by their digits", async () => {
  const document = DynamoDBDocument.from(client, { unmarshallOptions: { wrapNumbers: true } });
  await document.put({ TableName, Item: { id: "n", year: 1, big: NumberValue.from("12345678901234567890123") } });
  const { Item: got } = await document.get({ TableName, Key: { id: "n", year: 1 } });
  expect(String(got?.["big"])).toBe("12345678901234567890123");
});

test("refusals are v3's", async () => {
  await expect(documents.send(new GetCommand({ TableName: "none", Key: { id: "a", year: 1 } }))).rejects.toMatchObject({
    name: "ResourceNotFoundException",
    $fault: "client",
  });
  const strict = DynamoDBDocumentClient.from(client);
  await expect(strict.send(new PutCommand({ TableName, Item: { id: "a", year: 1, x: undefined } }))).rejects.toThrow(
    "Pass options.removeUndefinedValues=true",
  );
});

test("marshall and unmarshall take v3's options", () => {
  class Film {
    title = "Alien";
  }
  expect(marshall({ a: "", b: 1n, f: () => 1 }, { convertEmptyValues: true })).toEqual({
    a: { NULL: true },
    b: { N: "1" },
  });
  expect(marshall([1, "a"])).toEqual([{ N: "1" }, { S: "a" }]);
  expect(marshall({ a: 1 }, { convertTopLevelContainer: true })).toEqual({ M: { a: { N: "1" } } });
  expect(marshall("a")).toEqual({ S: "a" });
  expect(() => marshall({ film: new Film() })).toThrow("convertClassInstanceToMap");
  expect(marshall({ film: new Film() }, { convertClassInstanceToMap: true })).toEqual({
    film: { M: { title: { S: "Alien" } } },
  });
  expect(() => marshall({ n: 2 ** 53 })).toThrow("Use NumberValue");
  expect(marshall({ n: 2 ** 53 }, { allowImpreciseNumbers: true })).toEqual({ n: { N: "9007199254740992" } });
  expect(unmarshall({ a: { N: "9007199254740993" }, b: { NS: ["1", "2"] } })).toEqual({
    a: 9007199254740993n,
    b: new Set([1, 2]),
  });
  expect(unmarshall({ a: { N: "1" } }, { wrapNumbers: (digits) => `#${digits}` })).toEqual({ a: "#1" });
});

test("methods of documents tell callbacks, too", async () => {
  const methods = DynamoDBDocument.from(client);
  await methods.put({ TableName, Item: { id: "called", year: 1 } });
  const Key = { id: "called", year: 1 };
  const got = await new Promise((resolve) => methods.get({ TableName, Key }, (_, output) => resolve(output?.Item)));
  const other = await new Promise((resolve) =>
    methods.get({ TableName: "none", Key }, {}, (error) => resolve(error.name)),
  );
  expect([got, other]).toEqual([Key, "ResourceNotFoundException"]);
});

test("what a batch did not read is asked for again", async () => {
  const asked: unknown[] = [];
  const wanted = [{ id: "a" }, { id: "b" }, { id: "c" }];
  const slow = DynamoDBDocumentClient.from(
    answering(client, ({ RequestItems: { films } }) => {
      asked.push(films.Keys.length);
      const [first, ...rest] = films.Keys;
      return { Responses: { films: [first] }, UnprocessedKeys: rest.length > 0 ? { films: { Keys: rest } } : {} };
    }),
  );
  const read: unknown[] = [];
  for await (const { Responses } of paginatedBatchGet(
    { client: slow },
    { RequestItems: { films: { Keys: wanted } } },
  )) {
    read.push(...Responses["films"]);
  }
  expect([asked, read]).toEqual([[3, 2, 1], wanted]);
});

test("vectors and their results are plain values, too", async () => {
  let sent: unknown;
  const search = DynamoDBDocumentClient.from(
    answering(client, (input) => {
      sent = input;
      return { SearchResults: [{ Item: { id: { S: "alien" } }, Score: 0.5 }] };
    }),
  );
  const { SearchResults } = await search.send(
    new SearchVectorsCommand({ TableName, IndexName: "plots", SearchVector: [0.5, 1], TopK: 1 }),
  );
  expect(sent).toMatchObject({ SearchVector: [{ N: "0.5" }, { N: "1" }] });
  expect(SearchResults).toEqual([{ Item: { id: "alien" }, Score: 0.5 }]);
});

/** The client on a handler of requests that answers by itself: the local server knows neither. */
function answering({ config }: DynamoDBClient, answer: (input: Untyped) => object): DynamoDBClient {
  const requestHandler = {
    async handle({ body }: { body: Uint8Array }) {
      const output = answer(JSON.parse(new TextDecoder().decode(body)));
      return { response: { statusCode: 200, headers: {}, body: JSON.stringify(output) } };
    },
  };
  return new DynamoDBClient({ region: config.region, credentials, requestHandler });
}
