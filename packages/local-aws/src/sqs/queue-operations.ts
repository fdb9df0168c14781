import { localAccount } from "../credentials.js";
import { sqsError } from "./errors.js";
import {
  existingQueue,
  mapMember,
  optionalText,
  queueByName,
  queueUrl,
  requiredText,
  type SqsDocument,
  type SqsRequest,
  textList,
  wholeNumber,
} from "./operation.js";
import { Queue } from "./queue.js";
import { checkQueueAttributes, defaultQueueAttributes, type QueueAttributes } from "./queue-attributes.js";

export function createQueue(request: SqsRequest): SqsDocument {
  const { input, queues } = request;
  const name = requiredText(input, "QueueName");
  const given = mapMember<string>(input, "Attributes");
  const isFifo = given["FifoQueue"] === "true";
  if (!/^[\w-]{1,80}$/.test(isFifo ? name.replace(/\.fifo$/, "") : name) || isFifo !== name.endsWith(".fifo")) {
    throw sqsError(
      "InvalidParameterValue",
      isFifo
        ? "The name of a FIFO queue can only include alphanumeric characters, hyphens, or underscores, must end with .fifo suffix and be 1 to 80 in length."
        : "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length",
    );
  }
  checkQueueAttributes(given, isFifo);
  const existing = queues.get(name);
  if (existing === undefined) {
    const queue = new Queue(name, { ...defaultQueueAttributes, ...given }, request.now());
    setTags(queue, mapMember<string>(input, "tags"));
    queues.set(name, queue);
  } else {
    requireSameAttributes(existing, given);
  }
  return { QueueUrl: queueUrl(request, name) };
}

export function getQueueUrl(request: SqsRequest): SqsDocument {
  const owner = optionalText(request.input, "QueueOwnerAWSAccountId") ?? localAccount;
  const name = requiredText(request.input, "QueueName");
  return { QueueUrl: queueUrl(request, queueByName(owner === localAccount ? request.queues : new Map(), name).name) };
}

export function listQueues(request: SqsRequest): SqsDocument {
  const { input, queues } = request;
  const prefix = optionalText(input, "QueueNamePrefix") ?? "";
  const max = wholeNumber(input, "MaxResults", 1000, 1, 1000);
  const token = Buffer.from(optionalText(input, "NextToken") ?? "", "base64").toString("utf8");
  const names = [...queues.keys()].filter((name) => name.startsWith(prefix) && name > token).sort();
  const page = names.slice(0, max);
  return {
    QueueUrls: page.length === 0 ? undefined : page.map((name) => queueUrl(request, name)),
    // SQS pages only where MaxResults was asked for.
    NextToken:
      input["MaxResults"] !== undefined && page.length < names.length
        ? Buffer.from(page.at(-1) as string).toString("base64")
        : undefined,
  };
}

export function deleteQueue(request: SqsRequest): SqsDocument {
  request.queues.delete(existingQueue(request).name);
  return {};
}

export function purgeQueue(request: SqsRequest): SqsDocument {
  const queue = existingQueue(request);
  const now = request.now();
  if (now - queue.purgedAt < PURGE_INTERVAL_MS) {
    throw sqsError(
      "PurgeQueueInProgress",
      `Only one PurgeQueue operation on ${queue.name} is allowed every 60 seconds.`,
    );
  }
  queue.purge(now);
  return {};
}

export function getQueueAttributes(request: SqsRequest): SqsDocument {
  const queue = existingQueue(request);
  const all = allAttributes(queue, request);
  const names = textList(request.input, "AttributeNames");
  const unknown = names.find((name) => name !== "All" && !(name in all) && !ABSENT_BY_DEFAULT.includes(name));
  if (unknown !== undefined) {
    throw sqsError("InvalidAttributeName", `Unknown Attribute ${unknown}.`);
  }
  const wanted = Object.entries(all).filter(([name]) => names.includes("All") || names.includes(name));
  return { Attributes: wanted.length === 0 ? undefined : Object.fromEntries(wanted) };
}

export function setQueueAttributes(request: SqsRequest): SqsDocument {
  const queue = existingQueue(request);
  const given = mapMember<string>(request.input, "Attributes");
  checkQueueAttributes(given, queue.isFifo);
  if ("FifoQueue" in given && !queue.isFifo) {
    throw sqsError("InvalidAttributeName", "Unknown Attribute FifoQueue.");
  }
  queue.attributes = { ...queue.attributes, ...given };
  queue.modifiedAt = request.now();
  return {};
}

export function tagQueue(request: SqsRequest): SqsDocument {
  setTags(existingQueue(request), mapMember<string>(request.input, "Tags"));
  return {};
}

export function untagQueue(request: SqsRequest): SqsDocument {
  const queue = existingQueue(request);
  for (const key of textList(request.input, "TagKeys")) {
    queue.tags.delete(key);
  }
  return {};
}

export function listQueueTags(request: SqsRequest): SqsDocument {
  const { tags } = existingQueue(request);
  return { Tags: tags.size === 0 ? undefined : Object.fromEntries(tags) };
}

/** The ARN of a queue. */
export function queueArn({ region }: SqsRequest, name: string): string {
  return `arn:aws:sqs:${region}:${localAccount}:${name}`;
}

function allAttributes(queue: Queue, request: SqsRequest): QueueAttributes {
  const { due, inFlight, delayed } = queue.counts(request.now());
  return {
    ...queue.attributes,
    ApproximateNumberOfMessages: String(due),
    ApproximateNumberOfMessagesDelayed: String(delayed),
    ApproximateNumberOfMessagesNotVisible: String(inFlight),
    CreatedTimestamp: String(Math.floor(queue.createdAt / 1000)),
    LastModifiedTimestamp: String(Math.floor(queue.modifiedAt / 1000)),
    QueueArn: queueArn(request, queue.name),
  };
}

function requireSameAttributes(queue: Queue, given: QueueAttributes): void {
  const different = Object.keys(given).find((name) => given[name] !== queue.attributes[name]);
  if (different !== undefined) {
    throw sqsError(
      "QueueNameExists",
      `A queue already exists with the same name and a different value for attribute ${different}`,
    );
  }
}

function setTags(queue: Queue, tags: Readonly<Record<string, string>>): void {
  for (const [key, value] of Object.entries(tags)) {
    queue.tags.set(key, value);
  }
}

const PURGE_INTERVAL_MS = 60_000;
const ABSENT_BY_DEFAULT = [
  "Policy",
  "RedrivePolicy",
  "RedriveAllowPolicy",
  "KmsMasterKeyId",
  "KmsDataKeyReusePeriodSeconds",
  "FifoQueue",
  "ContentBasedDeduplication",
  "DeduplicationScope",
  "FifoThroughputLimit",
];
