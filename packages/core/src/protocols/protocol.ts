import type { FormBody, SerializedRequest } from "../http/serialized-request.js";
import type { OperationDescriptor } from "../schema/operation.js";
import type { StructureSchema } from "../schema/read.js";
import type { EventCodec } from "./event-stream/codec.js";

/** The facts of a service's model that its protocol reads. */
export interface ProtocolService {
  /** Hyphenised service id, for example `cloudwatch-logs`. */
  readonly id: string;
  readonly apiVersion: string;
  readonly targetPrefix?: string | undefined;
  readonly jsonVersion?: string | undefined;
  /** Errors and requests are compatible with the query protocol that the service spoke before. */
  readonly queryCompatible?: boolean | undefined;
  /** Timestamps with exactly three decimals (one service only: a customization sets it). */
  readonly millisecondTimestamps?: boolean | undefined;
}

export type { FormBody, SerializedRequest };

/** A response as protocols see it: header names are lower case, the body is whole unless it is streamed. */
export interface ParsableResponse {
  readonly status: number;
  readonly reason?: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** What `parse` makes of a successful response. */
export interface ParsedOutput {
  /** The modelled members. Never null members; a missing list is absent. */
  readonly output: Record<string, unknown>;
  readonly requestId?: string | undefined;
}

/** What `parseError` makes of an unsuccessful one, before its class is chosen. */
export interface ParsedError {
  /** botocore's `Error` dictionary: at least `Code` and `Message`. */
  readonly error: { Code: string; Message: string; [field: string]: unknown };
  /** Reads the modelled members of the error, once its schema is known. */
  members(schema: StructureSchema): Record<string, unknown>;
  readonly requestId?: string | undefined;
  /** Further top-level members of the parsed answer that the protocol gives without a model. */
  readonly extra?: Record<string, unknown> | undefined;
}

/** How longs beyond ±(2^53−1) are given, and where a protocol notes those that are not exact. */
export interface ParseOptions {
  readonly longs: "number" | "bigint";
  /** Told of a structure that has an integer rounded to the nearest number; `within` leads to it. */
  readonly onInexact?:
    | ((schema: StructureSchema, output: Record<string, unknown>, within?: string) => void)
    | undefined;
}

/** A wire protocol. All protocols export these three functions, in this order. */
export interface Protocol {
  /** What the protocol contributes to event streams; XML's is in the descriptors of the operations that have some. */
  readonly events?: EventCodec;
  readonly name: "json" | "rest-json" | "rest-xml" | "query" | "ec2" | "smithy-rpc-v2-cbor";
  serialize(
    operation: OperationDescriptor,
    input: Record<string, unknown>,
    service: ProtocolService,
  ): SerializedRequest;
  /** A promise only when a document needs the lazily loaded XML fallback. */
  parse(
    operation: OperationDescriptor,
    response: ParsableResponse,
    service: ProtocolService,
    options: ParseOptions,
  ): ParsedOutput | Promise<ParsedOutput>;
  parseError(
    operation: OperationDescriptor,
    response: ParsableResponse,
    service: ProtocolService,
    options: ParseOptions,
  ): ParsedError | Promise<ParsedError>;
}
