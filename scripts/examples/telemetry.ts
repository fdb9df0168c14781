import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, request as sendRequest } from "node:http";
import type { AddressInfo } from "node:net";
import { DynamoDB } from "@inia/client-dynamodb";
import { S3 } from "@inia/client-s3";
import { startLocalAws } from "@inia/local-aws";
import { ownConfig, runScript } from "./program.js";

/** Calls that succeed, one that is refused and one that is throttled at first: spans and numbers say so. */
export async function checkTelemetry(): Promise<string> {
  await using aws = await startLocalAws({ services: ["s3", "dynamodb"] });
  await using slow = await startThrottling(aws.s3.endpoint);
  const s3 = new S3({ ...ownConfig, endpoint: aws.s3.endpoint });
  const dynamodb = new DynamoDB({ ...ownConfig, endpoint: aws.dynamodb.endpoint });
  await s3.createBucket({ Bucket: "exports" });
  const TableName = "rivers";
  await dynamodb.createTable({
    TableName,
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: [{ AttributeName: "name", AttributeType: "S" }],
    KeySchema: [{ AttributeName: "name", KeyType: "HASH" }],
  });
  await dynamodb.getWaiter("tableExists").wait({ TableName }, { delaySeconds: 1 });
  for (const S of ["Negro", "Madeira", "Içá"]) await dynamodb.putItem({ TableName, Item: { name: { S } } });

  const { code, output } = await runScript("telemetry", "start", {
    args: [TableName, "exports"],
    env: { AWS_ENDPOINT_URL_S3: slow.endpoint, AWS_ENDPOINT_URL_DYNAMODB: aws.dynamodb.endpoint },
  });
  assert.equal(code, 0, output);
  assert.deepEqual(output.trimEnd().split("\n"), [
    "3 rows in rivers.jsonl, which is new",
    "copy",
    "  s3.HeadObject status=404 error=404",
    "    HEAD status=404 error=404",
    "  dynamodb.Scan status=200",
    "    POST status=200",
    "  dynamodb.Scan status=200",
    "    POST status=200",
    "  s3.PutObject status=200 resends=1",
    "    PUT status=503 error=SlowDown",
    "    PUT status=200 resends=1",
    "rpc.client.call.duration HeadObject, 404: 1",
    "rpc.client.call.duration Scan: 2",
    "rpc.client.call.duration PutObject: 1",
  ]);
  const { Body } = await s3.getObject({ Bucket: "exports", Key: "rivers.jsonl" });
  assert.deepEqual((await Body.text()).split("\n").sort(), [
    "",
    '{"name":{"S":"Içá"}}',
    '{"name":{"S":"Madeira"}}',
    '{"name":{"S":"Negro"}}',
  ]);
  return "3 rows copied; 4 calls and 5 attempts are spans in a tree, a retry and a refusal among them; calls are measured";
}

/** In front of a server: refuses the first PUT, and passes everything else on unchanged. */
async function startThrottling(target: string): Promise<AsyncDisposable & { readonly endpoint: string }> {
  const { hostname, port } = new URL(target);
  let isFirst = true;
  const server = createServer((request, response) => {
    const { method, url: path, rawHeaders: headers } = request;
    if (method === "PUT" && isFirst) {
      isFirst = false;
      request.resume();
      response.writeHead(503).end("<Error><Code>SlowDown</Code><Message>Reduce your request rate.</Message></Error>");
      return;
    }
    const passed = sendRequest({ hostname, port, method, path, headers, setHost: false }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      answer.pipe(response);
    });
    passed.on("error", () => response.destroy());
    request.pipe(passed);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
    },
  };
}
