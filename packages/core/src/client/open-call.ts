import type { CallContext } from "../events/call-context.js";
import type { EventHandler } from "../events/emitter.js";
import type { EventPayload, EventRoot } from "../events/event-map.js";
import type { AttemptRecord } from "../schema/metadata.js";
import type { CallOptions, OperationDescriptor } from "../schema/operation.js";
import type { StructureSchema } from "../schema/read.js";
import type { CallSignal } from "./call-signal.js";
import type { ClientState } from "./client-state.js";
import type { OperationFacts } from "./operation-facts.js";
import { ownSteps } from "./own-steps.js";
import type { Signing } from "./sign-request.js";

/** One call while it runs: what its steps share. */
export interface Call {
  readonly client: ClientState;
  readonly operation: OperationDescriptor;
  readonly facts: OperationFacts;
  readonly input: StructureSchema | undefined;
  readonly options: CallOptions;
  readonly context: CallContext;
  readonly limit: CallSignal;
  readonly signal: AbortSignal | undefined;
  readonly progress: Progress;
}

/** What a call has gone through so far. */
export interface Progress {
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
  readonly log: AttemptRecord[];
}

export function openCall(
  client: ClientState,
  operation: OperationDescriptor,
  options: CallOptions,
  limit: CallSignal,
): Call {
  const facts = client.factsOf(operation);
  const { signal } = limit;
  return {
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
    progress: Object.assign(options["~progress"] ?? {}, {
      attempts: 0,
      totalRetryDelay: 0,
      maxAttemptsReached: false,
      isRetimed: false,
      hasAccountId: false,
      signing: undefined,
      isStreaming: false,
      isOver: false,
      log: [],
    }),
  };
}

/**
 * Whether somebody handles an event of this call. For most events nobody does, and their payload need not be made;
 * the steps that core itself has among the handlers do not count.
 */
export function isHandled(call: Call, root: EventRoot): boolean {
  return handlersOf(call, root).length > (root in ownSteps ? 1 : 0);
}

/** Calls all handlers of an event in turn; resolves to their answers. `own` is core's step at its place among them. */
export async function emit<Root extends EventRoot>(
  call: Call,
  root: Root,
  payload: Omit<EventPayload<Root>, "eventName">,
  own?: () => unknown,
): Promise<unknown[]> {
  const named = { ...payload, eventName: eventName(call, root) } as EventPayload<string>;
  const answers: unknown[] = [];
  for (const handler of handlersOf(call, root)) {
    const answer = own !== undefined && handler === ownSteps[root] ? own() : handler(named);
    answers.push(isPromise(answer) ? await answer : answer);
  }
  return answers;
}

/** The first answer of an event that is one. */
export function firstOf(answers: readonly unknown[]): unknown {
  return answers.find(isAnswer);
}

/** Calls handlers of an event until one answers. */
export async function emitUntilAnswer<Root extends EventRoot>(
  call: Call,
  root: Root,
  payload: Omit<EventPayload<Root>, "eventName">,
): Promise<unknown> {
  const named = { ...payload, eventName: eventName(call, root) } as EventPayload<string>;
  for (const handler of handlersOf(call, root)) {
    const given = handler(named);
    const answer = isPromise(given) ? await given : given;
    if (isAnswer(answer)) return answer;
  }
  return undefined;
}

function handlersOf(call: Call, root: EventRoot): readonly EventHandler[] {
  return call.client.events.handlersOf(eventName(call, root));
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

function isAnswer(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** Most handlers answer at once: a call need not wait for them. */
function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as Partial<PromiseLike<unknown>> | null | undefined)?.then === "function";
}
