import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { SQS } from "@inia/client-sqs";
import { type RequestRecord, startLocalAws } from "@inia/local-aws";
import { ownConfig, startProgram } from "./program.js";

/** Jobs that are short, one longer than its message is kept for, one that is none; then SIGTERM while it waits. */
export async function checkWorker(): Promise<string> {
  await using aws = await startLocalAws({ services: ["sqs"] });
  const sqs = new SQS({ ...ownConfig, endpoint: aws.sqs.endpoint });
  const { QueueUrl = "" } = await sqs.createQueue({ QueueName: "jobs" });
  const jobs = Array.from({ length: 12 }, (_, at) => ({ id: `job-${at}`, text: "to and fro ".repeat(at) }));
  const bodies = [...jobs, { id: "long", text: "slow but sure", takesMs: 3000 }].map((job) => JSON.stringify(job));
  for (const MessageBody of [...bodies, "no job"]) await sqs.sendMessage({ QueueUrl, MessageBody });

  await using program = startProgram("worker", "main.ts", {
    args: [QueueUrl, "--at-once", "5", "--visibility", "2"],
    env: { AWS_ENDPOINT_URL_SQS: aws.sqs.endpoint },
  });
  await program.said("long: 3 words");
  await program.said("job-11: 33 words");
  await program.said("failed: SyntaxError");
  // What is done is told before its message is deleted; the one that is no job stays.
  await until("one message is left", async () => (await countMessages(sqs, QueueUrl)) === 1);
  // Then there is nothing to come, and it waits.
  await sqs.purgeQueue({ QueueUrl });
  await until("it waits for messages", () => isWaiting(aws.requests));
  program.signal("SIGTERM");
  const { code, output } = await program.ended;
  const lines = output.trimEnd().split("\n");
  for (const { id, text } of jobs) {
    const told = lines.filter((line) => line.startsWith(`${id}: `));
    assert.deepEqual(told, [`${id}: ${text.split(" ").length - 1} words`]);
  }
  assert.deepEqual(
    lines.filter((line) => line.startsWith("long: ")),
    ["long: 3 words"],
  );
  const numbers = JSON.parse(lines.find((line) => line.startsWith("{"))!) as Numbers;
  assert.equal(code, 0, output);
  assert.equal(numbers.jobs.done, 13);
  assert.ok(numbers.jobs.failed >= 1, output);
  assert.equal(numbers.jobs.received, numbers.jobs.done + numbers.jobs.failed);
  assert.equal(numbers.calls["DeleteMessage"]?.succeeded, 13);
  assert.ok(numbers.calls["ChangeMessageVisibility"]!.succeeded >= 2, output);
  // It waited with long polling, and SIGTERM ended that.
  assert.equal(numbers.calls["ReceiveMessage"]?.failed, 1, output);

  const calls = Object.values(numbers.calls).reduce((sum, { succeeded }) => sum + succeeded, 0);
  return `13 jobs done once each, 1 left in the queue, ended by SIGTERM while it waited; ${calls} calls counted`;
}

async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 20_000;
  while (!(await holds())) {
    assert.ok(Date.now() < end, `after 20 s it does not hold that ${what}`);
    await sleep(10);
  }
}

/** Messages that wait, and that somebody works on. */
async function countMessages(sqs: SQS, QueueUrl: string): Promise<number> {
  const counts = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"] as const;
  const { Attributes = {} } = await sqs.getQueueAttributes({ QueueUrl, AttributeNames: [...counts] });
  return counts.reduce((sum, name) => sum + Number(Attributes[name]), 0);
}

/** A request that has not been answered yet has no status. */
function isWaiting(requests: readonly RequestRecord[]): boolean {
  return requests.findLast(({ operation }) => operation === "ReceiveMessage")?.status === 0;
}

interface Numbers {
  readonly jobs: { readonly received: number; readonly done: number; readonly failed: number };
  readonly calls: Readonly<Record<string, { readonly succeeded: number; readonly failed: number }>>;
}
