import { middlewareCode } from "#platform/aws-sdk-middleware";
import type { CallOptions, Operation, ServiceClient } from "../schema/operation.js";
import type { ToError } from "./exception.js";
import { type AwsSdkMetadata, awsSdkMetadata } from "./metadata.js";
import type { MiddlewareStack } from "./middleware-stack.js";
import type { Untyped } from "./untyped.js";

/** One call to be sent: an operation with its input. */
export interface Command<Service extends string, Input extends object, Output> {
  readonly "~service"?: Service;
  readonly input: Input;
  readonly middlewareStack: MiddlewareStack;
  "~run"(client: ServiceClient<Service>, input: object, options: CallOptions, toError: ToError): Promise<Output>;
}

export interface CommandClass<Service extends string, Input extends object, Output> {
  new (input: Input): Command<Service, Input, Output>;
}

/** The class of a command that requires no input. */
export interface OptionalInputCommandClass<Service extends string, Input extends object, Output> {
  new (input?: Input): Command<Service, Input, Output>;
}

/** An input as v3 types it: whatever is required may be undefined to the compiler, at any depth. */
export type CommandInput<Input> = { [Member in keyof Input]: Loose<Input[Member]> | undefined };

type Loose<Value> = Value extends Whole
  ? Value
  : Value extends readonly (infer Item)[]
    ? readonly Loose<Item>[]
    : Value extends object
      ? CommandInput<Value>
      : Value;

/** Objects that are one value: dates, bytes, streams, functions. */
type Whole =
  | Date
  | ArrayBuffer
  | ArrayBufferView
  | AsyncIterable<Untyped>
  | { getReader(): Untyped }
  | { arrayBuffer(): Untyped }
  | ((...given: never) => unknown);

/** An output as v3 gives it. */
export type CommandOutput<Output> = Output & { $metadata: AwsSdkMetadata };

/** All inputs of a service's commands. */
export type CommandInputs<Commands> = {
  [Name in keyof Commands]: Commands[Name] extends new (input: infer Input) => unknown ? NonNullable<Input> : never;
}[keyof Commands];

/** All outputs of a service's commands. */
export type CommandOutputs<Commands> = {
  [Name in keyof Commands]: Commands[Name] extends new (
    ...given: never
  ) => Command<Untyped, Untyped, infer Output>
    ? Output
    : never;
}[keyof Commands];

/** What changes an output into what v3 gives. Errors that come later are changed by `toError`. */
export type Adapt = (
  output: Record<string, unknown>,
  input: Readonly<Record<string, unknown>>,
  toError: ToError,
) => unknown;

/** What changes an input for v3 into one for botocore. */
export type Prepare = (input: Readonly<Record<string, unknown>>) => Record<string, unknown>;

/** Makes the class of a command, of its operation. */
/*#__NO_SIDE_EFFECTS__*/
export function command<Service extends string, Input, Output, Failure>(
  operation: Operation<Service, Input, Output, Failure>,
  adapt?: Adapt,
  prepare?: Prepare,
): OptionalInputCommandClass<Service, Untyped, Untyped> {
  return class implements Command<Service, object, unknown> {
    static readonly name: string = `${operation.model.name}Command`;
    declare readonly input: object;

    constructor(input: object = {}) {
      this.input = input;
    }

    get middlewareStack(): MiddlewareStack {
      return middlewareCode().stackOf(this);
    }

    async "~run"(
      client: ServiceClient<Service>,
      input: Untyped,
      options: CallOptions,
      toError: ToError,
    ): Promise<unknown> {
      const output = (await client["~call"](operation.model, prepare ? prepare(input) : input, options)) as Untyped;
      output.$metadata = awsSdkMetadata(output.$metadata);
      await adapt?.(output, input, toError);
      return output;
    }
  };
}
