import { Client } from "../client/client.js";
import { type CallExplanation, explainByName } from "../client/explain.js";
import { generatePresignedUrl, type PresignOptions } from "../client/presign.js";
import type { ClientConfig } from "../config/client-config.js";
import type { SessionContext } from "../config/session-context.js";
import type { ClientError } from "../errors/client-error.js";
import type { RawService } from "../model/raw-model.js";
import type { ServiceModel } from "../model/service-model.js";
import { type BoundPaginator, getPaginator } from "../pagination/paginator.js";
import type { ErrorSchema } from "../schema/error-schema.js";
import type { AnyOperation, CallOptions } from "../schema/operation.js";
import { type BoundWaiter, getWaiter } from "../waiters/waiter.js";
import { type LinkedModel, linkModel, type ModelFiles } from "./link-model.js";
import { ownMethodsById } from "./own-methods.js";
import type { DynamicPaginator } from "./paginators.js";
import type { DynamicWaiter } from "./waiters.js";

/** Methods of a client whose model is read at run time: their types are not known. */
// oxlint-disable-next-line typescript/no-explicit-any -- only the model knows, at run time
export type DynamicMethods = Readonly<Record<string, any>>;

/** A client that was made of a model: what a generated client of the service has, without its types. */
export abstract class DynamicClient extends Client<string> {
  protected abstract readonly linked: LinkedModel;

  override get "~operations"(): Readonly<Record<string, AnyOperation>> {
    return this.linked.operations;
  }

  override get "~errors"(): readonly ErrorSchema[] {
    return this.linked.errors;
  }

  override get "~model"(): () => Promise<ServiceModel> {
    return async () => this.linked.model;
  }

  /** The service's modelled errors by name, for `instanceof`. */
  get exceptions(): Readonly<Record<string, new (...given: never) => ClientError>> {
    return Object.fromEntries(this.linked.errors.map(({ name, type }) => [name, type]));
  }

  /** The URL of a call, with its authorisation in the query: valid without credentials until it expires. */
  generatePresignedUrl(operation: string, input: object, options?: PresignOptions): Promise<string> {
    return generatePresignedUrl(this, this.linked.operations, operation, input, options);
  }

  /** What a call would send, and by which settings, with its secrets masked. Nothing is sent. */
  explain(operation: string, input: object, options?: CallOptions): Promise<CallExplanation> {
    return explainByName(this, this.linked.operations, operation, input, options);
  }

  /** Whether an operation, named as its method is, has a paginator. */
  canPaginate(operation: string): boolean {
    return Object.hasOwn(this.linked.paginators, operation);
  }

  /**
   * The paginator of an operation, named as its method is.
   *
   * @throws {@link OperationNotPageableError} when the operation has none; the message lists the nearest names, or all.
   */
  getPaginator(operation: string): BoundPaginator<DynamicPaginator> {
    return getPaginator(this, this.linked.paginators, operation);
  }

  /**
   * A waiter of the service, by its name in lower camel case.
   *
   * @throws {@link WaiterConfigError} when there is none of that name; the message lists the nearest names, or all.
   */
  getWaiter(waiter: string): BoundWaiter<DynamicWaiter> {
    return getWaiter(this, this.linked.waiters, waiter);
  }
}

/** The class of a model's clients, as sessions take it. */
export type DynamicClientClass<Methods = DynamicMethods> = new (
  config?: ClientConfig,
  session?: SessionContext,
) => DynamicClient & Methods;

/**
 * Makes a client of a service's model at run time: it has a method per operation and behaves as the client that the
 * generator would write. `Methods` are their types, for programs that know them.
 *
 * @throws what {@link clientClassFromModel} throws.
 */
export function clientFromModel<Methods = DynamicMethods>(
  model: RawService | ModelFiles,
  config?: ClientConfig,
  session?: SessionContext,
): DynamicClient & Methods {
  return new (clientClassFromModel<Methods>(model))(config, session);
}

/**
 * The class that {@link clientFromModel} makes a client of, for `session.createClient`. It is made once per model.
 *
 * @throws {@link NoShapeFoundError}, {@link OperationNotFoundError}, {@link MissingServiceIdError},
 * {@link UnsupportedServiceProtocolsError} or {@link JmesPathError} for a model that is not sound.
 */
export function clientClassFromModel<Methods = DynamicMethods>(
  model: RawService | ModelFiles,
): DynamicClientClass<Methods> {
  let type = classes.get(model);
  if (type === undefined) {
    type = createClass(linkModel("metadata" in model ? { service: model } : model));
    classes.set(model, type);
  }
  return type as DynamicClientClass<Methods>;
}

const classes = /*#__PURE__*/ new WeakMap<object, DynamicClientClass>();

function createClass(linked: LinkedModel): DynamicClientClass {
  const { descriptor, operations } = linked;
  class ModelClient extends DynamicClient {
    protected override get linked(): LinkedModel {
      return linked;
    }

    constructor(config: ClientConfig = {}, session?: SessionContext) {
      super(descriptor, config, session);
    }
  }
  const define = (name: string, value: unknown): void => {
    Object.defineProperty(ModelClient.prototype, name, { value, writable: true, configurable: true });
  };
  for (const [name, operation] of Object.entries(operations)) {
    define(name, function (this: ModelClient, input?: unknown, options?: CallOptions) {
      return operation(this, input, options);
    });
  }
  for (const [name, method] of Object.entries(ownMethodsById[descriptor.id] ?? {})) {
    define(name, function (this: ModelClient, options: unknown) {
      return method(this as never, options as never);
    });
  }
  Object.defineProperty(ModelClient, "name", { value: descriptor.serviceId.replace(/\W+/g, "") });
  return ModelClient as unknown as DynamicClientClass;
}
