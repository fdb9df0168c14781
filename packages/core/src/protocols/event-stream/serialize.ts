import { toUtf8 } from "../../encoding/utf8.js";
import { ParamValidationError } from "../../errors/call.js";
import type { MemberSchema, StructureSchema } from "../../schema/read.js";
import { readBytes } from "../bytes.js";
import type { ProtocolService } from "../protocol.js";
import { formatTimestamp } from "../timestamp.js";
import type { EventCodec } from "./codec.js";
import { encodeMessage } from "./encode.js";
import type { EventHeader, EventMessage } from "./message.js";

export interface EventSerialization {
  /** Schema of the event stream itself. */
  readonly schema: StructureSchema;
  readonly codec: EventCodec;
  readonly service: ProtocolService;
  /** Body of the first message, with the members beside the stream (RPC protocols). */
  readonly initial?: Uint8Array | undefined;
  /** Wraps an encoded message in a signed one; called once more, with nothing, when the events have ended. */
  readonly sign?: ((message: Uint8Array) => Promise<Uint8Array>) | undefined;
}

/**
 * Writes events, each `{ Name: { … } }`, as messages of an event stream.
 *
 * @throws {@link ParamValidationError} while iterating, when an event is not exactly one that the model knows.
 */
export async function* serializeEvents(
  events: AsyncIterable<Record<string, unknown>>,
  serialization: EventSerialization,
): AsyncGenerator<Uint8Array, void> {
  const { codec, initial, sign } = serialization;
  const seal = async (message: EventMessage): Promise<Uint8Array> => {
    const encoded = encodeMessage(message);
    return sign === undefined ? encoded : sign(encoded);
  };
  if (initial !== undefined) yield seal(messageOf("initial-request", codec.contentType, initial));
  for await (const event of events) yield seal(serializeEvent(event, serialization));
  if (sign !== undefined) yield sign(new Uint8Array());
}

function serializeEvent(event: Record<string, unknown>, { schema, codec, service }: EventSerialization): EventMessage {
  const names = Object.keys(event).filter((name) => event[name] !== undefined);
  const member = names.length === 1 ? schema.byName.get(names[0]!) : undefined;
  if (member === undefined) {
    const known = schema.members.map(({ name }) => name).join(", ");
    throw new ParamValidationError(
      `An event of the input stream must have exactly one of these members: ${known}; it has: ${names.join(", ")}`,
    );
  }
  const value = event[member.name] as Record<string, unknown>;
  const structure = member.value as StructureSchema;
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
      return { type: "timestamp", value: new Date(formatTimestamp(value, "iso8601", true)) };
    case "blob":
      return { type: "bytes", value: readBytes(value) ?? new Uint8Array() };
    case "string":
      return { type: "string", value: String(value) };
    default:
      throw new ParamValidationError(`The member ${name} of an event cannot travel as a header (${schema.kind}).`);
  }
}
