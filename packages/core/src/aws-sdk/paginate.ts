import { PaginationError } from "../errors/call.js";
import { PageIterator } from "../pagination/page-iterator.js";
import type { PaginatorDescriptor } from "../pagination/paginator.js";
import type { WithMetadata } from "../schema/operation.js";
import type { AwsSdkClient, HttpHandlerOptions } from "./client.js";
import type { Command, CommandClass } from "./command.js";

/** How v3 pages. */
export interface PaginationConfiguration<Service extends string = string> {
  readonly client: AwsSdkClient<Service>;
  readonly pageSize?: number | undefined;
  /** A token of the service. */
  readonly startingToken?: any;
  /** Ends the pages where the service gives the same token again, which is an error else. */
  readonly stopOnSameToken?: boolean | undefined;
  /** May change, or replace, the command of each page. */
  readonly withCommand?: ((command: Command<Service, any, any>) => Command<Service, any, any> | undefined) | undefined;
}

export type Paginate<Service extends string, Input, Output> = (
  config: PaginationConfiguration<Service>,
  input: Input,
  options?: HttpHandlerOptions,
) => AsyncGenerator<Output, undefined, unknown>;

/** Makes v3's paginator: one that sends a command for each page. */
/*#__NO_SIDE_EFFECTS__*/
export function paginateCommand<Service extends string, Input extends object, Output>(
  { descriptor }: { readonly descriptor: PaginatorDescriptor<Service, any, any> },
  PageCommand: CommandClass<Service, Input, Output>,
): Paginate<Service, Input, Output> {
  return async function* ({ client, pageSize, startingToken, stopOnSameToken, withCommand }, input, options) {
    const first = { ...input } as Record<string, unknown>;
    const { limitKey, inputToken } = descriptor;
    if (limitKey !== undefined) first[limitKey] ??= pageSize;
    if (startingToken !== undefined) first[[inputToken].flat()[0]!] = startingToken;
    const request = (page: object): Promise<WithMetadata<Output>> => {
      const made = new PageCommand(page as Input);
      return client.send(withCommand?.(made) ?? made, options) as Promise<WithMetadata<Output>>;
    };
    try {
      yield* new PageIterator<Output, unknown>(descriptor, request, first, {});
    } catch (error) {
      if (!stopOnSameToken || !(error instanceof PaginationError)) throw error;
    }
    return undefined;
  };
}
