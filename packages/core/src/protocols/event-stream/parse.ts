import { fromUtf8 } from "../../encoding/utf8.js";
import { EventStreamError } from "../../errors/client-error.js";
import { addMembers } from "../../errors/modelled-members.js";
import { ResponseParserError } from "../../errors/parser.js";
import type { OperationDescriptor } from "../../schema/operation.js";
import { type MemberSchema, readSchema, type StructureSchema } from "../../schema/read.js";
import { hideSecrets } from "../hide-secrets.js";
import type { IntegerReading } from "../number.js";
import type { ParseOptions } from "../protocol.js";
import type { EventCodec } from "./codec.js";
import { decodeMessages } from "./decode.js";
import { findEventStream } from "./find.js";
import { type EventHeader, type EventMessage, textHeader } from "./message.js";

/** One event, under the name of its member: `{ Records: { Payload } }`. */
export type StreamEvent = Record<string, Record<string, unknown>>;

/** The output of an operation that answers with an event stream. */
export interface EventStreamOutput {
  /** Members beside the stream that came in the first message (RPC protocols only). */
  readonly initial: Record<string, unknown>;
  readonly events: AsyncGenerator<StreamEvent, void>;
}

/**
 * Opens the event stream of a response's body. RPC protocols send the other members of the output first: for these
 * it waits for the first message.
 *
 * Iterating gives events as they arrive; kinds of events that the model does not know are skipped. Leaving the loop
 * closes the body.
 *
 * @throws {@link EventStreamError} or the modelled error (also while iterating) when the service reports one in the
 * stream.
 * @throws EventStreamParserError while iterating, when the bytes are not well formed.
 * @throws {@link ResponseParserError} when the first message is missing or a body does not fit the model.
 * @see botocore eventstream.py, EventStream; parsers.py, BaseEventStreamParser
 */
export async function openEventStream(
  operation: OperationDescriptor,
  body: AsyncIterable<Uint8Array>,
  codec: EventCodec,
  options: ParseOptions,
): Promise<EventStreamOutput> {
  const output = readSchema(operation.output!);
  const stream: Stream = {
    operation,
    schema: findEventStream(output)!.value as StructureSchema,
    messages: decodeMessages(body),
    codec,
    options,
  };
  const initial = codec.initialMessage ? await readInitial(stream, output) : {};
  return { initial, events: readEvents(stream) };
}

interface Stream {
  readonly operation: OperationDescriptor;
  readonly schema: StructureSchema;
  readonly messages: AsyncGenerator<EventMessage, void>;
  readonly codec: EventCodec;
  readonly options: ParseOptions;
}

async function readInitial(stream: Stream, output: StructureSchema): Promise<Record<string, unknown>> {
  const first = await stream.messages.next();
  if (first.done !== true) {
    await throwIfError(stream, first.value);
    if (textHeader(first.value, ":event-type") === "initial-response") {
      return parseBody(stream, output, first.value.payload);
    }
  }
  throw new ResponseParserError("First event was not of type initial-response");
}

async function* readEvents(stream: Stream): AsyncGenerator<StreamEvent, void> {
  for await (const message of stream.messages) {
    await throwIfError(stream, message);
    const name = textHeader(message, ":event-type");
    const member = name === undefined ? undefined : stream.schema.byName.get(name);
    if (member !== undefined)
      yield { [member.name]: await parseEvent(stream, member.value as StructureSchema, message) };
  }
}

async function parseEvent(
  stream: Stream,
  schema: StructureSchema,
  message: EventMessage,
): Promise<Record<string, unknown>> {
  const event: Record<string, unknown> = {};
  for (const member of schema.members) {
    const header = member.eventHeader ? message.headers.get(member.name) : undefined;
    if (header !== undefined) event[member.name] = headerValue(header, stream.options);
  }
  const payload = schema.members.find((member) => member.eventPayload);
  const name = textHeader(message, ":event-type");
  if (payload === undefined) return Object.assign(event, await parseBody(stream, schema, message.payload, `${name}.`));
  event[payload.name] = await parsePayload(stream, payload, message.payload, `${name}.${payload.name}.`);
  return event;
}

function parsePayload(stream: Stream, { value }: MemberSchema, payload: Uint8Array, path: string): unknown {
  if (value.kind === "blob") return payload;
  if (value.kind === "string") return fromUtf8(payload);
  return parseBody(stream, value as StructureSchema, payload, path);
}

async function parseBody(
  { codec, options }: Stream,
  schema: StructureSchema,
  body: Uint8Array,
  path = "",
): Promise<Record<string, unknown>> {
  const reading: IntegerReading = { bigint: options.longs === "bigint", inexact: false };
  const parsed = (await codec.parse(body, schema, reading)) as Record<string, unknown>;
  if (reading.inexact) options.onInexact?.(schema, parsed, path);
  return parsed;
}

function headerValue(header: EventHeader, options: ParseOptions): unknown {
  if (header.type !== "long") return header.value;
  const number = Number(header.value);
  return options.longs === "bigint" && !Number.isSafeInteger(number) ? header.value : number;
}

/** `exception` is an error that the model names, `error` one that it does not. */
async function throwIfError(stream: Stream, message: EventMessage): Promise<void> {
  const type = textHeader(message, ":message-type");
  if (type !== "exception" && type !== "error") return;
  const exception = textHeader(message, ":exception-type");
  const schema = exception === undefined ? undefined : stream.schema.byName.get(exception)?.value;
  const members = schema?.kind === "structure" ? await parseBody(stream, schema, message.payload) : {};
  const code = (schema && exception) ?? textHeader(message, ":error-code") ?? exception ?? "";
  const text = members["Message"] ?? members["message"] ?? textHeader(message, ":error-message") ?? "";
  const { name: operation, errors } = stream.operation;
  const response = { ...members, Error: { Code: code, Message: String(text) } };
  const shown = hideSecrets(response, schema?.kind === "structure" ? schema : undefined);
  // An exception's member may have another name than its shape, but its members are those of the modelled error.
  const modelled = schema && errors?.find((error) => error.members && readSchema(error.members) === schema);
  const error = new (modelled?.type ?? EventStreamError)(
    `An error occurred (${code}) when calling the ${operation} operation: ${shown}`,
    { code, operation, response },
  );
  addMembers(error, response);
  if (modelled?.fault) error.fault = modelled.fault;
  throw error;
}
