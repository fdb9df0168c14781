import type { CallContext } from "../events/call-context.js";
import { ownStep } from "../events/emitter.js";
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
  return call.client.events.handlersOf(eventName(call, root)).some((handler) => handler !== ownStep);
}

/** What an event of a call carries, besides what {@link emit} adds. */
type Payload<Root extends EventRoot> = Omit<EventPayload<Root>, "eventName" | "context">;

/**
 * Calls all handlers of an event in turn; resolves to the first answer. `own` is core's step, which comes at its place
 * among them.
 */
export async function emit<Root extends EventRoot>(
  call: Call,
  root: Root,
  payload: Payload<Root>,
  own?: () => unknown,
): Promise<unknown> {
  const { events } = call.client;
  const answers = await events.emit(eventName(call, root), withContext(call, payload), own);
  return answers.find(([, value]) => value !== undefined && value !== null)?.[1];
}

/** Calls handlers of an event until one answers. */
export async function emitUntilAnswer<Root extends EventRoot>(
  call: Call,
  root: Root,
  payload: Payload<Root>,
): Promise<unknown> {
  const { events } = call.client;
  return (await events.emitUntilResponse(eventName(call, root), withContext(call, payload)))?.[1];
}

function withContext<Root extends EventRoot>(
  { context }: Call,
  payload: Payload<Root>,
): Omit<EventPayload<Root>, "eventName"> {
  return { ...payload, context } as unknown as EventPayload<Root>;
}

/** Endpoint resolution alone is announced without the operation's name. (botocore regions.py) */
function eventName<Root extends EventRoot>({ client, operation, facts }: Call, root: Root): Root {
  const { eventNames } = facts;
  eventNames[root] ??=
    root === "before-endpoint-resolution"
      ? `${root}.${client.service.id}`
      : `${root}.${client.service.id}.${operation.name}`;
  // Its payload is that of its first part.
  return eventNames[root] as Root;
}
