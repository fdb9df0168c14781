import { toUtf8 } from "../../encoding/utf8.js";
import { EventInputError, ParamValidationError } from "../../errors/call.js";
import type { MemberSchema, StructureSchema } from "../../schema/read.js";
import { type Pull, pullFrom } from "../../streaming/byte-iterator.js";
import type { EventStreamInput } from "../../streaming/types.js";
import { readBytes } from "../bytes.js";
import type { ProtocolService } from "../protocol.js";
import { findProblems } from "../validate.js";
import type { EventCodec } from "./codec.js";
import { encodeMessage } from "./encode.js";
import type { EventHeader, EventMessage } from "./message.js";

export interface EventSerialization {
  /** Schema of the event stream itself. */
  readonly schema: StructureSchema;
  readonly codec: EventCodec;
  readonly service: ProtocolService;
  /** Whether each event is checked against its schema. */
  readonly validates?: boolean | undefined;
  /** Body of the first message, with the members beside the stream (RPC protocols). */
  readonly initial?: Uint8Array | undefined;
  /** Wraps an encoded message in a signed one; called once more, with nothing, when the events have ended. */
  readonly sign?: ((message: Uint8Array) => Uint8Array) | undefined;
}

/** Events as callers give them, each `{ Name: { … } }`. */
export type EventSource = EventStreamInput<Record<string, unknown>>;

/**
 * Writes events as messages of an event stream, each when it is asked for. `return` lets go of the source at once, also
 * while it is waited for: a generator would only pass that on when the source has given its next event.
 *
 * @throws {@link ParamValidationError} while iterating, when an event is not exactly one that the model knows.
 * @throws {@link EventInputError} while iterating, when the source throws.
 */
export function serializeEvents(
  events: EventSource,
  serialization: EventSerialization,
): AsyncIterableIterator<Uint8Array, undefined> {
  return new EventWriter(events, serialization);
}

class EventWriter implements AsyncIterableIterator<Uint8Array, undefined> {
  readonly #serialization: EventSerialization;
  readonly #source: Pull;
  /** Events so far. */
  #count = 0;
  #begun = false;
  #over = false;

  constructor(events: EventSource, serialization: EventSerialization) {
    this.#serialization = serialization;
    this.#source = pullEvents(events);
  }

  async next(): Promise<IteratorResult<Uint8Array, undefined>> {
    const { initial, codec, sign } = this.#serialization;
    if (this.#over) return ended;
    const isFirst = !this.#begun;
    this.#begun = true;
    if (isFirst && initial !== undefined) {
      return this.#sealed(messageOf("initial-request", codec.contentType, initial));
    }
    const { done, value } = await this.#read();
    if (this.#over) return ended;
    if (!done) {
      this.#count++;
      return this.#sealed(this.#serialize(value));
    }
    this.#over = true;
    return sign === undefined ? ended : { done: false, value: sign(new Uint8Array()) };
  }

  async return(): Promise<IteratorResult<Uint8Array, undefined>> {
    if (!this.#over) {
      this.#over = true;
      await this.#source.cancel();
    }
    return ended;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async #read(): Promise<{ done?: boolean | undefined; value?: unknown }> {
    try {
      return await this.#source.next();
    } catch (cause) {
      this.#over = true;
      const text = cause instanceof Error ? cause.message : String(cause);
      throw new EventInputError(`The input of the call failed after ${this.#count} events: ${text}`, { cause });
    }
  }

  #serialize(event: unknown): EventMessage {
    try {
      return serializeEvent(event, this.#serialization);
    } catch (error) {
      this.return().catch(ignore);
      throw error;
    }
  }

  #sealed(message: EventMessage): IteratorResult<Uint8Array, undefined> {
    const { sign } = this.#serialization;
    const encoded = encodeMessage(message);
    return { done: false, value: sign === undefined ? encoded : sign(encoded) };
  }
}

const ended: IteratorResult<never, undefined> = { done: true, value: undefined };

function pullEvents(events: EventSource): Pull {
  if (!(Symbol.iterator in events)) return pullFrom(events);
  const iterator = events[Symbol.iterator]();
  return { next: async () => iterator.next(), cancel: async () => iterator.return?.() };
}

function serializeEvent(event: unknown, { schema, codec, service, validates }: EventSerialization): EventMessage {
  const given = (typeof event === "object" && event !== null ? event : {}) as Record<string, unknown>;
  const names = Object.keys(given).filter((name) => given[name] !== undefined);
  const member = names.length === 1 ? schema.byName.get(names[0]!) : undefined;
  if (member === undefined) {
    const known = schema.members.map(({ name }) => name).join(", ");
    throw new ParamValidationError(
      `An event of the input stream must have exactly one of these members: ${known}; it has: ${names.join(", ")}`,
    );
  }
  const value = given[member.name] as Record<string, unknown>;
  const structure = member.value as StructureSchema;
  if (validates) validateEvent(member.name, structure, value);
  const payload = structure.members.find((each) => each.eventPayload);
  const [contentType, body] =
    payload === undefined
      ? implicitPayload(structure, value, codec, service)
      : explicitPayload(payload, value, codec, service);
  const message = messageOf(member.name, contentType, body);
  const headers = new Map(message.headers);
  for (const each of structure.members) {
    const given = each.eventHeader ? value[each.name] : undefined;
    if (given !== undefined && given !== null) headers.set(each.name, headerOf(each, given));
  }
  return { headers, payload: body };
}

function validateEvent(name: string, schema: StructureSchema, value: unknown): void {
  const problems = findProblems(schema, value, undefined, [name]);
  if (problems.length === 0) return;
  const report = problems.map(({ message }) => message).join("\n");
  throw new ParamValidationError(`Validation of an event of the input stream failed:\n${report}`, { problems });
}

function messageOf(name: string, contentType: string | undefined, payload: Uint8Array): EventMessage {
  const headers = new Map<string, EventHeader>([
    [":message-type", { type: "string", value: "event" }],
    [":event-type", { type: "string", value: name }],
  ]);
  if (contentType !== undefined) headers.set(":content-type", { type: "string", value: contentType });
  return { headers, payload };
}

type Payload = readonly [contentType: string | undefined, body: Uint8Array];

function explicitPayload(
  { name, value: schema }: MemberSchema,
  event: Record<string, unknown>,
  codec: EventCodec,
  service: ProtocolService,
): Payload {
  const value = event[name];
  if (schema.kind === "blob") return ["application/octet-stream", readBytes(value ?? "") ?? new Uint8Array()];
  if (schema.kind === "string") return ["text/plain", toUtf8(String(value ?? ""))];
  const body = codec.serialize(schema as StructureSchema, (value ?? {}) as Record<string, unknown>, service);
  return [codec.contentType, body];
}

/** Without a payload member, what is not a header makes up the body. */
function implicitPayload(
  schema: StructureSchema,
  event: Record<string, unknown>,
  codec: EventCodec,
  service: ProtocolService,
): Payload {
  if (schema.members.every((member) => member.eventHeader)) return [undefined, new Uint8Array()];
  const inBody = Object.fromEntries(Object.entries(event).filter(([name]) => !schema.byName.get(name)?.eventHeader));
  return [codec.contentType, codec.serialize(schema, inBody, service)];
}

function headerOf({ name, value: schema }: MemberSchema, value: unknown): EventHeader {
  switch (schema.kind) {
    case "boolean":
      return { type: "boolean", value: Boolean(value) };
    case "integer":
      return { type: "integer", value: Number(value) };
    case "long":
      return { type: "long", value: BigInt(value as number | bigint) };
    case "timestamp":
      return { type: "timestamp", value: new Date(schema.code.format(value, "iso8601", true)) };
    case "blob":
      return { type: "bytes", value: readBytes(value) ?? new Uint8Array() };
    case "string":
      return { type: "string", value: String(value) };
    default:
      throw new ParamValidationError(`The member ${name} of an event cannot travel as a header (${schema.kind}).`);
  }
}

function ignore(): void {}
