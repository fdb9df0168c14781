import { createHash } from "node:crypto";
import { invalidParameter, missingParameter, sqsError } from "./errors.js";
import {
  attributesMd5,
  attributesSize,
  checkMessageAttributes,
  type MessageAttribute,
  selectMessageAttributes,
  textMd5,
} from "./message-attributes.js";
import {
  existingQueue,
  mapMember,
  optionalText,
  requiredText,
  type SqsDocument,
  type SqsRequest,
  textList,
  wholeNumber,
} from "./operation.js";
import type { OutgoingMessage, Queue, QueuedMessage } from "./queue.js";
import { readRedrivePolicy } from "./queue-attributes.js";
import { queueArn } from "./queue-operations.js";

export function sendMessage(request: SqsRequest): SqsDocument {
  const queue = existingQueue(request);
  return sendOne(queue, readMessage(request.input, queue, request), request.now());
}

/** Sends one message and says what SQS says of it. */
export function sendOne(queue: Queue, message: OutgoingMessage, now: number): SqsDocument {
  const sent = queue.send(message, now);
  return {
    MD5OfMessageBody: textMd5(message.body),
    MD5OfMessageAttributes: attributesMd5(message.attributes),
    MD5OfMessageSystemAttributes: attributesMd5(message.systemAttributes),
    MessageId: sent.id,
    SequenceNumber: sent.sequenceNumber,
  };
}

/** Reads and checks a message: the input of SendMessage, or an entry of SendMessageBatch. */
export function readMessage(input: SqsDocument, queue: Queue, request: SqsRequest): OutgoingMessage {
  const body = requiredText(input, "MessageBody");
  const attributes = mapMember<MessageAttribute>(input, "MessageAttributes");
  const systemAttributes = mapMember<MessageAttribute>(input, "MessageSystemAttributes");
  if (!ALLOWED_TEXT.test(body)) {
    throw sqsError(
      "InvalidMessageContents",
      "Invalid binary character in the message body, the set of allowed characters is #x9 | #xA | #xD | [#x20 to #xD7FF] | [#xE000 to #xFFFD] | [#x10000 to #x10FFFF]",
    );
  }
  checkMessageAttributes(attributes);
  const limit = Number(queue.attributes["MaximumMessageSize"]);
  if (Buffer.byteLength(body) + attributesSize(attributes) > limit) {
    throw sqsError(
      "InvalidParameterValue",
      `One or more parameters are invalid. Reason: Message must be shorter than ${limit} bytes.`,
    );
  }
  const groupId = optionalText(input, "MessageGroupId");
  if (queue.isFifo && groupId === undefined) {
    throw missingParameter("MessageGroupId");
  }
  return {
    body,
    attributes,
    systemAttributes,
    delaySeconds: wholeNumber(input, "DelaySeconds", Number(queue.attributes["DelaySeconds"]), 0, 900),
    senderId: request.senderId,
    groupId: queue.isFifo ? groupId : undefined,
    deduplicationId: queue.isFifo ? deduplicationId(input, queue, body) : undefined,
  };
}

export async function receiveMessage(request: SqsRequest): Promise<SqsDocument> {
  const { input } = request;
  const queue = existingQueue(request);
  const { attributes } = queue;
  const max = wholeNumber(input, "MaxNumberOfMessages", 1, 1, 10);
  const visibility = wholeNumber(input, "VisibilityTimeout", Number(attributes["VisibilityTimeout"]), 0, 43_200);
  const waitDefault = Number(attributes["ReceiveMessageWaitTimeSeconds"]);
  const waitMs = wholeNumber(input, "WaitTimeSeconds", waitDefault, 0, 20) * 1000;
  // How long to wait is real time; what is due is the service's clock.
  const until = performance.now() + waitMs;
  for (;;) {
    moveExhausted(queue, request);
    const messages = queue.receive(max, visibility, request.now());
    const left = until - performance.now();
    if (messages.length > 0 || left <= 0 || request.signal.aborted) {
      return messages.length === 0 ? {} : { Messages: messages.map((message) => describeMessage(message, input)) };
    }
    await queue.changed(left, request.now(), request.signal);
  }
}

export function deleteMessage(request: SqsRequest): SqsDocument {
  deleteOne(existingQueue(request), request.input);
  return {};
}

/** Deletes the message of a receipt handle; one that is gone already is no error. */
export function deleteOne(queue: Queue, input: SqsDocument): void {
  queue.delete(readReceiptHandle(input));
}

export function changeMessageVisibility(request: SqsRequest): SqsDocument {
  changeOne(existingQueue(request), request.input, request.now());
  return {};
}

/** Sets anew for how long a message that was received stays hidden. */
export function changeOne(queue: Queue, input: SqsDocument, now: number): void {
  const receiptHandle = readReceiptHandle(input);
  const seconds = wholeNumber(input, "VisibilityTimeout", -1, 0, 43_200);
  const message = queue.find(receiptHandle);
  if (message === undefined) {
    throw invalidParameter(
      "ReceiptHandle",
      receiptHandle,
      "Message does not exist or is not available for visibility timeout change.",
    );
  }
  if (message.visibleAt <= now) {
    throw sqsError("MessageNotInflight", "The specified message isn't in flight.");
  }
  queue.changeVisibility(message, seconds, now);
}

function describeMessage(message: QueuedMessage, input: SqsDocument): SqsDocument {
  const names = [...textList(input, "MessageSystemAttributeNames"), ...textList(input, "AttributeNames")];
  const system = Object.entries(systemAttributesOf(message)).filter(
    ([name, value]) => value !== undefined && (names.includes("All") || names.includes(name)),
  );
  const attributes = selectMessageAttributes(message.attributes, textList(input, "MessageAttributeNames"));
  return {
    MessageId: message.id,
    ReceiptHandle: message.receiptHandle,
    MD5OfBody: textMd5(message.body),
    Body: message.body,
    Attributes: system.length === 0 ? undefined : Object.fromEntries(system),
    MD5OfMessageAttributes: attributesMd5(attributes),
    MessageAttributes: Object.keys(attributes).length === 0 ? undefined : attributes,
  };
}

function systemAttributesOf(message: QueuedMessage): Readonly<Record<string, string | undefined>> {
  return {
    SenderId: message.senderId,
    SentTimestamp: String(message.sentAt),
    ApproximateReceiveCount: String(message.receiveCount),
    ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt),
    SequenceNumber: message.sequenceNumber,
    MessageDeduplicationId: message.deduplicationId,
    MessageGroupId: message.groupId,
    AWSTraceHeader: message.systemAttributes["AWSTraceHeader"]?.StringValue,
  };
}

function moveExhausted(queue: Queue, request: SqsRequest): void {
  const text = queue.attributes["RedrivePolicy"];
  const policy = text ? readRedrivePolicy(text) : undefined;
  const target = [...request.queues.values()].find(
    ({ name }) => queueArn(request, name) === policy?.deadLetterTargetArn,
  );
  if (policy !== undefined && target !== undefined) {
    for (const message of queue.takeExhausted(policy.maxReceiveCount, request.now())) {
      target.adopt(message);
    }
  }
}

function deduplicationId(input: SqsDocument, queue: Queue, body: string): string {
  const given = optionalText(input, "MessageDeduplicationId");
  if (given === undefined && queue.attributes["ContentBasedDeduplication"] !== "true") {
    throw sqsError(
      "InvalidParameterValue",
      "The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly",
    );
  }
  return given ?? createHash("sha256").update(body).digest("hex");
}

function readReceiptHandle(input: SqsDocument): string {
  const receiptHandle = requiredText(input, "ReceiptHandle");
  if (!/^[0-9a-f-]{36} [0-9a-f]{48}$/.test(Buffer.from(receiptHandle, "base64").toString("latin1"))) {
    throw sqsError(
      "ReceiptHandleIsInvalid",
      `The input receipt handle "${receiptHandle}" is not a valid receipt handle.`,
    );
  }
  return receiptHandle;
}

const ALLOWED_TEXT = /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u;
