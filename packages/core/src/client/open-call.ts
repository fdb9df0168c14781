import type { CallContext } from "../events/call-context.js";
import { type EventHandler, ownStep } from "../events/emitter.js";
import type { EventPayload, EventRoot } from "../events/event-map.js";
import type { AttemptRecord } from "../schema/metadata.js";
import type { CallOptions, OperationDescriptor } from "../schema/operation.js";
import type { StructureSchema } from "../schema/read.js";
import type { CallSignal } from "./call-signal.js";
import type { ClientState } from "./client-state.js";
import type { OperationFacts } from "./operation-facts.js";
import type { Signing } from "./sign-request.js";

/** One call while it runs: what its steps share, and what it has gone through so far. */
export interface Call {
  readonly client: ClientState;
  readonly operation: OperationDescriptor;
  readonly facts: OperationFacts;
  readonly input: StructureSchema | undefined;
  readonly options: CallOptions;
  readonly context: CallContext;
  readonly limit: CallSignal;
  readonly signal: AbortSignal | undefined;
  /** Attempts so far. */
  attempts: number;
  /** Milliseconds. */
  totalRetryDelay: number;
  /** Whether there would have been further attempts, had more been allowed. */
  maxAttemptsReached: boolean;
  /** Whether an attempt was refused because of this machine's clock. */
  isRetimed: boolean;
  /** Whether the endpoint was resolved with an account's id. */
  hasAccountId: boolean;
  /** How the last attempt was signed; undefined for one that was not. */
  signing: Signing | undefined;
  /** Whether the call's output has a body that is still to be read. */
  isStreaming: boolean;
  isOver: boolean;
  readonly attemptLog: AttemptRecord[];
}

export function openCall(
  client: ClientState,
  operation: OperationDescriptor,
  options: CallOptions,
  limit: CallSignal,
): Call {
  const facts = client.factsOf(operation);
  const { signal } = limit;
  const call: Call = {
    client,
    operation,
    facts,
    input: facts.input,
    options,
    limit,
    signal,
    context: {
      clientRegion: client.region,
      clientConfig: client.config,
      hasStreamingInput: facts.hasStreamingInput,
      authType: undefined,
      signing: undefined,
      unsignedPayload: false,
      endpointProperties: {},
      inputParams: {},
      client,
      signal,
    },
    attempts: 0,
    totalRetryDelay: 0,
    maxAttemptsReached: false,
    isRetimed: false,
    hasAccountId: false,
    signing: undefined,
    isStreaming: false,
    isOver: false,
    attemptLog: [],
  };
  const { "~progress": progress } = options;
  return progress === undefined ? call : Object.assign(progress, call);
}

/**
 * Whether somebody handles an event of this call. For most events nobody does, and their payload need not be made;
 * the steps that core itself has among the handlers do not count.
 */
export function isHandled(call: Call, root: EventRoot): boolean {
  return handlersOf(call, root).some(isForeign);
}

/** What an event of a call carries, besides its name and the call's context. */
type Payload<Root extends EventRoot> = Omit<EventPayload<Root>, "eventName" | "context">;

/**
 * Calls all handlers of an event in turn; resolves to the first answer. `own` is core's step, which comes at its place
 * among them.
 */
export function emit<Root extends EventRoot>(
  call: Call,
  root: Root,
  payload: Payload<Root>,
  own?: () => unknown,
): Promise<unknown> {
  return ask(call, root, payload, false, own);
}

/** Calls handlers of an event until one answers. */
export function emitUntilAnswer<Root extends EventRoot>(
  call: Call,
  root: Root,
  payload: Payload<Root>,
): Promise<unknown> {
  return ask(call, root, payload, true);
}

async function ask(
  call: Call,
  root: EventRoot,
  payload: object,
  endsWithAnswer: boolean,
  own?: () => unknown,
): Promise<unknown> {
  const { context } = call;
  const named = { ...payload, context, eventName: eventName(call, root) } as EventPayload<string>;
  let first: unknown;
  for (const handler of handlersOf(call, root)) {
    const given = own !== undefined && handler === ownStep ? own() : handler(named);
    const answer = isPromise(given) ? await given : given;
    first ??= answer;
    if (endsWithAnswer && first !== undefined && first !== null) break;
  }
  return first ?? undefined;
}

function handlersOf(call: Call, root: EventRoot): readonly EventHandler[] {
  return call.client.events.handlersOf(eventName(call, root));
}

function isForeign(handler: EventHandler): boolean {
  return handler !== ownStep;
}

/** Most handlers answer at once: a call need not wait for them. */
function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as Partial<PromiseLike<unknown>> | null | undefined)?.then === "function";
}

/** Endpoint resolution alone is announced without the operation's name. (botocore regions.py) */
function eventName({ client, operation, facts }: Call, root: EventRoot): string {
  const { eventNames } = facts;
  eventNames[root] ??=
    root === "before-endpoint-resolution"
      ? `${root}.${client.service.id}`
      : `${root}.${client.service.id}.${operation.name}`;
  return eventNames[root];
}
