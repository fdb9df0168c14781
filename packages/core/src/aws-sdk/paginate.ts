import type { HttpHandlerOptions } from "./client.js";
import type { Command, CommandClass } from "./command.js";
import type { Untyped } from "./untyped.js";

/** What hangs pages together: of a paginator's descriptor, as much as v3 goes by. */
export interface PageTokens {
  readonly inputToken: string | readonly string[];
  readonly outputToken: ((page: Untyped) => unknown) | readonly ((page: Untyped) => unknown)[];
  readonly moreResults?: (page: Untyped) => unknown;
  readonly limitKey?: string;
}

/** What sends commands: a client, or one of documents. */
export interface Sender<Service extends string> {
  send<Input extends object, Output>(
    command: Command<Service, Input, Output>,
    options?: HttpHandlerOptions,
  ): Promise<Output>;
}

/** How v3 pages. */
export interface PaginationConfiguration<Service extends string = string> {
  readonly client: Sender<Service>;
  readonly pageSize?: number | undefined;
  /** A token of the service. */
  readonly startingToken?: Untyped;
  /** Ends the pages where the service gives the same token again: else they go on for ever. */
  readonly stopOnSameToken?: boolean | undefined;
  /** May change, or replace, the command of each page. */
  readonly withCommand?:
    | ((command: Command<Service, Untyped, Untyped>) => Command<Service, Untyped, Untyped> | undefined)
    | undefined;
}

export type Paginate<Service extends string, Input, Output> = (
  config: PaginationConfiguration<Service>,
  input: Input,
  options?: HttpHandlerOptions,
) => AsyncGenerator<Output, undefined, unknown>;

/** Makes v3's paginator: one that sends a command for each page, for as long as the service gives a token. */
/*#__NO_SIDE_EFFECTS__*/
export function paginateCommand<Service extends string, Input extends object, Output>(
  paged: { readonly descriptor: PageTokens },
  PageCommand: CommandClass<Service, Input, Output>,
): Paginate<Service, Input, Output> {
  return async function* ({ client, pageSize, startingToken, stopOnSameToken, withCommand }, given, options) {
    const { inputToken, outputToken, moreResults, limitKey } = paged.descriptor;
    const names = [inputToken].flat();
    const selects = [outputToken].flat();
    const input = { ...given } as Record<string, unknown>;
    if (limitKey !== undefined) input[limitKey] ??= pageSize;
    if (startingToken !== undefined) input[names[0]!] = startingToken;
    for (;;) {
      const command = new PageCommand({ ...input } as Input);
      const page = await client.send(withCommand?.(command) ?? command, options);
      yield page;
      const tokens = selects.map((select) => select(page) || undefined);
      const isSame = tokens.every((token, at) => token === input[names[at]!]);
      if (!tokens.some(Boolean) || (moreResults && !moreResults(page)) || (stopOnSameToken && isSame)) return undefined;
      for (const [at, name] of names.entries()) input[name] = tokens[at];
    }
  };
}
