import assert from "node:assert/strict";
import { join } from "node:path";
import { startLocalAws } from "@inia/local-aws";
import { root } from "../clients.js";
import { type Ended, runScript } from "./program.js";

/** Operations of services with four protocols; pages, a waiter, a stream, help, and what is wrong said clearly. */
export async function checkCall(): Promise<string> {
  await using aws = await startLocalAws();
  const env = {
    MODELS: join(root, "models"),
    AWS_ENDPOINT_URL_S3: aws.s3.endpoint,
    AWS_ENDPOINT_URL_DYNAMODB: aws.dynamodb.endpoint,
    AWS_ENDPOINT_URL_SQS: aws.sqs.endpoint,
    AWS_ENDPOINT_URL_STS: aws.sts.endpoint,
  };
  const call = (...args: string[]): Promise<Ended> => runScript("call", "start", { args, env });
  const told = async (...args: string[]): Promise<string> => {
    const { code, output } = await call(...args);
    assert.equal(code, 0, output);
    return output.trimEnd();
  };
  const refused = async (...args: string[]): Promise<string> => {
    const { code, output } = await call(...args);
    assert.equal(code, 1, output);
    return output.trimEnd();
  };

  assert.match(await told("sts", "get-caller-identity", "--query", "Account"), /^"123456789012"$/);
  const table = {
    TableName: "orders",
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
    KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
  };
  await told("dynamodb", "create-table", JSON.stringify(table));
  assert.match(await told("dynamodb", "wait", "table-exists", '{"TableName":"orders"}'), /after 1 look$/);
  assert.equal(await told("dynamodb", "list-tables", "--pages", "--query", "TableNames[]"), '"orders"');

  assert.match(await told("sqs", "CreateQueue", '{"QueueName":"jobs"}'), /"QueueUrl": "http:.*\/jobs"/);
  await told("s3", "create-bucket", '{"Bucket":"films"}');
  await told("s3", "put-object", '{"Bucket":"films","Key":"a b","Body":"Olá, boto!"}');
  assert.equal(await told("s3", "get-object", '{"Bucket":"films","Key":"a b"}'), "Olá, boto!");

  const operations = (await told("sqs")).split("\n");
  assert.ok(operations.includes("ReceiveMessage"));
  assert.match(await told("sqs", "create-queue", "--help"), /^ {4}QueueName: string, required$/m);

  const misspelt = await refused("sqs", "recieve-message", "{}");
  assert.match(misspelt, /^OperationNotFoundError: .*did you mean ReceiveMessage/);
  const misspeltMember = await refused("sqs", "create-queue", '{"QueuName":"jobs"}');
  assert.match(misspeltMember, /^ParamValidationError: [\s\S]*QueueName/);
  const missing = await refused("s3", "get-object", '{"Bucket":"films","Key":"no"}');
  assert.match(missing, /^NoSuchKey \(404\): /);
  assert.match(await refused("sqs", "list-queues", "{"), /^SyntaxError: /);
  assert.ok(aws.requests.every(({ errorCode }) => errorCode === undefined || errorCode === "NoSuchKey"));
  const kinds = new Set(aws.requests.map(({ service }) => service)).size;
  return `${kinds} services without a client package, a waiter, pages, a stream; 4 mistakes told`;
}
