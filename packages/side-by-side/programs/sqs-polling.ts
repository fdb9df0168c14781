import {
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  paginateListQueues,
  QueueDoesNotExist,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";

const client = new SQSClient({});

const receiveMessage = (queueUrl: string | undefined) =>
  client.send(
    new ReceiveMessageCommand({
      MessageSystemAttributeNames: ["SentTimestamp"],
      MaxNumberOfMessages: 10,
      MessageAttributeNames: ["All"],
      QueueUrl: queueUrl,
      WaitTimeSeconds: 1,
      VisibilityTimeout: 20,
    }),
  );

/** Sends messages, polls for them and deletes them. */
export async function main() {
  const { QueueUrl: queueUrl } = await client.send(
    new CreateQueueCommand({
      QueueName: "SQS_QUEUE_NAME",
      Attributes: { DelaySeconds: "0", MessageRetentionPeriod: "86400" },
    }),
  );
  const sent = await client.send(
    new SendMessageCommand({
      QueueUrl: queueUrl,
      MessageAttributes: {
        Title: { DataType: "String", StringValue: "The Whistler" },
        WeeksOn: { DataType: "Number", StringValue: "6" },
      },
      MessageBody: "Information about the fiction bestseller.",
    }),
  );
  const batch = await client.send(
    new SendMessageBatchCommand({
      QueueUrl: queueUrl,
      Entries: ["a", "b"].map((id) => ({ Id: id, MessageBody: `Message ${id}` })),
    }),
  );
  const bodies: (string | undefined)[] = [];
  let attributes: unknown;
  for (let poll = 0; poll < 5 && bodies.length < 3; poll++) {
    const { Messages } = await receiveMessage(queueUrl);
    if (!Messages) continue;
    for (const { Body, MessageAttributes } of Messages) {
      bodies.push(Body);
      attributes ??= MessageAttributes;
    }
    if (Messages.length === 1) {
      await client.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle: Messages[0]?.ReceiptHandle }));
    } else {
      await client.send(
        new DeleteMessageBatchCommand({
          QueueUrl: queueUrl,
          Entries: Messages.map(({ MessageId, ReceiptHandle }) => ({ Id: MessageId, ReceiptHandle })),
        }),
      );
    }
  }
  const { Attributes } = await client.send(
    new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: ["ApproximateNumberOfMessages"] }),
  );
  const names: string[] = [];
  for await (const page of paginateListQueues({ client }, { QueueNamePrefix: "SQS" })) {
    names.push(...(page.QueueUrls ?? []).map((url) => new URL(url).pathname));
  }
  const { QueueUrl } = await client.send(new GetQueueUrlCommand({ QueueName: "SQS_QUEUE_NAME" }));
  let caught: unknown;
  try {
    await client.send(new GetQueueUrlCommand({ QueueName: "missing" }));
  } catch (error) {
    if (error instanceof QueueDoesNotExist) caught = [error.name, error.$fault, error.$metadata.httpStatusCode];
  }
  return { sent, batch, bodies: bodies.sort(), attributes, Attributes, names, same: QueueUrl === queueUrl, caught };
}

/** A queue that is not there. */
export async function fail() {
  const { QueueUrl = "" } = await client.send(new GetQueueUrlCommand({ QueueName: "SQS_QUEUE_NAME" }));
  await client.send(new SendMessageCommand({ QueueUrl: `${QueueUrl}-gone`, MessageBody: "x" }));
}
