// What an editor shows of generated clients, and what it refuses: compiled with this package, never run.
import {
  type AttributeValue,
  type ConditionalCheckFailedException,
  type DynamoDB,
  type DynamoDBClient,
  getItem,
  paginateScan,
  putItem,
  waitUntilTableExists,
} from "@inia/client-dynamodb";
import {
  type Bucket,
  type CommonPrefix,
  getObject,
  type InvalidObjectState,
  listBuckets,
  type NoSuchKey,
  paginateListObjectsV2,
  S3,
  type S3Client,
  type _Object as S3Object,
  type SelectObjectContentEventStream,
  waitUntilBucketExists,
} from "@inia/client-s3";
import {
  type ClientError,
  getSession,
  type IniaError,
  isIniaError,
  isNotFound,
  type StreamingBody,
  tryCall,
  type WithMetadata,
} from "@inia/core";
import { expectTypeOf } from "vitest";

declare const s3: S3;
declare const bare: S3Client;
declare const dynamodb: DynamoDBClient;
declare const films: DynamoDB;

// Outputs: what the model requires is there, what it does not may be absent; a body is always there.
const object = await getObject(bare, { Bucket: "b", Key: "k" });
expectTypeOf(object.Body).toEqualTypeOf<StreamingBody>();
expectTypeOf(object.ETag).toEqualTypeOf<string | undefined>();
expectTypeOf(object.LastModified).toEqualTypeOf<Date | undefined>();
expectTypeOf(object.ContentLength).toEqualTypeOf<number | undefined>();
expectTypeOf(object.$metadata.attempts).toEqualTypeOf<number | undefined>();
expectTypeOf(await s3.getObject({ Bucket: "b", Key: "k" })).toEqualTypeOf(object);
expectTypeOf((await listBuckets(bare)).Buckets).toEqualTypeOf<Bucket[] | undefined>();

// @ts-expect-error -- a required member is missing
void getObject(bare, { Bucket: "b" });
// @ts-expect-error -- a misspelt member
void getObject(bare, { Bucket: "b", Key: "k", Rnage: "bytes=0-1" });
// @ts-expect-error -- a member of another type
void getObject(bare, { Bucket: "b", Key: "k", PartNumber: "1" });
// @ts-expect-error -- an operation that requires input
void s3.getObject();
// @ts-expect-error -- the bare client brings no operation
void bare.getObject;

// Enums stay open to what is new, and still complete.
void s3.putObject({ Bucket: "b", Key: "k", StorageClass: "GLACIER" });
void s3.putObject({ Bucket: "b", Key: "k", StorageClass: "TOMORROWS" });

// Errors: one class for each that the model names; tryCall narrows by name, to exhaustion.
expectTypeOf<NoSuchKey>().toExtend<ClientError>();
expectTypeOf<ClientError>().toExtend<IniaError>();
expectTypeOf<NoSuchKey["name"]>().toEqualTypeOf<"NoSuchKey">();
const result = await tryCall(bare, getObject, { Bucket: "b", Key: "k" });
if (result.ok) {
  expectTypeOf(result.value).toEqualTypeOf(object);
  expectTypeOf(result.error).toEqualTypeOf<undefined>();
} else {
  const { error } = result;
  expectTypeOf(result.value).toEqualTypeOf<undefined>();
  expectTypeOf(error.requestId).toEqualTypeOf<string | undefined>();
  expectTypeOf(error.statusCode).toEqualTypeOf<number | undefined>();
  expectTypeOf(error.operation).toEqualTypeOf<string | undefined>();
  expectTypeOf(error.attempts).toEqualTypeOf<number | undefined>();
  switch (error.name) {
    case "NoSuchKey":
      expectTypeOf(error).toEqualTypeOf<NoSuchKey>();
      break;
    case "InvalidObjectState":
      expectTypeOf(error).toEqualTypeOf<InvalidObjectState>();
      expectTypeOf(error.StorageClass).toExtend<string | undefined>();
      break;
    case "ClientError":
      expectTypeOf(error).toExtend<ClientError>();
      break;
    case "ReadTimeoutError":
      expectTypeOf(error).toExtend<IniaError>();
      break;
    default:
      // @ts-expect-error -- another operation's error is none of this one's
      void (error.name === "ConditionalCheckFailedException");
  }
}
const put = await tryCall(dynamodb, putItem, { TableName: "t", Item: {} });
if (put.error?.name === "ConditionalCheckFailedException") {
  expectTypeOf(put.error).toEqualTypeOf<ConditionalCheckFailedException>();
  expectTypeOf(put.error.Item).toEqualTypeOf<Record<string, AttributeValue> | undefined>();
}
const unknown: unknown = undefined;
if (isIniaError(unknown)) expectTypeOf(unknown).toEqualTypeOf<IniaError>();
expectTypeOf(isNotFound(unknown)).toEqualTypeOf<boolean>();
expectTypeOf(s3.exceptions.NoSuchKey).toEqualTypeOf<typeof NoSuchKey>();

// Pages: as they are, their items, those of another key, all as one.
const pages = paginateListObjectsV2(bare, { Bucket: "b" }, { maxItems: 10, pageSize: 5, prefetch: true });
for await (const page of pages) expectTypeOf(page.Contents).toEqualTypeOf<S3Object[] | undefined>();
for await (const item of pages.items()) expectTypeOf(item).toEqualTypeOf<S3Object>();
for await (const prefix of pages.items("CommonPrefixes")) expectTypeOf(prefix).toEqualTypeOf<CommonPrefix>();
expectTypeOf((await pages.buildFullResult()).NextToken).toEqualTypeOf<string | undefined>();
for await (const item of s3.getPaginator("listObjectsV2").paginate({ Bucket: "b" }).items()) {
  expectTypeOf(item).toEqualTypeOf<S3Object>();
}
for await (const item of paginateScan(dynamodb, { TableName: "t" }).items()) {
  expectTypeOf(item).toEqualTypeOf<Record<string, AttributeValue>>();
}
// @ts-expect-error -- no such key
pages.items("Nothing");
// @ts-expect-error -- not an operation that pages
s3.getPaginator("getObject");
// @ts-expect-error -- an option that does not exist
paginateListObjectsV2(bare, { Bucket: "b" }, { maxItem: 10 });

// Waiters: which rule was met, and how often it was looked.
const waited = await waitUntilBucketExists(
  bare,
  { Bucket: "b" },
  {
    delaySeconds: 1,
    onAttempt: ({ attempt, state }) => {
      expectTypeOf(attempt).toEqualTypeOf<number>();
      expectTypeOf(state).toEqualTypeOf<"success" | "failure" | "retry">();
    },
  },
);
expectTypeOf(waited.attempts).toEqualTypeOf<number>();
expectTypeOf(waited.acceptor.state).toEqualTypeOf<"success" | "failure" | "retry">();
const table = await waitUntilTableExists(dynamodb, { TableName: "t" });
if ("output" in table) expectTypeOf(table.output.Table?.TableName).toEqualTypeOf<string | undefined>();
else expectTypeOf(table.error).toEqualTypeOf<ClientError>();
expectTypeOf(films.getWaiter("tableExists").wait).returns.resolves.toEqualTypeOf<typeof table>();
// @ts-expect-error -- no such waiter
s3.getWaiter("bucketIsThere");

// Event streams: a union of which exactly one member is there.
const { Payload } = await s3.selectObjectContent({
  Bucket: "b",
  Key: "k",
  Expression: "select * from s3object",
  ExpressionType: "SQL",
  InputSerialization: { CSV: {} },
  OutputSerialization: { JSON: {} },
});
for await (const event of Payload) {
  expectTypeOf(event).toEqualTypeOf<SelectObjectContentEventStream>();
  if (event.Records) expectTypeOf(event.Records.Payload).toEqualTypeOf<Uint8Array | undefined>();
  else if (event.Stats) expectTypeOf(event.Stats.Details?.BytesScanned).toEqualTypeOf<number | undefined>();
  else if (event.$unknown) expectTypeOf(event.$unknown).toEqualTypeOf<[name: string, value: unknown]>();
}
// @ts-expect-error -- one member, not two
void ({ Cont: {}, End: {} } satisfies SelectObjectContentEventStream);

// Sessions and events.
const session = getSession();
expectTypeOf(session.createClient(S3)).toEqualTypeOf<S3>();
expectTypeOf(session.createClient("s3")).toEqualTypeOf<S3>();
s3.meta.events.register("before-send.s3.PutObject", ({ request }) => {
  expectTypeOf(request.headers).toEqualTypeOf<Record<string, string>>();
});
// @ts-expect-error -- a misspelt event
s3.meta.events.register("befor-send.s3", () => {});

// An operation that another client's types would take is none of this one's.
// @ts-expect-error -- another service's operation
void tryCall(bare, getItem, { TableName: "t", Key: {} });
expectTypeOf<WithMetadata<object>>().toExtend<object>();
