import { type BatchGetItemInput, type BatchWriteItemInput, DynamoDBClient } from "@inia/client-dynamodb";
import { expect, test } from "vitest";
import { documents } from "../documents.js";
import { attribute } from "../expressions/attribute.js";
import { UnprocessedItemsError } from "../unprocessed-items-error.js";

type Keys = NonNullable<BatchGetItemInput["RequestItems"]>[string]["Keys"];
type Writes = NonNullable<BatchWriteItemInput["RequestItems"]>[string];
interface Requested<Entries> {
  readonly RequestItems: Readonly<Record<string, Entries>>;
}

/** Documents of a DynamoDB that answers as it is told; `waits` are the pauses that were made, at full length. */
function world<Entries>(answer: (request: Requested<Entries>, count: number) => object | Promise<object>) {
  const requests: Requested<Entries>[] = [];
  const waits: number[] = [];
  const client = new DynamoDBClient({
    region: "eu-west-1",
    credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" },
    loadConfig: false,
    endpointDiscoveryEnabled: false,
    random: () => 1,
    sleep: async (ms, signal) => {
      waits.push(ms);
      signal?.throwIfAborted();
    },
    httpHandler: {
      async send({ body }) {
        const request = JSON.parse(new TextDecoder().decode(body as Uint8Array)) as Requested<Entries>;
        requests.push(request);
        const answered = await answer(request, requests.length);
        const status = "__type" in answered ? 400 : 200;
        return { status, headers: {}, body: new TextEncoder().encode(JSON.stringify(answered)) };
      },
    },
  });
  return { db: documents(client), requests, waits };
}

const puts = (count: number) =>
  Array.from({ length: count }, (_, id) => ({ PutRequest: { Item: { id, at: id / 2 } } }));
const sizes = (requests: readonly Requested<{ readonly length: number }>[]) =>
  requests.map(({ RequestItems }) => Object.values(RequestItems).map(({ length }) => length));

test("writes go in requests of 25, over tables, and what is left goes with the next", async () => {
  const { db, requests, waits } = world<Writes>(({ RequestItems }, count) =>
    count === 1 ? { UnprocessedItems: { a: RequestItems["a"]!.slice(20) } } : { UnprocessedItems: {} },
  );
  await db.batchWrite({ RequestItems: { a: puts(30), b: puts(30) } });
  expect(sizes(requests)).toEqual([[25], [10, 15], [15]]);
  expect(requests[1]?.RequestItems["a"]?.[0]).toEqual({ PutRequest: { Item: { id: { N: "20" }, at: { N: "10" } } } });
  expect(waits).toEqual([50]);
});

test("pauses double while nothing is done, and the batch ends with what is left", async () => {
  const { db, requests, waits } = world<Writes>(({ RequestItems }, count) => ({
    UnprocessedItems: count === 1 ? {} : RequestItems,
  }));
  const RequestItems = { a: [...puts(26), { DeleteRequest: { Key: { id: "gone" } } }] };
  const error = await db.batchWrite({ RequestItems }, { maxIdleRequests: 4 }).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(UnprocessedItemsError);
  expect(error).toMatchObject({
    message: "4 requests in a row wrote nothing: DynamoDB has no capacity for it now.",
    unprocessed: { a: RequestItems.a.slice(25) },
  });
  expect(requests).toHaveLength(5);
  expect(waits).toEqual([100, 200, 400]);
});

test("a pause has an end, and begins anew when something was done", async () => {
  const { db, waits } = world<Writes>(({ RequestItems }, count) => ({
    UnprocessedItems: count % 12 === 0 ? { a: RequestItems["a"]!.slice(1) } : RequestItems,
  }));
  await db.batchWrite({ RequestItems: { a: puts(2) } }, { maxIdleRequests: 12 });
  expect(waits.slice(0, 13)).toEqual([100, 200, 400, 800, 1600, 3200, 6400, 12_800, 20_000, 20_000, 20_000, 50, 100]);
});

test("keys go in requests of 100, each once; items come in the order of the keys", async () => {
  const { db, requests } = world<{ Keys: Keys }>(({ RequestItems }, count) => {
    const found = RequestItems["a"]!.Keys.filter(({ id }) => Number(id!.N) % 10 !== 7);
    return {
      Responses: {
        a: found
          .slice(0, 60)
          .reverse()
          .map((key) => ({ ...key, title: { S: `t${Number(key["id"]!.N)}` } })),
      },
      // Numbers come back as DynamoDB writes them.
      UnprocessedKeys:
        count < 3 ? { a: { Keys: found.slice(60).map((key) => ({ id: { N: `${key["id"]!.N}.0` } })) } } : {},
    };
  });
  const ids = Array.from({ length: 150 }, (_, index) => (index * 77) % 150);
  const { Responses } = await db.batchGet<{ title: string }>({
    RequestItems: { a: { Keys: [...ids, ids[0]!].map((id) => ({ id })), ConsistentRead: true, projection: ["title"] } },
  });
  expect(Responses["a"]?.map((item) => item?.title)).toEqual(
    [...ids, ids[0]!].map((id) => (id % 10 === 7 ? undefined : `t${id}`)),
  );
  expect(Responses["a"]?.[0]).toEqual({ title: "t0" });
  expect(requests.map(({ RequestItems }) => RequestItems["a"]?.Keys.length)).toEqual([100, 80, 15]);
  expect(requests[1]?.RequestItems["a"]).toMatchObject({
    ConsistentRead: true,
    ProjectionExpression: "#n0, #n1",
    ExpressionAttributeNames: { "#n0": "title", "#n1": "id" },
  });
});

test("keys that are never got are told", async () => {
  const { db } = world<{ Keys: Keys }>(({ RequestItems }) => ({ UnprocessedKeys: RequestItems }));
  await expect(
    db.batchGet({ RequestItems: { a: { Keys: [{ id: 1 }], projection: [attribute("id")] } } }),
  ).rejects.toMatchObject({
    name: "UnprocessedItemsError",
    message: "10 requests in a row got nothing: DynamoDB has no capacity for it now.",
    unprocessed: { a: [{ id: 1 }] },
  });
});

test("an aborted batch sends nothing more", async () => {
  const controller = new AbortController();
  const { db, requests } = world<Writes>(({ RequestItems }) => {
    controller.abort(new Error("enough"));
    return { UnprocessedItems: RequestItems };
  });
  await expect(db.batchWrite({ RequestItems: { a: puts(100) } }, { signal: controller.signal })).rejects.toThrow(
    "enough",
  );
  expect(requests).toHaveLength(1);
});

test("a failure ends the batch when the requests under way are done", async () => {
  let done = 0;
  const { db, requests } = world<Writes>(async (_, count) => {
    if (count === 1) return { __type: "ResourceNotFoundException", message: "no such table" };
    await new Promise((resolve) => setImmediate(resolve));
    done += 1;
    return {};
  });
  await expect(db.batchWrite({ RequestItems: { a: puts(250) } }, { concurrency: 3 })).rejects.toMatchObject({
    name: "ResourceNotFoundException",
  });
  expect([requests.length, done]).toEqual([3, 2]);
});

test("a batch that does not get on names what all of its requests left", async () => {
  const { db, requests } = world<Writes>(async ({ RequestItems }, count) => {
    if (count !== 1) await new Promise((resolve) => setImmediate(resolve));
    return { UnprocessedItems: RequestItems };
  });
  const error = await db
    .batchWrite({ RequestItems: { a: puts(100) } }, { concurrency: 3, maxIdleRequests: 1 })
    .catch((reason: unknown) => reason);
  expect(requests).toHaveLength(3);
  const { unprocessed } = error as UnprocessedItemsError<ReturnType<typeof puts>[number]>;
  expect(unprocessed["a"]?.map(({ PutRequest }) => PutRequest.Item.id).sort((a, b) => a - b)).toEqual(
    puts(100).map((_, id) => id),
  );
});

test("so many requests are under way at once", async () => {
  let under = 0;
  let most = 0;
  const { db, requests } = world<Writes>(async () => {
    under += 1;
    most = Math.max(most, under);
    await new Promise((resolve) => setImmediate(resolve));
    under -= 1;
    return {};
  });
  await db.batchWrite({ RequestItems: { a: puts(250) } }, { concurrency: 4 });
  expect([most, requests.length]).toEqual([4, 10]);
});

test("nothing is sent where one item cannot be stored, and nothing for nothing", async () => {
  const { db, requests } = world<Writes>(() => ({}));
  const bad = { PutRequest: { Item: { id: 1, list: [undefined] } } };
  await expect(db.batchWrite({ RequestItems: { a: [...puts(30), bad] } })).rejects.toMatchObject({
    path: "RequestItems.a[30].PutRequest.Item.list[0]",
  });
  await expect(db.batchGet({ RequestItems: { a: { Keys: [{ id: Number.NaN }] } } })).rejects.toMatchObject({
    path: "RequestItems.a.Keys[0].id",
  });
  expect(await db.batchGet({ RequestItems: { a: { Keys: [] } } })).toEqual({ Responses: { a: [] } });
  expect(await db.batchWrite({ RequestItems: {} })).toEqual({});
  expect(requests).toEqual([]);
});

test("what the requests of a batch consumed is told together", async () => {
  const { db } = world<Writes>((_, count) => ({
    ConsumedCapacity: [{ TableName: "a", CapacityUnits: count }],
    ItemCollectionMetrics: { a: [{ ItemCollectionKey: { id: { N: String(count) } }, SizeEstimateRangeGB: [0, 1] }] },
  }));
  const output = await db.batchWrite({ RequestItems: { a: puts(30) }, ReturnConsumedCapacity: "TOTAL" });
  expect(output).toEqual({
    ConsumedCapacity: [1, 2].map((CapacityUnits) => ({ TableName: "a", CapacityUnits })),
    ItemCollectionMetrics: { a: [1, 2].map((id) => ({ ItemCollectionKey: { id }, SizeEstimateRangeGB: [0, 1] })) },
  });
});
