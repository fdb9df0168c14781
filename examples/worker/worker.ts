import { changeMessageVisibility, deleteMessage, type Message, receiveMessage, type SQSClient } from "@inia/client-sqs";
import { doJob, readJob } from "./jobs.js";
import { jobs } from "./metrics.js";

export interface WorkerOptions {
  readonly sqs: SQSClient;
  readonly QueueUrl: string;
  /** How many jobs go on at once. */
  readonly atOnce: number;
  /** How long a message is kept from others; it is kept anew in half of that time. */
  readonly visibilitySeconds: number;
  /** Aborted when no further messages are to be taken. */
  readonly signal: AbortSignal;
}

/** Takes messages and does their jobs. Resolves when it was told to end, and all that had begun is finished. */
export async function work(options: WorkerOptions): Promise<void> {
  const { sqs, QueueUrl, atOnce, visibilitySeconds, signal } = options;
  const underWay = new Set<Promise<void>>();
  while (!signal.aborted) {
    const input = {
      QueueUrl,
      MaxNumberOfMessages: Math.min(10, atOnce - underWay.size),
      WaitTimeSeconds: 20,
      VisibilityTimeout: visibilitySeconds,
    };
    try {
      const { Messages = [] } = await receiveMessage(sqs, input, { signal });
      jobs.received += Messages.length;
      for (const message of Messages) {
        const job: Promise<void> = handle(message, options).finally(() => underWay.delete(job));
        underWay.add(job);
      }
    } catch (error) {
      // What an aborted call rejects with is the signal's reason.
      if (error !== signal.reason) throw error;
    }
    if (underWay.size >= atOnce) await Promise.race(underWay);
  }
  await Promise.all(underWay);
}

async function handle({ Body = "", MessageId, ReceiptHandle = "" }: Message, options: WorkerOptions): Promise<void> {
  const { sqs, QueueUrl, visibilitySeconds } = options;
  const keep = setInterval(() => {
    changeMessageVisibility(sqs, { QueueUrl, ReceiptHandle, VisibilityTimeout: visibilitySeconds }).catch(
      (error: unknown) => console.error(`${MessageId} may be given to another worker: ${String(error)}`),
    );
  }, visibilitySeconds * 500);
  try {
    await doJob(readJob(Body));
    await deleteMessage(sqs, { QueueUrl, ReceiptHandle });
    jobs.done += 1;
  } catch (error) {
    jobs.failed += 1;
    console.error(`${MessageId} failed: ${String(error)}`);
  } finally {
    clearInterval(keep);
  }
}
