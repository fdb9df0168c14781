import type { AwsSdkClient, Callback, HttpHandlerOptions } from "./client.js";
import type { Paginate, PaginationConfiguration } from "./paginate.js";
import type { Untyped } from "./untyped.js";
import type { WaiterConfiguration, WaiterResult, WaitUntil } from "./wait.js";

/** A method per command: `getObject` for `GetObjectCommand`. */
export type CommandMethods<Commands> = {
  [Name in keyof Commands as Name extends `${infer Method}Command`
    ? Uncapitalize<Method>
    : never]: Commands[Name] extends new (
    ...given: infer Given
  ) => Runnable<infer Output>
    ? CommandMethod<Given, Output>
    : never;
};

type Runnable<Output> = {
  "~run"(client: Untyped, input: object, options: object, toError: Untyped): Promise<Output>;
};

interface CommandMethod<Given extends unknown[], Output> {
  (...given: [...Given, options?: HttpHandlerOptions]): Promise<Output>;
  (...given: [...Required<Given>, callback: Callback<Output>]): void;
  (...given: [...Required<Given>, options: HttpHandlerOptions, callback: Callback<Output>]): void;
}

/** A paginator as a method: the client is the one that it is called on. */
export type PaginateMethod<Of> =
  Of extends Paginate<Untyped, infer Input, infer Output>
    ? (
        ...given: [
          ...Args<Input>,
          config?: Omit<PaginationConfiguration<Untyped>, "client">,
          options?: HttpHandlerOptions,
        ]
      ) => AsyncGenerator<Output, undefined, unknown>
    : never;

/** A waiter as a method. A number is `maxWaitTime`, in seconds. */
export type WaitMethod<Of> =
  Of extends WaitUntil<Untyped, infer Input, infer Output>
    ? (
        ...given: [...Args<Input>, config: number | Omit<WaiterConfiguration, "client">]
      ) => Promise<WaiterResult<Output>>
    : never;

/** The input may be left out where nothing in it is required. */
type Args<Input> = {} extends Input ? [input?: Input] : [input: Input];

type ClientClass<Config, Instance> = new (config?: Config) => Instance;

/** Makes the class that has commands, paginators and waiters as methods. */
/*#__NO_SIDE_EFFECTS__*/
export function aggregatedClient<Config, Instance>(
  Base: ClientClass<Config, Instance>,
  commands: object,
  collections: Readonly<Record<string, (config: Untyped, input: Untyped, options?: Untyped) => unknown>> = {},
): ClientClass<Config, Untyped> {
  const Aggregated = class extends (Base as new (config?: Config) => AwsSdkClient<string>) {};
  const { prototype } = Aggregated;
  for (const [name, CommandOf] of Object.entries(commands)) {
    if (!name.endsWith("Command")) continue;
    Object.defineProperty(prototype, name.charAt(0).toLowerCase() + name.slice(1, -7), {
      value(this: AwsSdkClient<string>, input: object, ...rest: []) {
        return this.send(new CommandOf(input), ...rest);
      },
    });
  }
  for (const [name, run] of Object.entries(collections)) {
    Object.defineProperty(prototype, name, {
      value(this: AwsSdkClient<string>, input: object = {}, given?: object | number, options?: HttpHandlerOptions) {
        const config = typeof given === "number" ? { maxWaitTime: given } : given;
        return run({ ...config, client: this }, input, options);
      },
    });
  }
  return Object.defineProperty(Aggregated, "name", { value: Base.name.slice(0, -6) });
}
