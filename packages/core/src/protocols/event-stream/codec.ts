import type { StructureSchema, ValueSchema } from "../../schema/read.js";
import type { IntegerReading } from "../number.js";
import type { ProtocolService } from "../protocol.js";

/** What a protocol contributes to event streams: the body of an event. */
export interface EventCodec {
  /** Media type of an event's body. */
  readonly contentType: string;
  /** Whether the first message carries the members beside the stream (RPC protocols). */
  readonly initialMessage: boolean;
  /** Reads the body of an event, or one member of it. A promise only where a parser has to be loaded. */
  readonly parse: (body: Uint8Array, schema: ValueSchema, reading: IntegerReading) => unknown | Promise<unknown>;
  readonly serialize: (schema: StructureSchema, value: Record<string, unknown>, service: ProtocolService) => Uint8Array;
}
