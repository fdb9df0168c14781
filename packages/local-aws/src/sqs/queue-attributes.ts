import { sqsError } from "./errors.js";

/** Attributes of a queue by name, all as text, as SQS has them. */
export type QueueAttributes = Readonly<Record<string, string>>;

/** The defaults of a new queue. */
export const defaultQueueAttributes: QueueAttributes = {
  DelaySeconds: "0",
  MaximumMessageSize: "1048576",
  MessageRetentionPeriod: "345600",
  ReceiveMessageWaitTimeSeconds: "0",
  SqsManagedSseEnabled: "true",
  VisibilityTimeout: "30",
};

/** Checks names and values of attributes that CreateQueue or SetQueueAttributes gives. */
export function checkQueueAttributes(attributes: QueueAttributes, isFifo: boolean): void {
  for (const [name, value] of Object.entries(attributes)) {
    const range = RANGES[name];
    const isKnown = range !== undefined || TEXTS.includes(name) || (isFifo && FIFO_TEXTS.includes(name));
    if (!isKnown) {
      throw sqsError("InvalidAttributeName", `Unknown Attribute ${name}.`);
    }
    if (range !== undefined && !isWithin(value, range)) {
      throw sqsError("InvalidAttributeValue", `Invalid value for the parameter ${name}.`);
    }
    if (name === "FifoQueue" && value !== "true") {
      throw sqsError("InvalidAttributeValue", "Invalid value for the parameter FifoQueue.");
    }
    if (name === "RedrivePolicy" && value !== "") {
      readRedrivePolicy(value);
    }
  }
}

/** A dead-letter queue and after how many receives a message goes there. */
export interface RedrivePolicy {
  readonly deadLetterTargetArn: string;
  readonly maxReceiveCount: number;
}

/** Reads `RedrivePolicy`, a JSON text. */
export function readRedrivePolicy(text: string): RedrivePolicy {
  const policy = parseObject(text);
  const [arn, count] = [policy["deadLetterTargetArn"], Number(policy["maxReceiveCount"])];
  if (typeof arn !== "string" || !Number.isInteger(count) || count < 1 || count > 1000) {
    throw sqsError("InvalidParameterValue", `Value ${text} for parameter RedrivePolicy is invalid.`);
  }
  return { deadLetterTargetArn: arn, maxReceiveCount: count };
}

function parseObject(text: string): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
}

function isWithin(value: string, [min, max]: readonly [number, number]): boolean {
  return /^\d{1,9}$/.test(value) && Number(value) >= min && Number(value) <= max;
}

// SQS API Reference, SetQueueAttributes
const RANGES: Readonly<Record<string, readonly [min: number, max: number]>> = {
  DelaySeconds: [0, 900],
  MaximumMessageSize: [1024, 1_048_576],
  MessageRetentionPeriod: [60, 1_209_600],
  ReceiveMessageWaitTimeSeconds: [0, 20],
  VisibilityTimeout: [0, 43_200],
  KmsDataKeyReusePeriodSeconds: [60, 86_400],
};
const TEXTS = ["Policy", "RedrivePolicy", "RedriveAllowPolicy", "KmsMasterKeyId", "SqsManagedSseEnabled"];
const FIFO_TEXTS = ["FifoQueue", "ContentBasedDeduplication", "DeduplicationScope", "FifoThroughputLimit"];
