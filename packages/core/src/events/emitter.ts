import type { EventName, EventPayload } from "./event-map.js";

/** Receives an event. What it returns is collected by `emit`; `undefined` is no answer. May be asynchronous. */
export type EventHandler<Name extends string = string> = (payload: EventPayload<Name>) => unknown;

export interface RegisterOptions {
  /** A second registration with the same id is ignored, even for another event. */
  readonly uniqueId?: string;
  /** Counts registrations of a unique id: as many unregistrations are needed to remove it. */
  readonly uniqueIdUsesCount?: boolean;
}

/** What orders handlers of one name: the greater comes before the others. */
type Place = "3" | "2" | "1";

interface Registration {
  readonly parts: readonly string[];
  readonly handler: EventHandler;
  readonly rank: string;
}

interface UniqueHandler {
  readonly handler: EventHandler;
  count: number | undefined;
}

/**
 * Calls handlers by dotted event names: a handler of `request-created` also gets `request-created.s3.PutObject`, and
 * `*` stands for exactly one part. The most specific handlers run first; among equally deep ones, those registered
 * with a wildcard. `registerFirst` and `registerLast` order handlers of the same registered name only.
 * (botocore hooks.py)
 */
export class HierarchicalEmitter {
  /** In the order in which an event calls those that it concerns: by falling rank, then as they came. */
  #registrations: Registration[] = [];
  #uniqueHandlers = new Map<string, UniqueHandler>();
  #found = new Map<string, readonly EventHandler[]>();
  readonly #canonical: (event: string) => string;

  /** `canonical` turns older names of services in event names into those that are emitted. */
  constructor(canonical: (event: string) => string = (event) => event) {
    this.#canonical = canonical;
  }

  register<Name extends EventName>(event: Name, handler: EventHandler<NoInfer<Name>>, options?: RegisterOptions): void {
    this.#register(event, handler as EventHandler, "2", options);
  }

  registerFirst<Name extends EventName>(
    event: Name,
    handler: EventHandler<NoInfer<Name>>,
    options?: RegisterOptions,
  ): void {
    this.#register(event, handler as EventHandler, "3", options);
  }

  registerLast<Name extends EventName>(
    event: Name,
    handler: EventHandler<NoInfer<Name>>,
    options?: RegisterOptions,
  ): void {
    this.#register(event, handler as EventHandler, "1", options);
  }

  /** Removes the first registration of a handler, or the one with a unique id. Unknown ones are ignored. */
  unregister<Name extends EventName>(
    event: Name,
    handler?: EventHandler<NoInfer<Name>>,
    options: RegisterOptions = {},
  ): void {
    let removed = handler as EventHandler | undefined;
    if (options.uniqueId !== undefined) {
      const unique = this.#uniqueHandlers.get(options.uniqueId);
      if (unique === undefined) return;
      checkCounting(options.uniqueId, unique, options.uniqueIdUsesCount);
      if (unique.count !== undefined && unique.count > 1) {
        unique.count -= 1;
        return;
      }
      this.#uniqueHandlers.delete(options.uniqueId);
      removed = unique.handler;
    }
    const name = this.#canonical(event);
    const at = this.#registrations.findIndex(({ parts, handler }) => handler === removed && parts.join(".") === name);
    if (at >= 0) this.#registrations.splice(at, 1);
    this.#found.clear();
  }

  /** Calls every handler in turn; resolves to each with its answer. A handler that throws stops the event. */
  async emit<Name extends EventName>(
    event: Name,
    payload: Omit<EventPayload<Name>, "eventName">,
  ): Promise<[handler: EventHandler, value: unknown][]> {
    const answers: [EventHandler, unknown][] = [];
    const handlers = this.handlersOf(event);
    if (handlers.length === 0) return answers;
    const named = { ...payload, eventName: event } as EventPayload<string>;
    for (const handler of handlers) answers.push([handler, await handler(named)]);
    return answers;
  }

  /** Calls handlers until one answers with other than `undefined` or `null`; resolves to that one. */
  async emitUntilResponse<Name extends EventName>(
    event: Name,
    payload: Omit<EventPayload<Name>, "eventName">,
  ): Promise<[handler: EventHandler, value: unknown] | undefined> {
    const handlers = this.handlersOf(event);
    const named = { ...payload, eventName: event } as EventPayload<string>;
    for (const handler of handlers) {
      const value = await handler(named);
      if (value !== undefined && value !== null) return [handler, value];
    }
    return undefined;
  }

  /** The handlers that an event would call, in order. Empty for most events: callers then need not emit. */
  handlersOf(event: string): readonly EventHandler[] {
    let handlers = this.#found.get(event);
    if (handlers === undefined) {
      const given = this.#canonical(event).split(".");
      handlers = this.#registrations.flatMap(({ parts, handler }) => Array(fits(parts, given)).fill(handler));
      this.#found.set(event, handlers);
    }
    return handlers;
  }

  /** An independent emitter with the same registrations. */
  copy(canonical: (event: string) => string = this.#canonical): HierarchicalEmitter {
    const copy = new HierarchicalEmitter(canonical);
    copy.#registrations = [...this.#registrations];
    copy.#uniqueHandlers = new Map([...this.#uniqueHandlers].map(([id, unique]) => [id, { ...unique }]));
    return copy;
  }

  #register(event: string, handler: EventHandler, place: Place, options: RegisterOptions = {}): void {
    if (typeof handler !== "function") {
      throw new TypeError(
        `A handler of "${event}" must be a function, not ${handler === null ? "null" : typeof handler}.`,
      );
    }
    const { uniqueId, uniqueIdUsesCount } = options;
    if (uniqueId !== undefined) {
      const unique = this.#uniqueHandlers.get(uniqueId);
      if (unique !== undefined) {
        checkCounting(uniqueId, unique, uniqueIdUsesCount);
        if (unique.count !== undefined) unique.count += 1;
        return;
      }
      this.#uniqueHandlers.set(uniqueId, { handler, count: uniqueIdUsesCount ? 1 : undefined });
    }
    const parts = this.#canonical(event).split(".");
    const rank = rankOf(parts, place);
    const at = this.#registrations.findIndex((other) => other.rank < rank);
    this.#registrations.splice(at < 0 ? this.#registrations.length : at, 0, { parts, handler, rank });
    this.#found.clear();
  }
}

/**
 * Holds the place of a step of core's own among an event's handlers: those of more specific names come before it,
 * others after. It does nothing when somebody else emits the event.
 */
export function ownStep(): void {}

/**
 * Of the names that fit one event the longer ones rank higher, and a wildcard above the part itself; of handlers with
 * one name those that are registered to be first.
 */
function rankOf(parts: readonly string[], place: Place): string {
  return `${parts.map((part) => (part === "*" ? 1 : 0)).join("")}.${place}`;
}

/** How often a name fits an event. A star that stands in the event itself is found as a part, and as a wildcard. */
function fits(parts: readonly string[], event: readonly string[]): number {
  return parts.reduce((ways, part, at) => {
    const asWildcard = part === "*" && at < event.length ? 1 : 0;
    return ways * (part === event[at] ? 1 + asWildcard : asWildcard);
  }, 1);
}

function checkCounting(uniqueId: string, unique: UniqueHandler, usesCount = false): void {
  if ((unique.count !== undefined) === usesCount) return;
  throw new TypeError(
    usesCount
      ? `Handler "${uniqueId}" was registered without uniqueIdUsesCount: leave it out here too.`
      : `Handler "${uniqueId}" was registered with uniqueIdUsesCount: give it here too.`,
  );
}
