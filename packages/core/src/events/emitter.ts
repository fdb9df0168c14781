import type { EventName, EventPayload } from "./event-map.js";

/** Receives an event. What it returns is collected by `emit`; `undefined` is no answer. May be asynchronous. */
export type EventHandler<Name extends string = string> = (payload: EventPayload<Name>) => unknown;

export interface RegisterOptions {
  /** A second registration with the same id is ignored, even for another event. */
  readonly uniqueId?: string;
  /** Counts registrations of a unique id: as many unregistrations are needed to remove it. */
  readonly uniqueIdUsesCount?: boolean;
}

type Section = "first" | "middle" | "last";

/** Handlers of one registered name, and the names that go on from it. */
interface TrieNode {
  readonly children: Map<string, TrieNode>;
  readonly first: EventHandler[];
  readonly middle: EventHandler[];
  readonly last: EventHandler[];
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
  #root: TrieNode = createNode();
  #uniqueHandlers = new Map<string, UniqueHandler>();
  #found = new Map<string, readonly EventHandler[]>();
  readonly #canonical: (event: string) => string;

  /** `canonical` turns older names of services in event names into those that are emitted. */
  constructor(canonical: (event: string) => string = (event) => event) {
    this.#canonical = canonical;
  }

  register<Name extends EventName>(event: Name, handler: EventHandler<NoInfer<Name>>, options?: RegisterOptions): void {
    this.#register(event, handler as EventHandler, "middle", options);
  }

  registerFirst<Name extends EventName>(
    event: Name,
    handler: EventHandler<NoInfer<Name>>,
    options?: RegisterOptions,
  ): void {
    this.#register(event, handler as EventHandler, "first", options);
  }

  registerLast<Name extends EventName>(
    event: Name,
    handler: EventHandler<NoInfer<Name>>,
    options?: RegisterOptions,
  ): void {
    this.#register(event, handler as EventHandler, "last", options);
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
    let node: TrieNode | undefined = this.#root;
    for (const part of this.#canonical(event).split(".")) node = node?.children.get(part);
    if (node === undefined || removed === undefined) return;
    for (const handlers of [node.first, node.middle, node.last]) {
      const at = handlers.indexOf(removed);
      if (at >= 0) {
        handlers.splice(at, 1);
        break;
      }
    }
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
      handlers = search(this.#root, this.#canonical(event).split("."));
      this.#found.set(event, handlers);
    }
    return handlers;
  }

  /** An independent emitter with the same registrations. */
  copy(canonical: (event: string) => string = this.#canonical): HierarchicalEmitter {
    const copy = new HierarchicalEmitter(canonical);
    copy.#root = copyNode(this.#root);
    copy.#uniqueHandlers = new Map([...this.#uniqueHandlers].map(([id, unique]) => [id, { ...unique }]));
    return copy;
  }

  #register(event: string, handler: EventHandler, section: Section, options: RegisterOptions = {}): void {
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
    let node = this.#root;
    for (const part of this.#canonical(event).split(".")) {
      let child = node.children.get(part);
      if (child === undefined) node.children.set(part, (child = createNode()));
      node = child;
    }
    node[section].push(handler);
    this.#found.clear();
  }
}

function createNode(): TrieNode {
  return { children: new Map(), first: [], middle: [], last: [] };
}

function copyNode(node: TrieNode): TrieNode {
  return {
    children: new Map([...node.children].map(([part, child]) => [part, copyNode(child)])),
    first: [...node.first],
    middle: [...node.middle],
    last: [...node.last],
  };
}

/**
 * Depth first, the literal branch before the wildcard one, each find put in front of the earlier ones: so what is
 * called last was found first.
 */
function search(root: TrieNode, parts: readonly string[]): EventHandler[] {
  const found: EventHandler[][] = [];
  const open: [TrieNode, number][] = [[root, 0]];
  while (open.length > 0) {
    const [node, depth] = open.pop()!;
    found.push([...node.first, ...node.middle, ...node.last]);
    if (depth === parts.length) continue;
    const wildcard = node.children.get("*");
    const literal = node.children.get(parts[depth]!);
    if (wildcard !== undefined) open.push([wildcard, depth + 1]);
    if (literal !== undefined) open.push([literal, depth + 1]);
  }
  return found.reverse().flat();
}

function checkCounting(uniqueId: string, unique: UniqueHandler, usesCount = false): void {
  if ((unique.count !== undefined) === usesCount) return;
  throw new TypeError(
    usesCount
      ? `Handler "${uniqueId}" was registered without uniqueIdUsesCount: leave it out here too.`
      : `Handler "${uniqueId}" was registered with uniqueIdUsesCount: give it here too.`,
  );
}
