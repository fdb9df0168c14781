import type { compressRequest } from "../checksums/compress-request.js";
import type { RequestChecksums, ResponseChecksums } from "../checksums/http-checksum.js";
import type { EventCodec } from "../protocols/event-stream/codec.js";
import type { EventStreams } from "../protocols/event-stream/event-streams.js";
import type { renderHostPrefix } from "../protocols/host-prefix.js";
import type { reportInexact } from "../protocols/inexact.js";
import type { Streams } from "../protocols/streams.js";
import type { writeXmlBody } from "../protocols/xml/body.js";
import type { ServiceCall } from "./call.js";
import type { Schema } from "./codes.js";
import type { ErrorSchema } from "./error-schema.js";
import type { ResponseMetadata } from "./metadata.js";

export type {} from "./platform-types.js";

/** Auth schemes by the names that models give them. */
export type AuthScheme =
  | "aws.auth#sigv4"
  | "aws.auth#sigv4a"
  | "smithy.api#httpBearerAuth"
  | "smithy.api#noAuth"
  | (string & {});

/** What the generator states about an operation: everything that its call needs beyond the service's own facts. */
export interface OperationDescriptor {
  /** The API's name, for example `GetObject`. */
  readonly name: string;
  /** The id of its service, for example `s3`: what tells a wrong client where types are off. */
  readonly service?: string;
  /** Method, URI template and (where modelled) the status of success. */
  readonly http: readonly [method: string, uri: string, status?: number];
  readonly input?: Schema;
  readonly output?: Schema;
  readonly errors?: readonly ErrorSchema[];
  /** REST-XML: element name and namespace of the request's body. */
  readonly xmlRoot?: readonly [name: string, namespaceUri?: string, namespacePrefix?: string];
  /** Query: the element that wraps the result. */
  readonly resultWrapper?: string;
  /** For example `{AccountId}.`. */
  readonly hostPrefix?: string;
  /** The code that fills the host prefix; set where it has labels. */
  readonly renderHostPrefix?: typeof renderHostPrefix;
  /** REST-XML: the code that writes a body; set where the request has one that is written. */
  readonly writeBody?: typeof writeXmlBody;
  /** The code that finds rounded integers; set where output or errors hold integers. */
  readonly reportInexact?: typeof reportInexact;
  readonly auth?: readonly AuthScheme[];
  /** The older trait: `none`, `bearer`, `v4-unsigned-body`. */
  readonly authType?: string;
  readonly unsignedPayload?: 1;
  readonly checksum?: ChecksumTrait;
  /** The code that a request's checksum needs; set where `checksum` lets or makes it have one. */
  readonly requestChecksums?: RequestChecksums;
  /** The code that a response's checksum needs; set where `checksum` has it verified. */
  readonly responseChecksums?: ResponseChecksums;
  /** Encodings that the request's body may be compressed with. */
  readonly compression?: readonly string[];
  /** The code that compression needs; set with `compression`. */
  readonly compress?: typeof compressRequest;
  /** Endpoint parameters taken from input members: parameter name to member name. */
  readonly contextParams?: Readonly<Record<string, string>>;
  readonly staticContextParams?: Readonly<Record<string, boolean | string | readonly string[]>>;
  /** Endpoint parameters computed from the input (compiled JMESPath). */
  // oxlint-disable-next-line typescript/no-explicit-any -- each operation has its own input, which is contravariant here
  readonly operationContextParams?: Readonly<Record<string, (input: any) => unknown>>;
  /** Endpoint discovery, and whether it is required. */
  readonly discovery?: { readonly required?: 1 };
  /** The code that event streams need, where the operation sends or answers with one. */
  readonly events?: EventStreams;
  /** What XML contributes to them. */
  readonly eventCodec?: EventCodec;
  /** The code that streams need, where the operation sends bytes that may be one, or answers with one. */
  readonly streams?: Streams;
  /** `1` marks the operation that answers endpoint discovery. */
  readonly endpointOperation?: 1;
}

export interface ChecksumTrait {
  readonly required?: 1;
  /** Input member that names the algorithm. */
  readonly algorithmMember?: string;
  /** Input member that switches response validation on. */
  readonly modeMember?: string;
  readonly responseAlgorithms?: readonly string[];
}

/** Per-call settings. Durations are milliseconds; what is left out falls back to the client's configuration. */
export interface CallOptions {
  /** Aborting rejects at once with the signal's reason; a signal already aborted sends nothing. */
  readonly signal?: AbortSignal | undefined;
  /** Limit for all attempts and the waits between them. */
  readonly callTimeoutMs?: number | undefined;
  /** Limit for each attempt. */
  readonly attemptTimeoutMs?: number | undefined;
  readonly connectTimeoutMs?: number | undefined;
  readonly readTimeoutMs?: number | undefined;
  /** Attempts in all, the first one counted. */
  readonly maxAttempts?: number | undefined;
  /** For core: ids of the features that make the call, as user agents tell them, with commas between. */
  readonly "~features"?: string | undefined;
  /** For core: is filled with what the call has gone through, however it ends. */
  readonly "~progress"?: CallProgress | undefined;
}

/** How far a call has come. */
export interface CallProgress {
  attempts?: number;
  /** Milliseconds. */
  totalRetryDelay?: number;
}

/** What every call resolves to: the modelled output, and what is known about the response. */
export type WithMetadata<Output> = Output & { readonly $metadata: ResponseMetadata };

/**
 * A client of one service, as operations see it. The type is shallow on purpose: `getObject(dynamodb, …)` does
 * not compile, yet clients and operations of different releases go together.
 */
export interface ServiceClient<Service extends string> extends ServiceCall {
  readonly "~service": Service;
}

/**
 * An operation as a value: call it with a client, or hand it on to `client.send`, `presign`, `tryCall`, a paginator
 * or a stubber.
 */
export interface Operation<Service extends string, Input, Output, Failure> {
  (client: ServiceClient<Service>, input: Input, options?: CallOptions): Promise<WithMetadata<Output>>;
  readonly model: OperationDescriptor;
  /** Carries types only; absent at run time. */
  readonly "~types"?: {
    readonly service: Service;
    readonly input: Input;
    readonly output: Output;
    readonly failure: Failure;
  };
}

/** An operation without required input members: its input may be left out. */
export interface OptionalInputOperation<Service extends string, Input, Output, Failure>
  extends Operation<Service, Input, Output, Failure> {
  (client: ServiceClient<Service>, input?: Input, options?: CallOptions): Promise<WithMetadata<Output>>;
}

/** Any operation, where its types do not matter. */
// oxlint-disable-next-line typescript/no-explicit-any -- inputs are contravariant, so only `any` stands for all of them
export type AnyOperation = Operation<any, any, any, any>;

/** What an operation, or an operation's type, takes. */
export type InputOf<Of> = Of extends { readonly "~types"?: { readonly input: infer Input } } ? Input : never;

/** What an operation, or an operation's type, resolves to, without `$metadata`. */
export type OutputOf<Of> = Of extends { readonly "~types"?: { readonly output: infer Output } } ? Output : never;

/** The errors that an operation, or an operation's type, models. */
export type FailureOf<Of> = Of extends { readonly "~types"?: { readonly failure: infer Failure } } ? Failure : never;
