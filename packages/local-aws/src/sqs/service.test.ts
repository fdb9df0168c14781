import { describe, expect, test } from "vitest";
import { signAndSend, type TestResponse } from "../testing/send.js";
import { startSqs } from "./service.js";

type Json = Readonly<Record<string, unknown>>;

interface Message {
  readonly Body: string;
  readonly ReceiptHandle: string;
  readonly Attributes: Readonly<Record<string, string>>;
  readonly MessageAttributes: Json;
}

interface BatchEntry {
  readonly Id: string;
}

/** The members of answers that tests read, the error's type, and what stands beside the document. */
interface Answer {
  readonly QueueUrl: string;
  readonly QueueUrls: readonly string[];
  readonly NextToken?: string;
  readonly MessageId: string;
  readonly Messages?: readonly [Message, ...Message[]];
  readonly Attributes: Readonly<Record<string, string>>;
  readonly Tags: Readonly<Record<string, string>>;
  readonly Successful: readonly BatchEntry[];
  readonly Failed: readonly BatchEntry[];
  readonly __type?: string;
  readonly status: number;
  readonly queryError: string | undefined;
}

/** Calls in JSON. */
function jsonCaller(endpoint: string): (operation: string, input: Json) => Promise<Answer> {
  return async (operation, input) => {
    const response = await signAndSend(
      {
        method: "POST",
        url: `${endpoint}/`,
        headers: { "content-type": "application/x-amz-json-1.0", "x-amz-target": `AmazonSQS.${operation}` },
        body: JSON.stringify(input),
      },
      { service: "sqs" },
    );
    return {
      ...JSON.parse(response.text),
      status: response.status,
      queryError: response.headers["x-amzn-query-error"],
    };
  };
}

/** The messages of an answer that must have some. */
function messagesOf({ Messages }: Answer): readonly [Message, ...Message[]] {
  expect(Messages).toBeDefined();
  return Messages as readonly [Message, ...Message[]];
}

/** Calls in the query protocol. */
function queryCaller(endpoint: string): (parameters: Readonly<Record<string, string>>) => Promise<TestResponse> {
  return (parameters) =>
    signAndSend(
      {
        method: "POST",
        url: `${endpoint}/`,
        headers: { "content-type": "application/x-www-form-urlencoded" },
        body: new URLSearchParams({ Version: "2012-11-05", ...parameters }).toString(),
      },
      { service: "sqs" },
    );
}

// The MD5 of these two is f3eef722b9e535eb41b93a467449512d, computed by hand from the published rule.
const attributes = {
  a: { DataType: "String", StringValue: "v" },
  b: { DataType: "Binary", BinaryValue: "AAE=" },
};

describe("messages in JSON", () => {
  test("are sent, received once, and deleted", async () => {
    await using sqs = await startSqs();
    const call = jsonCaller(sqs.endpoint);
    const { QueueUrl } = await call("CreateQueue", { QueueName: "q" });
    expect(QueueUrl).toBe(`${sqs.endpoint}/123456789012/q`);
    const sent = await call("SendMessage", { QueueUrl, MessageBody: "hi", MessageAttributes: attributes });
    expect(sent).toMatchObject({
      MD5OfMessageBody: "49f68a5c8493ec2c0bf489821c21fc3b",
      MD5OfMessageAttributes: "f3eef722b9e535eb41b93a467449512d",
    });
    const names = { MessageSystemAttributeNames: ["All"], MessageAttributeNames: ["a"] };
    const [message, ...others] = messagesOf(await call("ReceiveMessage", { QueueUrl, ...names }));
    expect(others).toEqual([]);
    expect(message).toMatchObject({
      MessageId: sent.MessageId,
      Body: "hi",
      MD5OfBody: "49f68a5c8493ec2c0bf489821c21fc3b",
      Attributes: { ApproximateReceiveCount: "1" },
      MessageAttributes: { a: attributes.a },
    });
    expect(Object.keys(message.MessageAttributes)).toEqual(["a"]);
    expect((await call("ReceiveMessage", { QueueUrl })).Messages).toBeUndefined();
    await call("DeleteMessage", { QueueUrl, ReceiptHandle: message.ReceiptHandle });
    const counts = await call("GetQueueAttributes", { QueueUrl, AttributeNames: ["All"] });
    expect(counts.Attributes).toMatchObject({
      ApproximateNumberOfMessages: "0",
      ApproximateNumberOfMessagesNotVisible: "0",
      QueueArn: "arn:aws:sqs:us-east-1:123456789012:q",
    });
  });

  test("come back after their visibility timeout, and a delay holds them back", async () => {
    let now = Date.now();
    await using sqs = await startSqs({ clock: () => now });
    const call = jsonCaller(sqs.endpoint);
    const { QueueUrl } = await call("CreateQueue", { QueueName: "q", Attributes: { VisibilityTimeout: "10" } });
    await call("SendMessage", { QueueUrl, MessageBody: "m", DelaySeconds: 5 });
    const receive = async (): Promise<string[] | undefined> =>
      (await call("ReceiveMessage", { QueueUrl, AttributeNames: ["ApproximateReceiveCount"] })).Messages?.map(
        ({ Attributes }) => Attributes["ApproximateReceiveCount"] as string,
      );
    expect(await receive()).toBeUndefined();
    now += 5000;
    expect(await receive()).toEqual(["1"]);
    now += 9999;
    expect(await receive()).toBeUndefined();
    now += 1;
    expect(await receive()).toEqual(["2"]);
  });

  test("wake a receiver that waits", async () => {
    await using sqs = await startSqs();
    const call = jsonCaller(sqs.endpoint);
    const { QueueUrl } = await call("CreateQueue", { QueueName: "q" });
    const waiting = call("ReceiveMessage", { QueueUrl, WaitTimeSeconds: 20 });
    while (sqs.requests.at(-1)?.accessKeyId === undefined || sqs.requests.at(-1)?.operation !== "ReceiveMessage") {
      await new Promise((resolve) => setImmediate(resolve));
    }
    await call("SendMessage", { QueueUrl, MessageBody: "at last" });
    expect(messagesOf(await waiting)[0].Body).toBe("at last");
  });

  test("are made visible at once by a timeout of 0", async () => {
    await using sqs = await startSqs();
    const call = jsonCaller(sqs.endpoint);
    const { QueueUrl } = await call("CreateQueue", { QueueName: "q" });
    await call("SendMessage", { QueueUrl, MessageBody: "m" });
    const [message] = messagesOf(await call("ReceiveMessage", { QueueUrl }));
    const change = { QueueUrl, ReceiptHandle: message.ReceiptHandle, VisibilityTimeout: 0 };
    await call("ChangeMessageVisibility", change);
    expect((await call("ChangeMessageVisibility", change)).__type).toBe("com.amazonaws.sqs#MessageNotInflight");
    expect((await call("ReceiveMessage", { QueueUrl })).Messages).toHaveLength(1);
  });

  test("go to a dead-letter queue when they were received too often", async () => {
    await using sqs = await startSqs();
    const call = jsonCaller(sqs.endpoint);
    const dead = await call("CreateQueue", { QueueName: "dead" });
    const RedrivePolicy = JSON.stringify({
      deadLetterTargetArn: "arn:aws:sqs:us-east-1:123456789012:dead",
      maxReceiveCount: 1,
    });
    const { QueueUrl } = await call("CreateQueue", { QueueName: "q", Attributes: { RedrivePolicy } });
    await call("SendMessage", { QueueUrl, MessageBody: "m" });
    await call("ReceiveMessage", { QueueUrl, VisibilityTimeout: 0 });
    expect((await call("ReceiveMessage", { QueueUrl })).Messages).toBeUndefined();
    expect((await call("ReceiveMessage", { QueueUrl: dead.QueueUrl })).Messages).toHaveLength(1);
  });

  test("of a FIFO group wait for each other, and the same one is sent once", async () => {
    await using sqs = await startSqs();
    const call = jsonCaller(sqs.endpoint);
    const Attributes = { FifoQueue: "true", ContentBasedDeduplication: "true" };
    const { QueueUrl } = await call("CreateQueue", { QueueName: "q.fifo", Attributes });
    const first = await call("SendMessage", { QueueUrl, MessageBody: "1", MessageGroupId: "g" });
    const again = await call("SendMessage", { QueueUrl, MessageBody: "1", MessageGroupId: "g" });
    expect(again.MessageId).toBe(first.MessageId);
    await call("SendMessage", { QueueUrl, MessageBody: "2", MessageGroupId: "g" });
    await call("SendMessage", { QueueUrl, MessageBody: "3", MessageGroupId: "h" });
    const bodies = async (): Promise<string[]> =>
      ((await call("ReceiveMessage", { QueueUrl })).Messages ?? []).map(({ Body }) => Body);
    const [message] = messagesOf(await call("ReceiveMessage", { QueueUrl }));
    expect([message.Body, await bodies(), await bodies()]).toEqual(["1", ["3"], []]);
    await call("DeleteMessage", { QueueUrl, ReceiptHandle: message.ReceiptHandle });
    expect(await bodies()).toEqual(["2"]);
    const ungrouped = await call("SendMessage", { QueueUrl, MessageBody: "4" });
    expect(ungrouped.__type).toBe("com.amazonaws.sqs#MissingParameter");
  });
});

test("batches say of each entry whether it worked", async () => {
  await using sqs = await startSqs();
  const call = jsonCaller(sqs.endpoint);
  const { QueueUrl } = await call("CreateQueue", { QueueName: "q" });
  const sent = await call("SendMessageBatch", {
    QueueUrl,
    Entries: [
      { Id: "a", MessageBody: "1" },
      { Id: "b", MessageBody: "\u0000" },
    ],
  });
  expect(sent.Successful.map(({ Id }: { Id: string }) => Id)).toEqual(["a"]);
  expect(sent.Failed).toMatchObject([{ Id: "b", SenderFault: true, Code: "InvalidMessageContents" }]);
  const [message] = messagesOf(await call("ReceiveMessage", { QueueUrl, MaxNumberOfMessages: 10 }));
  const Entries = [
    { Id: "x", ReceiptHandle: message.ReceiptHandle, VisibilityTimeout: 1 },
    { Id: "y", ReceiptHandle: "nonsense", VisibilityTimeout: 1 },
  ];
  const changed = await call("ChangeMessageVisibilityBatch", { QueueUrl, Entries });
  expect(changed).toMatchObject({ Successful: [{ Id: "x" }], Failed: [{ Id: "y", Code: "ReceiptHandleIsInvalid" }] });
  const deleted = await call("DeleteMessageBatch", { QueueUrl, Entries });
  expect(deleted).toMatchObject({ Successful: [{ Id: "x" }], Failed: [{ Id: "y" }] });
});

describe("errors in JSON", () => {
  const entry = { Id: "a", MessageBody: "m" };
  test.each<[string, string, Json, string, string]>([
    [
      "no such queue",
      "GetQueueUrl",
      { QueueName: "none" },
      "QueueDoesNotExist",
      "AWS.SimpleQueueService.NonExistentQueue",
    ],
    [
      "another attribute",
      "CreateQueue",
      { QueueName: "q", Attributes: { DelaySeconds: "1" } },
      "QueueNameExists",
      "QueueAlreadyExists",
    ],
    ["a name that is none", "CreateQueue", { QueueName: "a b" }, "InvalidParameterValue", "InvalidParameterValue"],
    [
      "an unknown attribute",
      "CreateQueue",
      { QueueName: "r", Attributes: { Colour: "red" } },
      "InvalidAttributeName",
      "InvalidAttributeName",
    ],
    [
      "a value out of range",
      "CreateQueue",
      { QueueName: "r", Attributes: { DelaySeconds: "901" } },
      "InvalidAttributeValue",
      "InvalidAttributeValue",
    ],
    [
      "an empty batch",
      "SendMessageBatch",
      { Entries: [] },
      "EmptyBatchRequest",
      "AWS.SimpleQueueService.EmptyBatchRequest",
    ],
    [
      "a batch of eleven",
      "SendMessageBatch",
      { Entries: Array.from({ length: 11 }, () => entry) },
      "TooManyEntriesInBatchRequest",
      "AWS.SimpleQueueService.TooManyEntriesInBatchRequest",
    ],
    [
      "an id twice",
      "SendMessageBatch",
      { Entries: [entry, entry] },
      "BatchEntryIdsNotDistinct",
      "AWS.SimpleQueueService.BatchEntryIdsNotDistinct",
    ],
    [
      "a handle that is none",
      "DeleteMessage",
      { ReceiptHandle: "x" },
      "ReceiptHandleIsInvalid",
      "ReceiptHandleIsInvalid",
    ],
    [
      "eleven messages at once",
      "ReceiveMessage",
      { MaxNumberOfMessages: 11 },
      "InvalidParameterValue",
      "InvalidParameterValue",
    ],
    ["no body", "SendMessage", {}, "MissingParameter", "MissingParameter"],
    [
      "a body too long",
      "SendMessage",
      { MessageBody: "m".repeat(1_048_577) },
      "InvalidParameterValue",
      "InvalidParameterValue",
    ],
  ])("%s", async (_, operation, input, code, queryError) => {
    await using sqs = await startSqs();
    const call = jsonCaller(sqs.endpoint);
    const { QueueUrl } = await call("CreateQueue", { QueueName: "q" });
    const answer = await call(operation, { QueueUrl, ...input });
    expect(answer).toMatchObject({
      status: 400,
      __type: `com.amazonaws.sqs#${code}`,
      queryError: `${queryError};Sender`,
    });
  });

  test("two purges within a minute", async () => {
    let now = Date.now();
    await using sqs = await startSqs({ clock: () => now });
    const call = jsonCaller(sqs.endpoint);
    const { QueueUrl } = await call("CreateQueue", { QueueName: "q" });
    await call("SendMessage", { QueueUrl, MessageBody: "m" });
    expect((await call("PurgeQueue", { QueueUrl })).status).toBe(200);
    expect((await call("ReceiveMessage", { QueueUrl })).Messages).toBeUndefined();
    expect((await call("PurgeQueue", { QueueUrl })).__type).toBe("com.amazonaws.sqs#PurgeQueueInProgress");
    now += 60_000;
    expect((await call("PurgeQueue", { QueueUrl })).status).toBe(200);
  });

  test("a wrong signature", async () => {
    await using sqs = await startSqs();
    const headers = { "content-type": "application/x-amz-json-1.0", "x-amz-target": "AmazonSQS.ListQueues" };
    const request = { method: "POST", url: `${sqs.endpoint}/`, headers, body: "{}" };
    const got = await signAndSend(request, { service: "sqs", secretAccessKey: "x" });
    expect(JSON.parse(got.text).__type).toBe("com.amazon.coral.service#InvalidSignatureException");
    expect(got.headers["x-amzn-query-error"]).toBe("SignatureDoesNotMatch;Sender");
  });
});

test("queues are listed by prefix and page, tagged, changed and deleted", async () => {
  await using sqs = await startSqs();
  const call = jsonCaller(sqs.endpoint);
  for (const QueueName of ["b2", "a", "b1"]) {
    await call("CreateQueue", { QueueName });
  }
  const first = await call("ListQueues", { QueueNamePrefix: "b", MaxResults: 1 });
  const rest = await call("ListQueues", { QueueNamePrefix: "b", MaxResults: 1, NextToken: first.NextToken });
  expect([...first.QueueUrls, ...rest.QueueUrls].map((url: string) => url.split("/").at(-1))).toEqual(["b1", "b2"]);
  expect(rest.NextToken).toBeUndefined();

  const { QueueUrl } = await call("GetQueueUrl", { QueueName: "a" });
  await call("TagQueue", { QueueUrl, Tags: { x: "1", y: "2" } });
  await call("UntagQueue", { QueueUrl, TagKeys: ["y"] });
  expect((await call("ListQueueTags", { QueueUrl })).Tags).toEqual({ x: "1" });
  await call("SetQueueAttributes", { QueueUrl, Attributes: { DelaySeconds: "7" } });
  const read = await call("GetQueueAttributes", { QueueUrl, AttributeNames: ["DelaySeconds"] });
  expect(read.Attributes).toEqual({ DelaySeconds: "7" });
  await call("DeleteQueue", { QueueUrl });
  expect((await call("GetQueueUrl", { QueueName: "a" })).__type).toBe("com.amazonaws.sqs#QueueDoesNotExist");
});

describe("the query protocol", () => {
  test("has the same queues and messages", async () => {
    await using sqs = await startSqs();
    const query = queryCaller(sqs.endpoint);
    const created = await query({
      Action: "CreateQueue",
      QueueName: "q",
      "Attribute.1.Name": "DelaySeconds",
      "Attribute.1.Value": "0",
    });
    const QueueUrl = created.element("QueueUrl") as string;
    expect(created.text).toContain(
      '<CreateQueueResponse xmlns="http://queue.amazonaws.com/doc/2012-11-05/"><CreateQueueResult>',
    );
    const sent = await query({
      Action: "SendMessage",
      QueueUrl,
      MessageBody: "hi",
      "MessageAttribute.1.Name": "a",
      "MessageAttribute.1.Value.DataType": "String",
      "MessageAttribute.1.Value.StringValue": "v",
      "MessageAttribute.2.Name": "b",
      "MessageAttribute.2.Value.DataType": "Binary",
      "MessageAttribute.2.Value.BinaryValue": "AAE=",
    });
    expect(sent.element("MD5OfMessageAttributes")).toBe("f3eef722b9e535eb41b93a467449512d");
    const received = await query({
      Action: "ReceiveMessage",
      QueueUrl,
      "AttributeName.1": "ApproximateReceiveCount",
      "MessageAttributeName.1": "All",
    });
    expect(received.text).toContain("<Attribute><Name>ApproximateReceiveCount</Name><Value>1</Value></Attribute>");
    expect(received.text).toContain(
      "<MessageAttribute><Name>a</Name><Value><DataType>String</DataType><StringValue>v</StringValue></Value></MessageAttribute>",
    );
    const deleted = await query({
      Action: "DeleteMessageBatch",
      QueueUrl,
      "DeleteMessageBatchRequestEntry.1.Id": "x",
      "DeleteMessageBatchRequestEntry.1.ReceiptHandle": received.element("ReceiptHandle") as string,
      "DeleteMessageBatchRequestEntry.2.Id": "y",
      "DeleteMessageBatchRequestEntry.2.ReceiptHandle": "nonsense",
    });
    expect(deleted.text).toContain("<DeleteMessageBatchResultEntry><Id>x</Id></DeleteMessageBatchResultEntry>");
    expect(deleted.text).toContain("<BatchResultErrorEntry><Id>y</Id><SenderFault>true</SenderFault>");
    const emptied = await query({
      Action: "SetQueueAttributes",
      QueueUrl,
      "Attribute.1.Name": "DelaySeconds",
      "Attribute.1.Value": "3",
    });
    expect(emptied.text).toMatch(/<SetQueueAttributesResponse xmlns="[^"]*"><ResponseMetadata>/);
  });

  test("has its own codes and statuses", async () => {
    await using sqs = await startSqs();
    const query = queryCaller(sqs.endpoint);
    const missing = await query({ Action: "GetQueueUrl", QueueName: "none" });
    expect([missing.status, missing.element("Code")]).toEqual([400, "AWS.SimpleQueueService.NonExistentQueue"]);
    expect(missing.text).toContain("<Type>Sender</Type>");
    const unknown = await query({ Action: "Nothing" });
    expect([unknown.status, unknown.element("Code")]).toEqual([400, "InvalidAction"]);
    const request = { method: "GET", url: `${sqs.endpoint}/?Action=ListQueues&Version=2012-11-05` };
    const wrong = await signAndSend(request, { service: "sqs", secretAccessKey: "x" });
    expect([wrong.status, wrong.element("Code")]).toEqual([403, "SignatureDoesNotMatch"]);
    expect((await signAndSend(request, { service: "sqs" })).status).toBe(200);
  });
});
