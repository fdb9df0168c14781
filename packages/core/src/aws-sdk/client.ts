import { middleware, middlewareCode } from "#platform/aws-sdk-middleware";
import type { AwsCredentials } from "../auth/identity.js";
import { call } from "../client/call.js";
import { ClientState } from "../client/client-state.js";
import type { ServiceDescriptor } from "../client/service-descriptor.js";
import type { CallOptions, CallProgress, OperationDescriptor, ServiceClient } from "../schema/operation.js";
import type { Command } from "./command.js";
import { type AwsSdkClientConfig, type TranslateOwn, translateConfig } from "./config.js";
import { type ServiceExceptionClass, type ToError, toAwsSdkError } from "./exception.js";
import type { MiddlewareStack } from "./middleware-stack.js";
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
  /** The settings as they were given; region and credentials as functions, which tell what holds. */
  declare readonly config: AwsSdkConfig;
  /** What does the work; it is made when it is first asked for. */
  declare readonly "~client": () => Promise<ClientState>;
  /** The root of what the service refuses with. */
  declare readonly "~exception": ServiceExceptionClass;

  constructor(
    service: ServiceDescriptor<Service>,
    exception: ServiceExceptionClass,
    config: AwsSdkClientConfig = {},
    translateOwn?: TranslateOwn,
  ) {
    let client: Promise<ClientState> | undefined;
    const connect = (): Promise<ClientState> =>
      (client ??= translateConfig(config, translateOwn).then(
        (translated) => new ClientState(service, ...translated, () => undefined),
      ));
    this["~client"] = connect;
    this["~exception"] = exception;
    this.config = {
      ...config,
      region: async () => (await connect()).region,
      credentials: async () => (await connect()).credentials() as Promise<AwsCredentials>,
    };
  }

  /** @throws an error that says what to import, in a bundle for browsers that has no code for middleware. */
  get middlewareStack(): MiddlewareStack {
    return middlewareCode().stackOf(this);
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
    const [given, told] = typeof options === "function" ? [{}, options] : [options ?? {}, callback];
    const sent = this.#send(command, given);
    if (!told) return sent;
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
    return call(await this["~client"](), operation, input, options);
  }

  async #send<Input extends object, Output>(
    command: Command<Service, Input, Output>,
    { abortSignal: signal, requestTimeout }: HttpHandlerOptions,
  ): Promise<Output> {
    const progress: CallProgress = {};
    const toError: ToError = (error) => toAwsSdkError(error, this["~exception"], signal, progress);
    try {
      const options = { signal, readTimeoutMs: requestTimeout || undefined, "~progress": progress };
      const run = (input: object): Promise<Output> => command["~run"](this, input, options, toError);
      return await (middleware.code?.runMiddleware(this, command, run, toError) ?? run(command.input));
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
