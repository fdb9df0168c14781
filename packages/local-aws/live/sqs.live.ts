import { createHash } from "node:crypto";
import { QueueDoesNotExist, SQS } from "@inia/client-sqs";
import { expect, test } from "vitest";
import { useMoto } from "./live.js";

const live = useMoto();

test("a message is sent, received and deleted", async () => {
  const { sqs, QueueUrl } = await withQueue("messages");
  const sent = await sqs.sendMessage({
    QueueUrl,
    MessageBody: "água & <xml>",
    MessageAttributes: { kind: { DataType: "String", StringValue: "test" } },
  });
  expect(sent.MD5OfMessageBody).toBe(createHash("md5").update("água & <xml>").digest("hex"));

  const { Messages = [] } = await sqs.receiveMessage({ QueueUrl, MessageAttributeNames: ["All"] });
  expect(Messages).toMatchObject([
    { Body: "água & <xml>", MessageId: sent.MessageId, MessageAttributes: { kind: { StringValue: "test" } } },
  ]);
  const [{ ReceiptHandle = "" } = {}] = Messages;
  await sqs.deleteMessage({ QueueUrl, ReceiptHandle });
  const { Attributes } = await sqs.getQueueAttributes({ QueueUrl, AttributeNames: ["All"] });
  expect(Attributes?.["ApproximateNumberOfMessages"]).toBe("0");
  expect(Attributes?.["ApproximateNumberOfMessagesNotVisible"]).toBe("0");
});

test("a batch says which of its entries were sent", async () => {
  const { sqs, QueueUrl } = await withQueue("batches");
  const { Successful, Failed } = await sqs.sendMessageBatch({
    QueueUrl,
    Entries: ["a", "b", "c"].map((Id) => ({ Id, MessageBody: Id })),
  });
  expect(Successful.map(({ Id }) => Id)).toEqual(["a", "b", "c"]);
  expect(Failed ?? []).toEqual([]);
});

test("queues are listed over pages", async () => {
  const { sqs } = await withQueue("listed-1");
  await withQueue("listed-2");
  await withQueue("listed-3");
  const urls: string[] = [];
  const pages = sqs.getPaginator("listQueues").paginate({ QueueNamePrefix: "listed-" }, { pageSize: 2 });
  for await (const url of pages.items()) urls.push(url);
  expect(urls.map((url) => url.split("/").at(-1))).toEqual(["listed-1", "listed-2", "listed-3"]);
});

test("a queue that is not there is a typed error, with SQS's older code", async () => {
  const sqs = new SQS(live.config);
  const error: unknown = await sqs.getQueueUrl({ QueueName: "none" }).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(QueueDoesNotExist);
  expect(error).toMatchObject({ code: "AWS.SimpleQueueService.NonExistentQueue", statusCode: 400 });
});

async function withQueue(QueueName: string): Promise<{ readonly sqs: SQS; readonly QueueUrl: string }> {
  const sqs = new SQS(live.config);
  const { QueueUrl = "" } = await sqs.createQueue({ QueueName });
  return { sqs, QueueUrl };
}
