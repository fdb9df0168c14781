import { defaultSession } from "#platform/default-session";
import type { ClientConfig } from "../config/client-config.js";
import type { SessionContext } from "../config/session-context.js";
import type { HttpMetrics } from "../http/handler-settings.js";
import type { ServiceModel } from "../model/service-model.js";
import type { ErrorSchema } from "../schema/error-schema.js";
import type {
  AnyOperation,
  CallOptions,
  Operation,
  OperationDescriptor,
  ServiceClient,
  WithMetadata,
} from "../schema/operation.js";
import { call } from "./call.js";
import { ClientMeta } from "./client-meta.js";
import { ClientState } from "./client-state.js";
import type { ServiceDescriptor } from "./service-descriptor.js";

/**
 * A client of one service. Generated packages extend it: `S3Client` for operations as values, `S3` with all of them
 * as methods.
 */
export class Client<Service extends string> implements ServiceClient<Service> {
  declare readonly "~service": Service;
  /** What holds for this client: region, configuration, event handlers. */
  readonly meta: ClientMeta;
  /** All operations of the service by the names of their methods; undefined for clients that bring none. */
  get "~operations"(): Readonly<Record<string, AnyOperation>> | undefined {
    return undefined;
  }
  /** All modelled errors of the service; undefined for clients that bring no operations. */
  get "~errors"(): readonly ErrorSchema[] | undefined {
    return undefined;
  }
  /** Loads the service's model; undefined for clients that bring no operations. */
  get "~model"(): (() => Promise<ServiceModel>) | undefined {
    return undefined;
  }
  /** For core alone. */
  declare readonly "~state": ClientState;

  constructor(service: ServiceDescriptor<Service>, config: ClientConfig, session?: SessionContext) {
    const context = session ?? (config.loadConfig === false ? undefined : defaultSession());
    const value = new ClientState(service, config, context, () => this["~errors"]);
    // Not enumerable: whoever prints a client sees its settings, not its workings.
    Object.defineProperty(this, "~state", { value });
    this.meta = new ClientMeta(this["~state"], this);
  }

  /** Calls an operation: the same as calling the operation with this client. */
  send<Input, Output, Failure>(
    operation: Operation<Service, Input, Output, Failure>,
    input: Input,
    options?: CallOptions,
  ): Promise<WithMetadata<Output>> {
    return operation(this, input, options);
  }

  /**
   * What the client's connections are doing; undefined where its `httpHandler` does not tell. Clients of equal
   * settings share their connections, and are counted together.
   */
  get metrics(): HttpMetrics | undefined {
    return this["~state"].handler.metrics?.();
  }

  /**
   * Closes this client's connections. Those of other clients stay, also where they are shared, and an `httpHandler`
   * that was given is for its giver to close.
   */
  close(): void {
    this["~state"].close();
  }

  [Symbol.dispose](): void {
    this.close();
  }

  "~call"(operation: OperationDescriptor, input: unknown, options: CallOptions | undefined): Promise<unknown> {
    return call(this["~state"], operation, input, options);
  }

  /** Waits as the client's configuration says; waiters and paginators use it. */
  "~sleep"(ms: number, signal?: AbortSignal): Promise<void> {
    return this["~state"].config.sleep(ms, signal);
  }
}
