import type { HierarchicalEmitter } from "../events/emitter.js";
import type { ErrorSchema } from "../schema/error-schema.js";
import type { ResponseMetadata } from "../schema/metadata.js";
import type { AnyOperation, CallOptions, FailureOf, InputOf, Operation, OutputOf } from "../schema/operation.js";
import type { StreamingInput } from "../streaming/types.js";

/** A client as a stubber needs it: every generated client is one. */
export interface StubbableClient {
  readonly "~service": string;
  readonly meta: { readonly events: Pick<HierarchicalEmitter, "register" | "registerFirst" | "unregister"> };
  readonly "~operations"?: Readonly<Record<string, AnyOperation>> | undefined;
  readonly "~errors"?: readonly ErrorSchema[] | undefined;
}

/** An operation of the client's service or, where the client has methods, the name of one. */
export type Stubbable<Client extends StubbableClient> = OperationFor<Client> | MethodName<Client>;

// oxlint-disable-next-line typescript/no-explicit-any -- inputs are contravariant, so only `any` stands for all of them
type OperationFor<Client extends StubbableClient> = Operation<Client["~service"], any, any, any>;

type MethodName<Client> = {
  // oxlint-disable-next-line typescript/no-explicit-any -- as above
  [Name in keyof Client & string]: Client[Name] extends (input: any, options?: CallOptions) => Answered<unknown>
    ? Exclude<Name, "send">
    : never;
}[keyof Client & string];

type Answered<Output> = Promise<Output & { readonly $metadata: ResponseMetadata }>;

/** What an operation or method takes. */
export type StubInput<Client, Of> = Of extends keyof Client
  ? // oxlint-disable-next-line typescript/no-explicit-any -- as above
    Client[Of] extends (input: infer Input, ...rest: any) => unknown
    ? Exclude<Input, undefined>
    : never
  : InputOf<Of>;

/** What a stub gives for the output of an operation or method. */
export type StubOutputOf<Client, Of> = Of extends keyof Client
  ? // oxlint-disable-next-line typescript/no-explicit-any -- as above
    Client[Of] extends (...input: any) => Promise<infer Output>
    ? StubOutput<Output>
    : never
  : StubOutput<OutputOf<Of>>;

/**
 * An output as a stub is given it: what is a stream in the output may be a string, bytes or a Blob, an event stream
 * may be an array of events, and `$metadata` may be there.
 */
export type StubOutput<Output> = {
  readonly [Member in keyof Output as Exclude<Member, "$metadata">]: StubMember<Output[Member]>;
} & { readonly $metadata?: ResponseMetadata | undefined };

type StubMember<Value> =
  Value extends AsyncIterable<infer Item>
    ? [Item] extends [Uint8Array]
      ? StreamingInput
      : AsyncIterable<Item> | readonly Item[]
    : Value;

/** Any part of a value: of an object some members, of an array all elements, each in part. */
export type PartOf<Value> = Value extends string | AsyncIterable<unknown> | Uint8Array | Date
  ? StubMember<Value>
  : Value extends readonly (infer Item)[]
    ? readonly PartOf<Item>[]
    : Value extends object
      ? { readonly [Member in keyof Value]?: PartOf<Value[Member]> | undefined }
      : Value;

/** What a stub replies: an output, or an error for the call to fail with. */
export type StubAnswer<Output> = Output | Error;

/** An error of the service. */
export interface ErrorReply<Code extends string = string> {
  /** Default: the empty string. A code that the model names makes an error of that class. */
  readonly code?: Code | undefined;
  readonly message?: string | undefined;
  /** Default: what the model says of the code, else 400. */
  readonly statusCode?: number | undefined;
  /** Further fields of `error.response.Error`. */
  readonly meta?: Readonly<Record<string, unknown>> | undefined;
  /** Members of the modelled error; they are validated. */
  readonly modeledFields?: Readonly<Record<string, unknown>> | undefined;
}

/** The codes that an operation models, and any other. */
export type CodeOf<Of> = NameOf<FailureOf<Of>> | (string & {});

type NameOf<Failure> = Failure extends { readonly name: infer Name extends string } ? Name : never;
