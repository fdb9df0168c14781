import type { AwsCredentials } from "../auth/identity.js";
import { Client } from "../client/client.js";
import type { ServiceDescriptor } from "../client/service-descriptor.js";
import type { CallOptions, OperationDescriptor, ServiceClient } from "../schema/operation.js";
import type { Command } from "./command.js";
import { type AwsSdkClientConfig, type TranslateOwn, translateConfig } from "./config.js";
import { type ServiceExceptionClass, toAwsSdkError } from "./exception.js";
import { loadMiddleware } from "./load-middleware.js";
import { MiddlewareStack } from "./middleware-stack.js";
import type { Untyped } from "./untyped.js";

/** What v3 calls the options of a handler: what `send` takes besides the command. */
export interface HttpHandlerOptions {
  readonly abortSignal?: AbortSignal | undefined;
  /** Milliseconds of silence after which the call fails. */
  readonly requestTimeout?: number | undefined;
}

export type Callback<Output> = (error: Untyped, output?: Output) => void;

/**
 * A client with the face that aws-sdk v3 gives it. It is made of its settings when the first call needs it, so what is
 * wrong with them is told by that call. Operations of the package take it, too: a program can change over call by call.
 */
export class AwsSdkClient<Service extends string> implements ServiceClient<Service> {
  declare readonly "~service": Service;
  readonly middlewareStack: MiddlewareStack = new MiddlewareStack();
  /** The settings as they were given; region and credentials as functions, which tell what holds. */
  readonly config: AwsSdkConfig;
  /** The client that does the work; it is made when it is first asked for. */
  readonly "~client": () => Promise<Client<Service>>;
  readonly #exception: ServiceExceptionClass;

  constructor(
    service: ServiceDescriptor<Service>,
    exception: ServiceExceptionClass,
    config: AwsSdkClientConfig = {},
    translateOwn?: TranslateOwn,
  ) {
    let client: Promise<Client<Service>> | undefined;
    const connect = (): Promise<Client<Service>> =>
      (client ??= translateConfig(config, translateOwn).then((translated) => new Client(service, ...translated)));
    this["~client"] = connect;
    this.#exception = exception;
    this.config = {
      ...config,
      region: async () => (await connect()).meta.regionName,
      credentials: async () => (await (await connect())["~state"].credentials()) as AwsCredentials,
    };
  }

  send<Input extends object, Output>(
    command: Command<Service, Input, Output>,
    options?: HttpHandlerOptions,
  ): Promise<Output>;
  send<Input extends object, Output>(command: Command<Service, Input, Output>, callback: Callback<Output>): void;
  send<Input extends object, Output>(
    command: Command<Service, Input, Output>,
    options: HttpHandlerOptions,
    callback: Callback<Output>,
  ): void;
  send<Input extends object, Output>(
    command: Command<Service, Input, Output>,
    options?: HttpHandlerOptions | Callback<Output>,
    callback?: Callback<Output>,
  ): Promise<Output> | void {
    const [given, told] = typeof options === "function" ? [undefined, options] : [options, callback];
    const sent = this.#send(command, given ?? {});
    if (told === undefined) return sent;
    // What a callback throws is nobody's: v3 drops it.
    sent.then((output) => told(null, output), told).catch(() => {});
  }

  /** Closes the connections. */
  destroy(): void {
    this["~client"]().then(
      (client) => client.close(),
      () => {},
    );
  }

  async "~call"(operation: OperationDescriptor, input: unknown, options: CallOptions | undefined): Promise<unknown> {
    return (await this["~client"]())["~call"](operation, input, options);
  }

  #send<Input extends object, Output>(
    command: Command<Service, Input, Output>,
    { abortSignal, requestTimeout }: HttpHandlerOptions,
  ): Promise<Output> {
    return this["~do"](abortSignal, (client, toError) => {
      const options = { signal: abortSignal, readTimeoutMs: requestTimeout || undefined };
      const run = (input: object): Promise<Output> => command["~run"](client, input, options);
      return this.middlewareStack.entries.length + command.middlewareStack.entries.length === 0
        ? run(command.input)
        : loadMiddleware().then(({ runMiddleware }) => runMiddleware(this, command, run, toError));
    });
  }

  /** Does something with the client; what it throws becomes what v3 throws. */
  async "~do"<Output>(
    signal: AbortSignal | undefined,
    work: (client: Client<Service>, toError: (error: unknown) => unknown) => Promise<Output>,
  ): Promise<Output> {
    const toError = (error: unknown): unknown => toAwsSdkError(error, this.#exception, signal);
    try {
      return await work(await this["~client"](), toError);
    } catch (error) {
      throw toError(error);
    }
  }
}

/** What a client's `config` shows. */
export interface AwsSdkConfig extends Omit<AwsSdkClientConfig, "region" | "credentials"> {
  readonly region: () => Promise<string>;
  readonly credentials: () => Promise<AwsCredentials>;
}
