import { SQS } from "@inia/client-sqs";
import type { Session } from "@inia/core";
import { done, section } from "./report.js";

/** Sends messages to a queue and takes them off again. */
export async function useQueues(session: Session, QueueName: string): Promise<void> {
  section("SQS: messages");
  const sqs = session.createClient(SQS);

  const { QueueUrl } = await sqs.createQueue({ QueueName });
  if (QueueUrl === undefined) throw new Error("SQS made a queue and did not say where.");
  done("create a queue", QueueName);

  try {
    const { Successful } = await sqs.sendMessageBatch({
      QueueUrl,
      Entries: ["pink", "grey"].map((MessageBody) => ({ Id: MessageBody, MessageBody })),
    });
    done("send a batch", `${Successful.length} messages`);

    const bodies: (string | undefined)[] = [];
    while (bodies.length < 2) {
      const { Messages = [] } = await sqs.receiveMessage({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 5 });
      for (const { Body, ReceiptHandle } of Messages) {
        bodies.push(Body);
        if (ReceiptHandle !== undefined) await sqs.deleteMessage({ QueueUrl, ReceiptHandle });
      }
    }
    done("receive and delete", bodies.sort().join(", "));
  } finally {
    await sqs.deleteQueue({ QueueUrl });
  }
  done("delete the queue", "nothing is left behind");
}
