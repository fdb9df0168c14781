import { DynamoDB, DynamoDBClient, getItem, paginateScan, putItem, scan } from "@inia/client-dynamodb";
import { getObject, paginateListObjectsV2, S3, S3Client, waitUntilBucketExists } from "@inia/client-s3";
import {
  OperationNotPageableError,
  PaginationError,
  ParamValidationError,
  presign,
  StubAssertionError,
  tryCall,
  UnknownClientMethodError,
  UnseekableStreamError,
  WaiterConfigError,
} from "@inia/core";
import type { HttpHandler } from "@inia/core/http";
import { buildOutput, Stubber } from "@inia/core/stub";
import { describe, expect, test } from "vitest";

/** What must not be reached: whatever is wrong here is told before anything is sent. */
const unreachable: HttpHandler = {
  send: () => Promise.reject(new Error("it was sent")),
};

const config = {
  region: "eu-west-1",
  credentials: { accessKeyId: "AKID", secretAccessKey: "secret" },
  loadConfig: false,
  httpHandler: unreachable,
};
const s3 = new S3(config);
const dynamodb = new DynamoDB(config);
const Bucket = "photos";

/** What a call fails with, whether at once or later. */
async function failureOf(call: () => unknown): Promise<Error> {
  try {
    await call();
  } catch (error) {
    return error as Error;
  }
  return expect.fail("it did not fail");
}

describe("a name that is not there", () => {
  test.each<[what: string, call: () => unknown, type: new (...given: never) => Error, message: string]>([
    [
      "an operation",
      () => s3.generatePresignedUrl("getObjct" as "getObject", { Bucket, Key: "k" }),
      UnknownClientMethodError,
      'The client has no operation "getObjct"; did you mean getObject',
    ],
    [
      "an operation to explain",
      () => s3.explain("headObjekt" as "headObject", { Bucket, Key: "k" }),
      UnknownClientMethodError,
      'The client has no operation "headObjekt"; did you mean headObject',
    ],
    [
      "an operation to stub",
      () => new Stubber(s3).addResponse("listBukets" as "listBuckets", {}),
      UnknownClientMethodError,
      'The client has no operation "listBukets"; did you mean listBuckets',
    ],
    [
      "a paginator",
      () => s3.getPaginator("listObjectV2" as "listObjectsV2"),
      OperationNotPageableError,
      "Operation cannot be paginated: listObjectV2; did you mean listObjectsV2",
    ],
    [
      "a paginator, as botocore writes it",
      () => s3.getPaginator("list_objects_v2" as "listObjectsV2"),
      OperationNotPageableError,
      "Operation cannot be paginated: list_objects_v2; did you mean listObjectsV2",
    ],
    [
      "a waiter",
      () => s3.getWaiter("bucketExist" as "bucketExists"),
      WaiterConfigError,
      "Waiter does not exist: bucketExist; did you mean bucketExists",
    ],
    [
      "a waiter that is like none",
      () => dynamodb.getWaiter("x" as "tableExists"),
      WaiterConfigError,
      "Waiter does not exist: x; there are: ",
    ],
  ])("%s", async (_, call, type, message) => {
    const error = await failureOf(call);
    expect(error).toBeInstanceOf(type);
    expect(error.message).toContain(message);
  });
});

test("what is wrong with an input is told at once: path, expected type, nearest name", async () => {
  const input = {
    TableNam: "films",
    Item: { id: { S: 1 }, tags: { L: [{ S: "a" }, { B: {} }] } },
    ReturnValues: 7,
  };
  const error = (await failureOf(() => putItem(dynamodb, input as never))) as ParamValidationError;
  expect(error).toBeInstanceOf(ParamValidationError);
  expect(error.problems.map(({ path }) => path)).toEqual([
    "TableName",
    "TableNam",
    "Item.id.S",
    "Item.tags.L[1].B",
    "ReturnValues",
  ]);
  for (const told of [
    'Missing required parameter in input: "TableName"',
    'Unknown parameter in input: "TableNam"',
    'did you mean "TableName"?',
    "Invalid type for parameter Item.id.S, value: 1, type: number, valid types: string",
    "Invalid type for parameter Item.tags.L[1].B",
    "Invalid type for parameter ReturnValues, value: 7",
  ]) {
    expect(error.message).toContain(told);
  }
});

describe("the client of another service", () => {
  const told = "GetObject is an operation of s3, and was called with a client of dynamodb.";
  const input = { Bucket, Key: "k" };

  test("does not compile", () => {
    // @ts-expect-error -- another service's client
    const one = (): unknown => getObject(dynamodb, input);
    // @ts-expect-error -- another service's client
    const two = (): unknown => paginateListObjectsV2(dynamodb, { Bucket });
    // @ts-expect-error -- another service's client
    const three = (): unknown => waitUntilBucketExists(dynamodb, { Bucket });
    // @ts-expect-error -- another service's operation
    const four = (): unknown => dynamodb.send(getObject, input);
    // @ts-expect-error -- another service's client
    const five = (): unknown => presign(dynamodb, getObject, input);
    // @ts-expect-error -- another service's client
    const six = (): unknown => tryCall(new S3Client(config), getItem, { TableName: "t", Key: {} });
    expect([one, two, three, four, five, six]).toHaveLength(6);
  });

  test.each<[string, () => unknown]>([
    ["a call", () => getObject(dynamodb as never, input)],
    ["send", () => dynamodb.send(getObject as never, input)],
    ["presign", () => presign(dynamodb as never, getObject, input)],
  ])("is told where types are off: %s", async (_, call) => {
    const error = await failureOf(call);
    expect(error).toBeInstanceOf(UnknownClientMethodError);
    expect(error.message).toBe(told);
  });

  test("so are pages, waiters and tryCall", async () => {
    const pages = paginateListObjectsV2(dynamodb as never, { Bucket });
    expect((await failureOf(() => pages.buildFullResult())).message).toContain("ListObjectsV2 is an operation of s3");
    const waiting = await failureOf(() => waitUntilBucketExists(dynamodb as never, { Bucket }));
    expect(waiting.message).toContain("HeadBucket is an operation of s3");
    const result = await tryCall(dynamodb as never, getObject, input);
    expect(result.error).toMatchObject({ name: "UnknownClientMethodError", message: told });
  });

  test("so is none", async () => {
    const error = await failureOf(() => getObject({ Bucket, Key: "k" } as never, undefined as never));
    expect(error.message).toBe("GetObject: the first argument must be a client of s3.");
  });
});

describe("pages", () => {
  test.each([-1, Number.NaN, "many"])("at most %j items are refused", async (maxItems) => {
    const error = await failureOf(() => s3.getPaginator("listObjectsV2").paginate({ Bucket }, { maxItems }));
    expect(error).toBeInstanceOf(PaginationError);
    expect(error.message).toMatch(/^maxItems must be a number of at least 0, and is /);
  });

  test("a token of another operation is refused", async () => {
    const local = new DynamoDBClient(config);
    using stubber = new Stubber(local).activate();
    const page = { Items: [{ id: { S: "a" } }, { id: { S: "b" } }], Count: 2, ScannedCount: 2 };
    stubber.addResponse(scan, page);
    const films = paginateScan(local, { TableName: "t" }, { maxItems: 1 });
    await films.buildFullResult();
    expect(films.resumeToken).toBeDefined();

    const error = await failureOf(() => paginateListObjectsV2(s3, { Bucket }, { startingToken: films.resumeToken }));
    expect(error).toBeInstanceOf(PaginationError);
    expect(error.message).toContain("it holds ExclusiveStartKey, and this operation goes on by ContinuationToken");
  });
});

test("a body that is read twice is told how it was read before", async () => {
  const { Body } = buildOutput(getObject, { Body: "once" });
  expect(await Body.text()).toBe("once");
  const error = await failureOf(() => Body.json());
  expect(error).toBeInstanceOf(UnseekableStreamError);
  expect(error.message).toContain("text()");
});

test("a stub that was never called is shown in a table", () => {
  const stubber = new Stubber(new S3Client(config));
  stubber.addResponse(getObject, { Body: "a" }, { Bucket, Key: "k" });
  expect(() => stubber[Symbol.dispose]()).toThrow(StubAssertionError);
  expect(() => stubber.assertNoPendingResponses()).toThrow(
    [
      "1 stubbed reply was never asked for:",
      "  operation  parameters                      reply",
      '  GetObject  { Bucket: "photos", Key: "k" }  output',
    ].join("\n"),
  );
});
