import { DynamoDBClient, describeTable } from "@inia/client-dynamodb";
import {
  getObject,
  paginateListObjectsV2,
  S3Client,
  selectObjectContent,
  waitUntilBucketExists,
} from "@inia/client-s3";
import type { Context, Scenario } from "./context.js";
import { rejection } from "./expect.js";

export const stackScenarios: readonly Scenario[] = [
  {
    name: "Errors: the first line of a stack that is not core's is the caller's",
    lacks: ({ name }) =>
      name === "firefox" || name === "react-native"
        ? "this engine's stacks name no caller of an async function"
        : undefined,
    async run(context) {
      for (const [caller, name] of callers) {
        const error = await rejection(caller(context), caller.name);
        if (!(error instanceof Error) || !name.test(error.name)) throw new Error(`expected ${name}`, { cause: error });
        const frame = firstForeignFrame(error.stack ?? "", context.bundle);
        // JavaScriptCore loses the trace in generators: the stack must then lead nowhere rather than elsewhere.
        const isLost = frame === "" && "Bun" in globalThis && caller.name.startsWith("reader");
        if (!frame.includes(caller.name) && !isLost) {
          throw new Error(`${error.name}: expected ${caller.name}, found "${frame}" in ${error.stack}`);
        }
      }
    },
  },
];

async function callerOfService(context: Context): Promise<void> {
  await describeTable(new DynamoDBClient(context.configFor("dynamodb")), { TableName: "no-such-table" });
}

async function callerOverNetwork(context: Context): Promise<void> {
  const dynamodb = new DynamoDBClient({ ...context.configFor("closed"), maxAttempts: 1 });
  await describeTable(dynamodb, { TableName: "any" });
}

async function callerWithWrongInput(context: Context): Promise<void> {
  await describeTable(new DynamoDBClient(context.configFor("dynamodb")), {} as never);
}

async function readerOfStream(context: Context): Promise<void> {
  const { Body } = await getObject(clientWithShortBody(context), { Bucket: "any", Key: "any" });
  await Body.text();
}

async function readerOfPieces(context: Context): Promise<void> {
  const { Body } = await getObject(clientWithShortBody(context), { Bucket: "any", Key: "any" });
  for await (const piece of Body) if (piece.length > 1) throw new Error("a piece too long");
}

async function readerOfEvents(context: Context): Promise<void> {
  const { Payload } = await selectObjectContent(clientWithShortBody(context), {
    Bucket: "any",
    Key: "any",
    Expression: "select * from s3object",
    ExpressionType: "SQL",
    InputSerialization: { JSON: {} },
    OutputSerialization: { JSON: {} },
  });
  for await (const event of Payload) throw new Error(`an event: ${Object.keys(event)}`);
}

async function readerOfPages(context: Context): Promise<void> {
  const pages = paginateListObjectsV2(new S3Client(context.configFor("s3")), { Bucket: "no-such-bucket-anywhere" });
  for await (const page of pages) throw new Error(`a page of ${page.KeyCount}`);
}

async function readerOfCircle(context: Context): Promise<void> {
  const token = "<IsTruncated>true</IsTruncated><NextContinuationToken>again</NextContinuationToken>";
  const body = new TextEncoder().encode(`<ListBucketResult>${token}</ListBucketResult>`);
  const httpHandler = { send: () => Promise.resolve({ status: 200, headers: {}, body }) };
  const pages = paginateListObjectsV2(new S3Client({ ...context.configFor("s3"), httpHandler }), { Bucket: "any" });
  await pages.buildFullResult();
}

async function waiterForBucket(context: Context): Promise<void> {
  const s3 = new S3Client(context.configFor("s3"));
  await waitUntilBucketExists(s3, { Bucket: "no-such-bucket-anywhere" }, { maxAttempts: 1 });
}

const callers: readonly (readonly [caller: (context: Context) => Promise<void>, error: RegExp])[] = [
  [callerOfService, /^ResourceNotFoundException$/],
  // workerd does not tell that nobody listened.
  [callerOverNetwork, /^(?:EndpointConnection|HTTPClient)Error$/],
  [callerWithWrongInput, /^ParamValidationError$/],
  [readerOfStream, /^IncompleteReadError$/],
  [readerOfPieces, /^IncompleteReadError$/],
  [readerOfEvents, /^IncompleteReadError$/],
  [readerOfPages, /^NoSuchBucket$/],
  [readerOfCircle, /^PaginationError$/],
  [waiterForBucket, /^WaiterError$/],
];

/** Bodies end before the length that was announced. */
function clientWithShortBody(context: Context): S3Client {
  async function* body(): AsyncGenerator<Uint8Array, void, undefined> {
    yield new Uint8Array(1);
  }
  const answer = { status: 200, headers: { "content-length": "10" } };
  const httpHandler = { send: () => Promise.resolve({ ...answer, body: body() }) };
  return new S3Client({ ...context.configFor("s3"), httpHandler });
}

/** In a bundle, a line belongs to the file that the comment before it names. (Deno reads source maps.) */
function firstForeignFrame(stack: string, bundle: string | undefined): string {
  const files = bundle === undefined ? undefined : filesByLine(bundle);
  const frames = stack.split("\n").filter((line) => /:\d+:\d+\)?$/.test(line));
  const isOfPackages = (frame: string): boolean => {
    const line = Number(/:(\d+):\d+\)?$/.exec(frame)![1]);
    return /\/(?:core|clients\/[\w-]+)\/(?:dist|src)\//.test(files === undefined ? frame : (files[line] ?? ""));
  };
  return frames.find((frame) => !isOfPackages(frame)) ?? "";
}

function filesByLine(bundle: string): readonly string[] {
  let file = "";
  // Lines are counted from 1.
  return ["", ...bundle.split("\n").map((line) => (file = /^\/\/ (\S+\.[jt]s)$/.exec(line)?.[1] ?? file))];
}
