import { suggestNames } from "../config/nearest-names.js";
import { OperationNotPageableError, WaiterConfigError } from "../errors/call.js";
import type { ServiceModel } from "../model/service-model.js";
import type { PaginatorDescriptor } from "../pagination/paginator.js";
import type { WaiterDescriptor } from "../waiters/waiter.js";
import type { NamedService } from "./client-by-name.js";

/** How a service's operations page: botocore's `PaginatorModel`. */
export class PaginatorModel {
  readonly #byOperation: ReadonlyMap<string, AnyPaginator>;

  constructor({ module }: Pick<NamedService, "module">) {
    const all = Object.values((module["paginators"] ?? {}) as Record<string, { readonly descriptor: AnyPaginator }>);
    this.#byOperation = new Map(all.map(({ descriptor }) => [descriptor.operation.model.name, descriptor]));
  }

  /** Names of the operations that page. */
  get operationNames(): string[] {
    return [...this.#byOperation.keys()];
  }

  /** @throws {@link OperationNotPageableError} when the operation does not page; the message lists the nearest names. */
  getPaginator(operation: string): AnyPaginator {
    const found = this.#byOperation.get(operation);
    if (found !== undefined) return found;
    const hint = suggestNames(operation, this.operationNames);
    throw new OperationNotPageableError(`Operation cannot be paginated: ${operation}${hint}`);
  }
}

/** A service's waiters: botocore's `WaiterModel`. */
export class WaiterModel {
  readonly version = 2;
  readonly #byName: ReadonlyMap<string, AnyWaiter>;

  constructor({ module }: Pick<NamedService, "module">) {
    const all = Object.values((module["waiters"] ?? {}) as Record<string, { readonly descriptor: AnyWaiter }>);
    this.#byName = new Map(all.map(({ descriptor }) => [descriptor.name, descriptor]));
  }

  get waiterNames(): string[] {
    return [...this.#byName.keys()];
  }

  /** @throws {@link WaiterConfigError} when there is none; the message lists the nearest names. */
  getWaiter(name: string): AnyWaiter {
    const found = this.#byName.get(name);
    if (found !== undefined) return found;
    throw new WaiterConfigError(`Waiter does not exist: ${name}${suggestNames(name, this.waiterNames)}`);
  }
}

export type AnyPaginator = PaginatorDescriptor<string, object, Record<string, unknown>>;

export type AnyWaiter = WaiterDescriptor<string, object, Record<string, unknown>>;

/** The model of a service that is known by name. */
export function serviceModelOf({ type }: NamedService): Promise<ServiceModel> {
  return (type.prototype as { readonly "~model": () => Promise<ServiceModel> })["~model"]();
}
