import { loadCompile } from "#platform/load-compile";
import { PaginationError } from "../errors/call.js";
import { withCallersStack } from "../errors/callers-stack.js";
import { isRecord, isTrue } from "../jmespath/values.js";
import type { OperationDescriptor, WithMetadata } from "../schema/operation.js";
import { readSchema } from "../schema/read.js";
import { setAt } from "./set-at.js";
import { decodeToken, encodeToken, isSameToken, type PageToken, type ResumePoint } from "./token.js";

/** Reads something of a page: a compiled JMESPath expression. */
export type Select<Page> = (page: Page) => unknown;

/** How an operation's pages hang together. */
export interface PagePlan<Page> {
  readonly operation: { readonly model: OperationDescriptor };
  /** Input members that take the tokens of the page before. */
  readonly inputToken: string | readonly string[];
  readonly outputToken: Select<Page> | readonly Select<Page>[];
  /** Where given, false ends the pages whatever the tokens are. */
  readonly moreResults?: Select<Page>;
  /** What grows from page to page, by its path in a page; the first is what `maxItems` counts. */
  readonly resultKeys: Readonly<Record<string, Select<Page>>>;
  /** What a full result takes from the first page, by its path. */
  readonly nonAggregate?: Readonly<Record<string, Select<Page>>>;
}

export interface PageLimits {
  /** Ends after so many items of the first result key; `resumeToken` then says where to go on. */
  readonly maxItems?: number | string | undefined;
  /** A `resumeToken`, or a token of the service. */
  readonly startingToken?: string | null | undefined;
  /** Asks for the next page while the one before is worked on. Default: `false`. */
  readonly prefetch?: boolean | undefined;
}

/** All pages as one: lists joined, numbers added; `NextToken` goes on where `maxItems` ended. */
export type FullResult<Page> = Partial<Page> & { readonly NextToken?: string };

/**
 * The pages of an operation. Each iteration starts anew with the first page; pages are asked for one at a time, when
 * the one before is done with, or with `prefetch` when it is handed out.
 */
export class PageIterator<Page, Item, Items extends object = Record<never, never>>
  implements AsyncIterable<WithMetadata<Page>>
{
  readonly #plan: PagePlan<Page>;
  readonly #request: (input: Readonly<Record<string, unknown>>) => Promise<WithMetadata<Page>>;
  readonly #input: Readonly<Record<string, unknown>>;
  readonly #maxItems: number | undefined;
  readonly #start: ResumePoint | undefined;
  readonly #prefetch: boolean;
  readonly #inputTokens: readonly string[];
  readonly #outputTokens: readonly Select<Page>[];
  #resumeToken: string | undefined;
  #nonAggregate: Record<string, unknown> = {};

  constructor(
    plan: PagePlan<Page>,
    request: (input: Readonly<Record<string, unknown>>) => Promise<WithMetadata<Page>>,
    input: Readonly<Record<string, unknown>>,
    { maxItems, startingToken, prefetch = false }: PageLimits,
  ) {
    this.#plan = plan;
    this.#request = request;
    this.#input = input;
    this.#maxItems = maxItems === undefined ? undefined : Number(maxItems);
    if (this.#maxItems !== undefined && !(this.#maxItems >= 0)) {
      throw new PaginationError(`maxItems must be a number of at least 0, and is ${JSON.stringify(maxItems)}.`);
    }
    this.#prefetch = prefetch;
    this.#inputTokens = [plan.inputToken].flat();
    if (startingToken != null) this.#start = decodeToken(startingToken, this.#inputTokens);
    this.#outputTokens = [plan.outputToken].flat();
  }

  /** Pass it as `startingToken` to go on where `maxItems` ended the last iteration; undefined when all pages were read. */
  get resumeToken(): string | undefined {
    return this.#resumeToken;
  }

  /** Paths of what grows from page to page. */
  get resultKeys(): readonly string[] {
    return Object.keys(this.#plan.resultKeys);
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<WithMetadata<Page>, void, undefined> {
    const [primaryKey, primary] = this.#primary();
    const start = this.#start;
    let token: PageToken = start?.token ?? Object.fromEntries(this.#inputTokens.map((name) => [name, null]));
    let itemsDone = start?.itemsDone ?? 0;
    let input = start === undefined ? this.#input : withTokens(this.#input, token);
    let previous: PageToken | undefined;
    let total = 0;
    let ahead: Promise<WithMetadata<Page>> | undefined;
    this.#resumeToken = undefined;
    for (let isFirst = true; ; isFirst = false) {
      let page = await (ahead === undefined ? this.#request(input) : asked(ahead));
      if (isFirst) {
        if (start !== undefined) page = this.#skip(page, itemsDone);
        this.#nonAggregate = this.#readNonAggregate(page);
      } else itemsDone = 0;
      const items = primary(page);
      const count = sizeOf(items);
      const excess = this.#maxItems === undefined ? 0 : total + count - this.#maxItems;
      if (excess > 0) {
        yield setAt(page, primaryKey, take(items, count - excess));
        this.#resumeToken = encodeToken(token, count - excess + itemsDone);
        return;
      }
      total += count;
      const next = this.#tokenBehind(page);
      const isRepeated = next !== undefined && previous !== undefined && isSameToken(previous, next);
      const isFull = total === this.#maxItems;
      if (next !== undefined) {
        token = next;
        input = withTokens(input, next);
      }
      if (this.#prefetch && next !== undefined && !isFull && !isRepeated) {
        ahead = this.#request(input);
        // Told when the page is asked for; nobody may ever ask.
        ahead.catch(() => {});
      }
      yield page;
      if (next === undefined) return;
      if (isFull) {
        this.#resumeToken = encodeToken(next);
        return;
      }
      if (isRepeated) {
        throw withCallersStack(
          new PaginationError(`The same next token was received twice: ${JSON.stringify(this.#shown(next))}`),
        );
      }
      previous = next;
    }
  }

  /** The items of all pages: of the first result key, or of the one named. Of a map they are its entries. */
  items(): AsyncGenerator<Item, void, undefined>;
  items<Key extends keyof Items & string>(key: Key): AsyncGenerator<Items[Key], void, undefined>;
  async *items(key?: string): AsyncGenerator<unknown, void, undefined> {
    const select = key === undefined ? this.#primary()[1] : this.#plan.resultKeys[key];
    if (select === undefined) {
      throw new PaginationError(`There are no items of "${key}": the pages have ${this.resultKeys.join(", ")}.`);
    }
    for await (const page of this) yield* itemsOf(select(page));
  }

  /** Reads all pages and joins them. */
  async buildFullResult(): Promise<FullResult<Page>> {
    const joined: Record<string, unknown> = {};
    for await (const page of this) {
      for (const [path, select] of Object.entries(this.#plan.resultKeys)) {
        const value = select(page) ?? undefined;
        if (value !== undefined) joined[path] = joinValues(joined[path], value);
      }
    }
    // A result key may lie within what is taken from the first page.
    let result: Record<string, unknown> = {};
    for (const [path, value] of Object.entries({ ...this.#nonAggregate, ...joined }))
      result = setAt(result, path, value);
    if (this.#resumeToken !== undefined) result["NextToken"] = this.#resumeToken;
    return result as FullResult<Page>;
  }

  /**
   * What a JMESPath expression finds in each page; of a list, its items. What is missing is null.
   *
   * @throws JmesPathError when the expression cannot be read.
   */
  async *search(expression: string): AsyncGenerator<unknown, void, undefined> {
    const compile = await loadCompile();
    const find = compile(expression);
    for await (const page of this) {
      const found = find(page);
      if (Array.isArray(found)) yield* found;
      else yield found;
    }
  }

  #primary(): [path: string, select: Select<Page>] {
    return Object.entries(this.#plan.resultKeys)[0] as [string, Select<Page>];
  }

  /** Leaves out what was done before: items of the first key, and the other keys but for their numbers. */
  #skip(page: WithMetadata<Page>, itemsDone: number): WithMetadata<Page> {
    let left = page;
    for (const [index, [path, select]] of Object.entries(this.#plan.resultKeys).entries()) {
      const value = select(page);
      left = setAt(left, path, index === 0 ? skip(value, itemsDone) : emptied(value));
    }
    return left;
  }

  /** A model may call tokens sensitive. */
  #shown(token: PageToken): PageToken {
    const { input } = this.#plan.operation.model;
    const members = input && readSchema(input).byName;
    return Object.fromEntries(
      Object.entries(token).map(([name, value]) => [name, members?.get(name)?.sensitive ? "***" : value]),
    );
  }

  #readNonAggregate(page: Page): Record<string, unknown> {
    const entries = Object.entries(this.#plan.nonAggregate ?? {});
    return Object.fromEntries(entries.map(([path, select]) => [path, select(page) ?? undefined]));
  }

  /** The tokens of the page that follows; undefined when none does. */
  #tokenBehind(page: Page): PageToken | undefined {
    const { moreResults } = this.#plan;
    if (moreResults !== undefined && !isGiven(moreResults(page))) return undefined;
    const tokens = this.#inputTokens.map((name, index) => {
      const token = this.#outputTokens[index]?.(page);
      return [name, isGiven(token) ? token : null];
    });
    return tokens.every(([, value]) => value === null) ? undefined : Object.fromEntries(tokens);
  }
}

/** A page that was asked for ahead: only now there is somebody whom the stack of an error can lead to. */
async function asked<Page>(ahead: Promise<Page>): Promise<Page> {
  try {
    return await ahead;
  } catch (error) {
    throw withCallersStack(error);
  }
}

/** Sets the tokens that are there and removes the others; "None" is what old resume tokens say for none. */
function withTokens(input: Readonly<Record<string, unknown>>, token: PageToken): Record<string, unknown> {
  const next = { ...input };
  for (const [name, value] of Object.entries(token)) {
    if (value === null || value === "None") delete next[name];
    else next[name] = value;
  }
  return next;
}

/** What Python takes for true: here, 0 counts as nothing too. */
function isGiven(value: unknown): boolean {
  return value !== 0 && isTrue(value);
}

function sizeOf(items: unknown): number {
  if (Array.isArray(items) || typeof items === "string") return items.length;
  return isRecord(items) ? Object.keys(items).length : 0;
}

function take(items: unknown, count: number): unknown {
  if (Array.isArray(items) || typeof items === "string") return items.slice(0, count);
  return isRecord(items) ? Object.fromEntries(Object.entries(items).slice(0, count)) : [];
}

function skip(items: unknown, count: number): unknown {
  return Array.isArray(items) || typeof items === "string" ? items.slice(count) : undefined;
}

function emptied(value: unknown): unknown {
  if (Array.isArray(value)) return [];
  if (typeof value === "string") return "";
  return typeof value === "number" ? value : undefined;
}

function itemsOf(value: unknown): Iterable<unknown> {
  if (Array.isArray(value)) return value;
  if (isRecord(value)) return Object.entries(value);
  return value === null || value === undefined ? [] : [value];
}

function joinValues(one: unknown, other: unknown): unknown {
  if (one === undefined) return Array.isArray(other) ? [...other] : other;
  if (Array.isArray(one) && Array.isArray(other)) {
    for (const item of other) one.push(item);
    return one;
  }
  if (typeof one === "number" && typeof other === "number") return one + other;
  return typeof one === "string" && typeof other === "string" ? one + other : one;
}
