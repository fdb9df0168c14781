import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import { DynamoDB } from "@inia/client-dynamodb";
import { S3 } from "@inia/client-s3";
import { SQS } from "@inia/client-sqs";
import type { CallOptions, ClientConfig } from "@inia/core";
import { type Answer, answer, eventMessage } from "./answer.js";

/** A call that is made of a fault server: one kind of traffic each. */
export interface FaultedCall {
  readonly title: string;
  /** What the service answers when all is well. */
  readonly good: Answer;
  /** An error as the service tells it. */
  refusal(status: number, code: string, more?: Readonly<Record<string, string>>): Answer;
  /** How the service answers a request whose signature is too old or too young. */
  readonly skewed: readonly [status: number, code: string];
  /** Makes the call, and reads what it gives to the end; `answered` is told when the call itself is over. */
  run(config: ClientConfig, options: CallOptions, answered: (attempts: number) => void): Promise<unknown>;
}

interface WithAttempts {
  readonly $metadata: { readonly attempts?: number };
}

const attemptsOf = ({ $metadata }: WithAttempts): number => $metadata.attempts ?? 0;

const document = "ten bytes.".repeat(20);

const getObject: FaultedCall = {
  title: "S3 GetObject",
  good: answer(200, { "content-type": "text/plain", "x-amz-checksum-crc32": base64Crc32(document) }, document),
  refusal: xmlRefusal,
  skewed: [403, "RequestTimeTooSkewed"],
  run: (config, options, answered) =>
    withClient(new S3(config), async (s3) => {
      const output = await s3.getObject({ Bucket: "bucket", Key: "key" }, options);
      answered(attemptsOf(output));
      return output.Body.bytes();
    }),
};

const putObject: FaultedCall = {
  title: "S3 PutObject, stream",
  good: answer(200, { etag: '"etag"' }, ""),
  refusal: xmlRefusal,
  skewed: [403, "RequestTimeTooSkewed"],
  run: (config, options, answered) =>
    withClient(new S3(config), async (s3) => {
      const input = { Bucket: "bucket", Key: "key", Body: pieces(), ContentLength: 4 * 65_536 };
      answered(attemptsOf(await s3.putObject(input, options)));
    }),
};

const item = '{"Item":{"id":{"S":"1"}}}';

const getItem: FaultedCall = {
  title: "DynamoDB GetItem",
  good: answer(200, { "content-type": "application/x-amz-json-1.0", "x-amz-crc32": String(crc32(item)) }, item),
  refusal: jsonRefusal,
  skewed: [400, "InvalidSignatureException"],
  run: (config, options, answered) =>
    withClient(new DynamoDB(config), async (dynamodb) => {
      answered(attemptsOf(await dynamodb.getItem({ TableName: "table", Key: { id: { S: "1" } } }, options)));
    }),
};

const message = JSON.stringify({
  Messages: [{ MessageId: "1", Body: "hello", MD5OfBody: createHash("md5").update("hello").digest("hex") }],
});

const receiveMessage: FaultedCall = {
  title: "SQS ReceiveMessage",
  good: answer(200, { "content-type": "application/x-amz-json-1.0" }, message),
  refusal: jsonRefusal,
  skewed: [403, "SignatureDoesNotMatch"],
  run: (config, options, answered) =>
    withClient(new SQS(config), async (sqs) => {
      answered(attemptsOf(await sqs.receiveMessage({ QueueUrl: `${config.endpoint}/1/queue` }, options)));
    }),
};

const selectObjectContent: FaultedCall = {
  title: "S3 SelectObjectContent",
  good: answer(
    200,
    { "content-type": "application/octet-stream" },
    Buffer.concat([
      eventMessage(
        { ":message-type": "event", ":event-type": "Records", ":content-type": "application/octet-stream" },
        document,
      ),
      eventMessage({ ":message-type": "event", ":event-type": "End" }, ""),
    ]),
  ),
  refusal: xmlRefusal,
  skewed: [403, "RequestTimeTooSkewed"],
  run: (config, options, answered) =>
    withClient(new S3(config), async (s3) => {
      const output = await s3.selectObjectContent(
        {
          Bucket: "bucket",
          Key: "key",
          Expression: "select * from s3object",
          ExpressionType: "SQL",
          InputSerialization: { CSV: {} },
          OutputSerialization: { CSV: {} },
        },
        options,
      );
      answered(attemptsOf(output));
      const events: unknown[] = [];
      for await (const event of output.Payload) events.push(event);
      return events;
    }),
};

/** In the order of the table's columns. */
export const faultedCalls: readonly FaultedCall[] = [
  getObject,
  putObject,
  getItem,
  receiveMessage,
  selectObjectContent,
];

async function withClient<Made extends { close(): void }>(
  client: Made,
  use: (client: Made) => Promise<unknown>,
): Promise<unknown> {
  try {
    return await use(client);
  } finally {
    client.close();
  }
}

/** A stream that can be read only once. */
async function* pieces(): AsyncGenerator<Uint8Array> {
  for (let i = 0; i < 4; i++) yield new Uint8Array(65_536).fill(i);
}

function xmlRefusal(status: number, code: string, more: Readonly<Record<string, string>> = {}): Answer {
  const body = `<?xml version="1.0"?>\n<Error><Code>${code}</Code><Message>No.</Message></Error>`;
  return answer(status, { "content-type": "application/xml", ...more }, body);
}

function jsonRefusal(status: number, code: string, more: Readonly<Record<string, string>> = {}): Answer {
  const body = JSON.stringify({ __type: `com.amazonaws.service#${code}`, message: "No." });
  return answer(status, { "content-type": "application/x-amz-json-1.0", ...more }, body);
}

function base64Crc32(text: string): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc32(text));
  return bytes.toString("base64");
}
