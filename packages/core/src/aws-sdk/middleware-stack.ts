import type { Untyped } from "./untyped.js";
/** The steps of a call, outermost first. */
export type MiddlewareStep = "initialize" | "serialize" | "build" | "finalizeRequest" | "deserialize";

/** What middleware passes on, and what it gets back. */
export type Handler = (args: Untyped) => Promise<Untyped>;

/** A middleware of v3's: a function around the next one. */
export type Middleware = (next: Untyped, context: Untyped) => Handler;

/** Where a middleware stands. */
export interface MiddlewareOptions {
  readonly step?: MiddlewareStep | undefined;
  readonly priority?: "high" | "normal" | "low" | undefined;
  readonly name?: string | undefined;
  readonly aliases?: readonly string[] | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly override?: boolean | undefined;
  /** For `addRelativeTo`. */
  readonly relation?: "before" | "after" | undefined;
  readonly toMiddleware?: string | undefined;
}

export interface MiddlewareEntry extends MiddlewareOptions {
  readonly middleware: Middleware;
}

/** What `use` takes. */
export interface Pluggable {
  applyToStack(stack: Untyped): void;
}

/**
 * The middleware of a client or a command. The steps of aws-sdk v3 are mapped on the events of a call: see
 * `run-middleware.ts`.
 */
export class MiddlewareStack {
  entries: readonly MiddlewareEntry[] = [];

  add(middleware: Middleware, options?: MiddlewareOptions): void {
    this.entries = [...this.entries, { ...options, middleware }];
  }

  addRelativeTo(middleware: Middleware, options: MiddlewareOptions): void {
    this.add(middleware, options);
  }

  use(plugin: Pluggable): void {
    plugin.applyToStack(this);
  }

  /** Takes a middleware away, by itself or by its name; tells whether it was there. */
  remove(which: Middleware | string): boolean {
    const before = this.entries.length;
    this.entries = this.entries.filter(({ middleware, name }) => which !== middleware && which !== name);
    return this.entries.length < before;
  }
}

/** What may have middleware: the stack is made when it is first asked for. */
interface StackOwner {
  "~stack"?: MiddlewareStack;
}

/** The stack of a client or a command. Whoever prints the owner does not see it. */
export function stackOf(owner: object): MiddlewareStack {
  const value = (owner as StackOwner)["~stack"] ?? new MiddlewareStack();
  Object.defineProperty(owner, "~stack", { value, configurable: true });
  return value;
}

/** The middleware of some owners, without a stack being made for those that have none. */
export function entriesOf(...owners: readonly object[]): readonly MiddlewareEntry[] {
  return owners.flatMap((owner) => (owner as StackOwner)["~stack"]?.entries ?? []);
}
