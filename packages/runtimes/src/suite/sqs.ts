import {
  createQueue,
  deleteMessage,
  deleteQueue,
  QueueDoesNotExist,
  receiveMessage,
  SQSClient,
  sendMessage,
  sendMessageBatch,
} from "@inia/client-sqs";
import type { Context, Scenario } from "./context.js";
import { expectEqual, rejection } from "./expect.js";

export const sqsScenarios: readonly Scenario[] = [
  {
    name: "SQS: send, receive, delete",
    async run(context) {
      const sqs = open(context);
      const { QueueUrl } = await createQueue(sqs, { QueueName: `inia-runtimes-${context.name}` });
      if (QueueUrl === undefined) throw new Error("createQueue gave no QueueUrl");
      await sendMessage(sqs, { QueueUrl, MessageBody: "Olá, boto!" });
      await sendMessageBatch(sqs, { QueueUrl, Entries: ["a", "b"].map((Id) => ({ Id, MessageBody: Id })) });
      const bodies: (string | undefined)[] = [];
      while (bodies.length < 3) {
        const { Messages = [] } = await receiveMessage(sqs, { QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 });
        for (const { Body, ReceiptHandle } of Messages) {
          bodies.push(Body);
          await deleteMessage(sqs, { QueueUrl, ReceiptHandle: ReceiptHandle! });
        }
      }
      expectEqual(bodies.sort(), ["Olá, boto!", "a", "b"], "bodies");
      await deleteQueue(sqs, { QueueUrl });
    },
  },
  {
    name: "SQS: a typed error, named as the query protocol names it",
    async run(context) {
      const QueueUrl = `${context.endpoints.sqs}/123456789012/missing-${context.name}`;
      const error = await rejection(sendMessage(open(context), { QueueUrl, MessageBody: "nobody" }), "sendMessage");
      if (!(error instanceof QueueDoesNotExist)) throw new Error(`found ${String(error)}`);
      expectEqual(error.code, "AWS.SimpleQueueService.NonExistentQueue", "code");
    },
  },
];

function open(context: Context): SQSClient {
  return new SQSClient(context.configFor("sqs"));
}
