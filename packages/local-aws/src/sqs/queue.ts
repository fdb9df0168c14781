import { randomBytes, randomUUID } from "node:crypto";
import type { MessageAttributes } from "./message-attributes.js";
import type { QueueAttributes } from "./queue-attributes.js";

/** A message as its sender described it. */
export interface OutgoingMessage {
  readonly body: string;
  readonly attributes: MessageAttributes;
  readonly systemAttributes: MessageAttributes;
  readonly delaySeconds: number;
  readonly senderId: string;
  /** Of FIFO queues. */
  readonly groupId: string | undefined;
  readonly deduplicationId: string | undefined;
}

/** A message in a queue. Times are epoch milliseconds. */
export interface QueuedMessage extends OutgoingMessage {
  readonly id: string;
  readonly sequenceNumber: string | undefined;
  readonly sentAt: number;
  /** From when on it may be received: delay and visibility timeout are both this. */
  visibleAt: number;
  receiveCount: number;
  firstReceivedAt: number | undefined;
  /** Of the last receive. */
  receiptHandle: string | undefined;
}

/** One queue: its messages in order, and who waits for one. */
export class Queue {
  readonly name: string;
  readonly isFifo: boolean;
  readonly createdAt: number;
  attributes: QueueAttributes;
  modifiedAt: number;
  readonly tags: Map<string, string> = new Map();
  purgedAt: number = Number.NEGATIVE_INFINITY;
  #messages: QueuedMessage[] = [];
  #sequence = 18_850_000_000_000_000_000n;
  readonly #sentByDeduplicationId = new Map<string, QueuedMessage>();
  readonly #waiting = new Set<() => void>();

  constructor(name: string, attributes: QueueAttributes, now: number) {
    this.name = name;
    this.isFifo = attributes["FifoQueue"] === "true";
    this.attributes = attributes;
    this.createdAt = now;
    this.modifiedAt = now;
  }

  /** Adds a message; of one that a FIFO queue got within five minutes, that one is returned instead. */
  send(message: OutgoingMessage, now: number): QueuedMessage {
    const known = message.deduplicationId && this.#sentByDeduplicationId.get(message.deduplicationId);
    if (known && now - known.sentAt < DEDUPLICATION_MS) {
      return known;
    }
    const queued: QueuedMessage = {
      ...message,
      id: randomUUID(),
      sequenceNumber: this.isFifo ? String(++this.#sequence) : undefined,
      sentAt: now,
      visibleAt: now + message.delaySeconds * 1000,
      receiveCount: 0,
      firstReceivedAt: undefined,
      receiptHandle: undefined,
    };
    if (message.deduplicationId !== undefined) {
      this.#sentByDeduplicationId.set(message.deduplicationId, queued);
    }
    this.#messages.push(queued);
    this.#notify();
    return queued;
  }

  /** Puts a message of another queue at the end of this one, as it is. */
  adopt(message: QueuedMessage): void {
    this.#messages.push(message);
    this.#notify();
  }

  /** Takes up to `max` messages that are due, in order, and hides them for a while. */
  receive(max: number, visibilitySeconds: number, now: number): QueuedMessage[] {
    const received: QueuedMessage[] = [];
    const blockedGroups = new Set<string>();
    for (const message of this.#retained(now)) {
      if (received.length === max) {
        break;
      }
      if (message.visibleAt > now || blockedGroups.has(message.groupId ?? "")) {
        if (message.groupId !== undefined) {
          blockedGroups.add(message.groupId);
        }
        continue;
      }
      message.receiveCount += 1;
      message.firstReceivedAt ??= now;
      message.visibleAt = now + visibilitySeconds * 1000;
      message.receiptHandle = Buffer.from(`${message.id} ${randomBytes(24).toString("hex")}`).toString("base64");
      received.push(message);
    }
    return received;
  }

  /** Removes and returns the messages that are due and were received `count` times. */
  takeExhausted(count: number, now: number): QueuedMessage[] {
    const exhausted = this.#retained(now).filter(
      (message) => message.receiveCount >= count && message.visibleAt <= now,
    );
    this.#messages = this.#messages.filter((message) => !exhausted.includes(message));
    return exhausted;
  }

  /** The message to which a receipt handle belongs, if it is still there. */
  find(receiptHandle: string): QueuedMessage | undefined {
    return this.#messages.find((message) => message.receiptHandle === receiptHandle);
  }

  delete(receiptHandle: string): void {
    this.#messages = this.#messages.filter((message) => message.receiptHandle !== receiptHandle);
    this.#notify(); // the next message of a FIFO group may be due now
  }

  changeVisibility(message: QueuedMessage, seconds: number, now: number): void {
    message.visibleAt = now + seconds * 1000;
    this.#notify();
  }

  purge(now: number): void {
    this.#messages = [];
    this.purgedAt = now;
  }

  /** Numbers of messages that are due, hidden after a receive, and delayed. */
  counts(now: number): { due: number; inFlight: number; delayed: number } {
    const hidden = this.#retained(now).filter(({ visibleAt }) => visibleAt > now);
    const inFlight = hidden.filter(({ receiveCount }) => receiveCount > 0).length;
    return { due: this.#messages.length - hidden.length, inFlight, delayed: hidden.length - inFlight };
  }

  /** Resolves when something changed, a hidden message is due, `ms` have passed, or the signal is aborted. */
  changed(ms: number, now: number, signal: AbortSignal): Promise<void> {
    const due = this.#messages.map(({ visibleAt }) => visibleAt - now).filter((wait) => wait > 0);
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(done);
        signal.removeEventListener("abort", done);
        resolve();
      };
      const timer = setTimeout(done, Math.min(ms, ...due));
      this.#waiting.add(done);
      signal.addEventListener("abort", done);
    });
  }

  #retained(now: number): QueuedMessage[] {
    const oldest = now - Number(this.attributes["MessageRetentionPeriod"]) * 1000;
    if (this.#messages.some(({ sentAt }) => sentAt < oldest)) {
      this.#messages = this.#messages.filter(({ sentAt }) => sentAt >= oldest);
    }
    return this.#messages;
  }

  #notify(): void {
    for (const wake of [...this.#waiting]) {
      wake();
    }
  }
}

const DEDUPLICATION_MS = 5 * 60 * 1000;
