import type { CallContext } from "../events/call-context.js";
import type { EventHandler } from "../events/emitter.js";
import type { EventPayload, EventRoot } from "../events/event-map.js";
import type { CallOptions, OperationDescriptor } from "../schema/operation.js";
import { readSchema, type StructureSchema } from "../schema/read.js";
import type { ClientState } from "./client-state.js";

/** One call while it runs: what its steps share. */
export interface Call {
  readonly client: ClientState;
  readonly operation: OperationDescriptor;
  readonly options: CallOptions;
  readonly context: CallContext;
  readonly input: StructureSchema | undefined;
  readonly output: StructureSchema | undefined;
  readonly signal: AbortSignal | undefined;
}

/** @throws the signal's reason when it is aborted already. */
export function openCall(
  client: ClientState,
  operation: OperationDescriptor,
  options: CallOptions,
  signal: AbortSignal | undefined,
): Call {
  signal?.throwIfAborted();
  const input = operation.input && readSchema(operation.input);
  return {
    client,
    operation,
    options,
    input,
    output: operation.output && readSchema(operation.output),
    signal,
    context: {
      clientRegion: client.region,
      clientConfig: client.config,
      hasStreamingInput: input?.payload?.value.kind === "blob",
      authType: undefined,
      signing: undefined,
      unsignedPayload: false,
      endpointProperties: {},
      inputParams: {},
      client,
      signal,
    },
  };
}

/** The handlers of this call's event of a kind. For most events there are none, and nothing need be emitted. */
export function handlersOf({ client, operation }: Call, root: EventRoot): readonly EventHandler[] {
  return client.events.handlersOf(eventName(client.service.id, operation.name, root));
}

/** Calls all handlers of an event in turn. */
export async function emit<Root extends EventRoot>(
  call: Call,
  root: Root,
  payload: Omit<EventPayload<Root>, "eventName">,
): Promise<unknown[]> {
  const handlers = handlersOf(call, root);
  const answers: unknown[] = [];
  const named = { ...payload, eventName: eventName(call.client.service.id, call.operation.name, root) };
  for (const handler of handlers) answers.push(await handler(named as EventPayload<string>));
  return answers;
}

/** Calls handlers of an event until one answers with other than `undefined` or `null`. */
export async function emitUntilAnswer<Root extends EventRoot>(
  call: Call,
  root: Root,
  payload: Omit<EventPayload<Root>, "eventName">,
): Promise<unknown> {
  const named = { ...payload, eventName: eventName(call.client.service.id, call.operation.name, root) };
  for (const handler of handlersOf(call, root)) {
    const answer = await handler(named as EventPayload<string>);
    if (answer !== undefined && answer !== null) return answer;
  }
  return undefined;
}

/** Endpoint resolution alone is announced without the operation's name. (botocore regions.py) */
function eventName(service: string, operation: string, root: EventRoot): string {
  return root === "before-endpoint-resolution" ? `${root}.${service}` : `${root}.${service}.${operation}`;
}
