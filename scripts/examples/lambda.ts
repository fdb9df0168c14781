import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { copyFile, mkdtemp, rm, stat } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { DynamoDB } from "@inia/client-dynamodb";
import { S3 } from "@inia/client-s3";
import { startLocalAws } from "@inia/local-aws";
import { folderOf, ownConfig, runScript, settings } from "./program.js";

/** The bundle alone, in an empty folder, as Lambda runs it: a new object, the same again, a newer one, one that is gone. */
export async function checkLambda(): Promise<string> {
  await using aws = await startLocalAws({ services: ["s3", "dynamodb"] });
  const s3 = new S3({ ...ownConfig, endpoint: aws.s3.endpoint });
  const dynamodb = new DynamoDB({ ...ownConfig, endpoint: aws.dynamodb.endpoint });
  await s3.createBucket({ Bucket: "texts" });
  await s3.putObject({ Bucket: "texts", Key: "a poem.txt", Body: "to and fro\nto  and\nfro" });
  await dynamodb.createTable({
    TableName: "word-counts",
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: [{ AttributeName: "object", AttributeType: "S" }],
    KeySchema: [{ AttributeName: "object", KeyType: "HASH" }],
  });
  await dynamodb.getWaiter("tableExists").wait({ TableName: "word-counts" }, { delaySeconds: 1 });
  const env = { AWS_ENDPOINT_URL_S3: aws.s3.endpoint, AWS_ENDPOINT_URL_DYNAMODB: aws.dynamodb.endpoint };

  const tried = await runScript("lambda", "start", { env });
  assert.deepEqual(tried, { code: 0, output: '{"counted":1,"known":0}\n' });

  const bundle = join(folderOf("lambda"), "dist", "index.mjs");
  const before = aws.requests.length;
  const answers = await invokeAsLambda(bundle, env, [
    event("a+poem.txt", "0055AED6DCD90281E5"),
    event("a+poem.txt", "0055AED6DCD90281E6"),
    event("gone.txt", "0055AED6DCD90281E7"),
  ]);
  const [known, newer, gone] = answers;
  assert.deepEqual(
    [known, newer],
    [
      { counted: 0, known: 1 },
      { counted: 1, known: 0 },
    ],
  );
  assert.deepEqual((gone as { errorType: string }).errorType, "NoSuchKey");
  const { Item = {} } = await dynamodb.getItem({
    TableName: "word-counts",
    Key: { object: { S: "texts/a poem.txt" } },
  });
  assert.deepEqual([Item["lines"]?.N, Item["words"]?.N, Item["request"]?.S], ["3", "6", "request-1"]);
  const traced = aws.requests.slice(before).filter(({ headers }) => headers["x-amzn-trace-id"] === traceId);
  assert.equal(traced.length, 5, "Lambda's trace goes with every request");
  const kilobytes = ((await stat(bundle)).size / 1000).toFixed(0);
  return `one file of ${kilobytes} kB; 4 events by the runtime's interface: counted, known, counted anew, refused`;
}

function event(key: string, sequencer: string): object {
  return { Records: [{ s3: { bucket: { name: "texts" }, object: { key, sequencer } } }] };
}

/** Serves Lambda's runtime interface, and a process that asks it for events, with nothing but the bundle. */
async function invokeAsLambda(
  bundle: string,
  env: Readonly<Record<string, string>>,
  events: readonly object[],
): Promise<unknown[]> {
  const folder = await mkdtemp(join(tmpdir(), "inia-lambda-"));
  const answers: unknown[] = [];
  let done = (): void => {};
  const all = new Promise<void>((resolve) => {
    done = resolve;
  });
  let next = 0;
  const server = createServer(async (request, response) => {
    if (request.url?.endsWith("/invocation/next")) {
      if (next < events.length) give(response, events[next]!, `request-${next++}`);
      // Otherwise the environment waits for what may come, as it does.
      return;
    }
    answers.push(await read(request));
    response.writeHead(202).end();
    if (answers.length === events.length) done();
  });
  let runtime: ChildProcess | undefined;
  try {
    await copyFile(bundle, join(folder, "index.mjs"));
    await copyFile(fileURLToPath(new URL("lambda-runtime.mjs", import.meta.url)), join(folder, "runtime.mjs"));
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    runtime = spawn(process.execPath, ["runtime.mjs"], {
      cwd: folder,
      env: {
        ...settings,
        ...env,
        AWS_LAMBDA_RUNTIME_API: `127.0.0.1:${port}`,
        AWS_LAMBDA_FUNCTION_NAME: "words",
        _HANDLER: "index.handler",
      },
      stdio: "inherit",
    });
    await Promise.race([
      all,
      once(runtime, "exit").then(([code]) => {
        throw new Error(`The environment ended with exit code ${String(code)}.`);
      }),
    ]);
    return answers;
  } finally {
    runtime?.kill();
    server.close();
    server.closeAllConnections();
    await rm(folder, { recursive: true });
  }
}

function give(response: ServerResponse, given: object, requestId: string): void {
  response.writeHead(200, {
    "lambda-runtime-aws-request-id": requestId,
    "lambda-runtime-deadline-ms": String(Date.now() + 10_000),
    "lambda-runtime-trace-id": traceId,
  });
  response.end(JSON.stringify(given));
}

async function read(request: IncomingMessage): Promise<unknown> {
  return JSON.parse(await text(request));
}

const traceId = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";
