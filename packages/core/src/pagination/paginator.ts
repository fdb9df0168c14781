import { suggestNames } from "../config/nearest-names.js";
import { OperationNotPageableError, PaginationError } from "../errors/call.js";
import type { CallOptions, Operation, ServiceClient } from "../schema/operation.js";
import { PageIterator, type PageLimits, type PagePlan } from "./page-iterator.js";

/** What the generator states about an operation that answers in pages. */
export interface PaginatorDescriptor<Service extends string, Input, Page> extends PagePlan<Page> {
  readonly operation: Operation<Service, Input, Page, unknown>;
  /** The input member that limits a page's items. */
  readonly limitKey?: string;
  /** `1` where that member is a string. */
  readonly limitIsText?: 1;
}

export interface PaginateOptions extends CallOptions, PageLimits {
  /** Items that the service shall put in one page. */
  readonly pageSize?: number | string | undefined;
}

/**
 * A paginator as a value: call it with a client to get the pages. `Item` is what the first result key holds; `Items`
 * names the items of all of them where there are several.
 */
export interface Paginated<Service extends string, Input, Output, Item, Items extends object = Record<never, never>> {
  (client: ServiceClient<Service>, input: Input, options?: PaginateOptions): PageIterator<Output, Item, Items>;
  readonly descriptor: PaginatorDescriptor<Service, Input, Output>;
}

/** A paginator whose operation requires no input. */
export interface OptionalInputPaginated<
  Service extends string,
  Input,
  Output,
  Item,
  Items extends object = Record<never, never>,
> {
  (client: ServiceClient<Service>, input?: Input, options?: PaginateOptions): PageIterator<Output, Item, Items>;
  readonly descriptor: PaginatorDescriptor<Service, Input, Output>;
}

/** Makes a paginator. */
/*#__NO_SIDE_EFFECTS__*/
export function paginator<Service extends string, Input, Output, Item, Items extends object = Record<never, never>>(
  descriptor: PaginatorDescriptor<Service, Input, Output>,
): OptionalInputPaginated<Service, Input, Output, Item, Items> {
  const paginate = (
    client: ServiceClient<Service>,
    input: Input = {} as Input,
    { maxItems, startingToken, prefetch, pageSize, ...options }: PaginateOptions = {},
  ): PageIterator<Output, Item, Items> =>
    new PageIterator(
      descriptor,
      (page) => descriptor.operation(client, page as Input, { ...options, "~features": "C" }),
      withPageSize(descriptor, input as Record<string, unknown>, pageSize),
      { maxItems, startingToken, prefetch },
    );
  return Object.assign(paginate, { descriptor });
}

function withPageSize<Service extends string, Input, Page>(
  { limitKey, limitIsText, operation }: PaginatorDescriptor<Service, Input, Page>,
  input: Readonly<Record<string, unknown>>,
  pageSize: number | string | undefined,
): Readonly<Record<string, unknown>> {
  if (pageSize === undefined) return input;
  if (limitKey === undefined) {
    throw new PaginationError(
      `The parameter pageSize is not supported: ${operation.model.name} has no member that sets the size of a page.`,
    );
  }
  return { ...input, [limitKey]: limitIsText ? String(pageSize) : Number(pageSize) };
}

/** A paginator together with a client: what `client.getPaginator(…)` gives. */
export interface Paginator<Arguments extends readonly unknown[], Pages> {
  paginate(...given: Arguments): Pages;
  canPaginate(): boolean;
}

export type BoundPaginator<Bound> = Bound extends (client: infer _Client, ...given: infer Arguments) => infer Pages
  ? Paginator<Arguments, Pages>
  : never;

/**
 * Looks a paginator up by its operation's name and binds it to a client.
 *
 * @throws OperationNotPageableError when there is none; the message lists the nearest names, or all there are.
 */
export function getPaginator<Paginators extends object, Name extends keyof Paginators>(
  client: unknown,
  paginators: Paginators,
  name: Name,
): BoundPaginator<Paginators[Name]> {
  const found = Object.hasOwn(paginators, name) ? paginators[name] : undefined;
  if (typeof found !== "function") {
    const known = Object.keys(paginators);
    throw new OperationNotPageableError(
      `Operation cannot be paginated: ${String(name)}${suggestNames(String(name), known)}`,
    );
  }
  return {
    paginate: (...given: unknown[]) => found(client, ...given),
    canPaginate: () => true,
  } as BoundPaginator<Paginators[Name]>;
}
