import type { OperationDescriptor } from "../../schema/operation.js";
import { readSchema, type StructureSchema } from "../../schema/read.js";
import type { BodyStream } from "../../streaming/input.js";
import type { Protocol, ProtocolService, SerializedRequest } from "../protocol.js";
import { findEventStream } from "./find.js";
import { type EventSerialization, type EventSource, serializeEvents } from "./serialize.js";

/**
 * A request's body that is made of events. Like other streams it can be read once: until that has begun it counts as
 * replayable, and an array of events always does.
 */
export class EventBody implements BodyStream {
  readonly length: undefined;
  readonly repeatable = false;
  readonly #events: EventSource;
  readonly #serialization: EventSerialization;
  #begun = false;

  constructor(events: EventSource, serialization: EventSerialization) {
    this.#events = events;
    this.#serialization = serialization;
  }

  get replayable(): boolean {
    return !this.#begun || Array.isArray(this.#events);
  }

  [Symbol.asyncIterator](): AsyncIterator<Uint8Array, undefined> {
    return this.#read();
  }

  /** The same events, each in a signed message; `begin` begins a chain of signatures. */
  signedBy(begin: () => (message: Uint8Array) => Uint8Array): AsyncIterable<Uint8Array> {
    return { [Symbol.asyncIterator]: () => this.#read(begin()) };
  }

  #read(sign?: EventSerialization["sign"]): AsyncIterator<Uint8Array, undefined> {
    this.#begun = true;
    return serializeEvents(this.#events, { ...this.#serialization, sign });
  }
}

/** What serialising takes of a service. */
export interface EventService extends ProtocolService {
  readonly protocol: Protocol;
}

/**
 * Serialises the input of an operation that sends events: the protocol writes what is beside the stream, into the head
 * (REST) or into the first message (RPC). Without events the stream is an empty one.
 */
export function serializeEventRequest(
  operation: OperationDescriptor,
  input: Readonly<Record<string, unknown>>,
  service: EventService,
  validates: boolean,
): SerializedRequest {
  const member = findEventStream(readSchema(operation.input!))!;
  const { [member.name]: events = [], ...others } = input;
  const request = service.protocol.serialize(operation, others, service);
  const codec = (operation.eventCodec ?? service.protocol.events)!;
  let initial: Uint8Array | undefined;
  if (codec.initialMessage) {
    initial = request.body as Uint8Array;
    request.headers["Content-Type"] = "application/vnd.amazon.eventstream";
  }
  const schema = member.value as StructureSchema;
  request.body = new EventBody(events as EventSource, { schema, codec, service, validates, initial });
  return request;
}
