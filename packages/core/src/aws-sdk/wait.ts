import { ClientError } from "../errors/client-error.js";
import { throwIfAborted } from "../http/abort.js";
import { accepts, type WaiterResponse } from "../waiters/acceptor.js";
import type { WaiterDescriptor } from "../waiters/waiter.js";
import type { AwsSdkClient } from "./client.js";
import type { CommandClass } from "./command.js";
import type { Untyped } from "./untyped.js";

/** How v3 waits. Times are seconds. */
export interface WaiterConfiguration<Client = AwsSdkClient<string>> {
  readonly client: Client;
  readonly maxWaitTime: number;
  /** Default: the waiter's own. */
  readonly minDelay?: number | undefined;
  /** Default: 120. */
  readonly maxDelay?: number | undefined;
  readonly abortSignal?: AbortSignal | undefined;
}

export type WaiterState = "ABORTED" | "FAILURE" | "SUCCESS" | "TIMEOUT" | "RETRY";

export interface WaiterResult<Reason = unknown> {
  readonly state: WaiterState;
  /** The last answer, or error; absent where the time was over. */
  readonly reason?: Reason;
  readonly final?: Reason;
  /** How often the service said what: `{ "404: NotFound": 3, "200: OK": 1 }`. */
  readonly observedResponses?: Readonly<Record<string, number>>;
}

export type WaitUntil<Service extends string, Input, Output> = (
  config: WaiterConfiguration<AwsSdkClient<Service>>,
  input: Input,
) => Promise<WaiterResult<Output>>;

/** Makes v3's older waiter, which resolves however the wait ends. */
/*#__NO_SIDE_EFFECTS__*/
export function pollCommand<Service extends string, Input extends object, Output>(
  { descriptor }: { readonly descriptor: WaiterDescriptor<Service, Untyped, Untyped> },
  PollCommand: CommandClass<Service, Input, Output>,
): WaitUntil<Service, Input, unknown> {
  return (config, input) => poll(descriptor, config, () => new PollCommand(input));
}

/** Makes v3's waiter: it polls at random times that grow farther apart, and throws unless the state is reached. */
/*#__NO_SIDE_EFFECTS__*/
export function waitForCommand<Service extends string, Input extends object, Output>(
  { descriptor }: { readonly descriptor: WaiterDescriptor<Service, Untyped, Untyped> },
  PollCommand: CommandClass<Service, Input, Output>,
): WaitUntil<Service, Input, Output> {
  return async (config, input) => {
    const result = await poll(descriptor, config, () => new PollCommand(input));
    if (result.state !== "SUCCESS") throw failure(result);
    return result as WaiterResult<Output>;
  };
}

async function poll<Service extends string>(
  { acceptors, delaySeconds }: WaiterDescriptor<Service, Untyped, Untyped>,
  {
    client,
    maxWaitTime,
    minDelay = delaySeconds,
    maxDelay = 120,
    abortSignal,
  }: WaiterConfiguration<AwsSdkClient<Service>>,
  makeCommand: () => Untyped,
): Promise<WaiterResult> {
  if (!(maxWaitTime > 0 && minDelay > 0 && maxDelay >= minDelay && maxWaitTime > minDelay)) {
    throw new Error(
      `A waiter needs 0 < minDelay <= maxDelay and minDelay < maxWaitTime, in seconds, and was given minDelay ${minDelay}, maxDelay ${maxDelay}, maxWaitTime ${maxWaitTime}.`,
    );
  }
  const { clock, random, sleep } = (await client["~client"]()).config;
  const end = clock() + maxWaitTime * 1000;
  const observedResponses: Record<string, number> = {};
  const observe = (message: string): void => {
    observedResponses[message] = (observedResponses[message] ?? 0) + 1;
  };
  try {
    for (let attempt = 1; ; attempt++) {
      throwIfAborted(abortSignal);
      const response = await respond(client.send(makeCommand(), { abortSignal }));
      const reason = "output" in response ? response.output : response.thrown;
      observe(messageOf(reason));
      const state = acceptors.find((acceptor) => accepts(acceptor, response))?.state;
      const result = { reason, final: reason, observedResponses };
      if (state === "success") return { state: "SUCCESS", ...result };
      if (state === "failure") return { state: "FAILURE", ...result };
      const longest = Math.min(maxDelay, minDelay * 2 ** (attempt - 1));
      const delay = (minDelay + random() * (longest - minDelay)) * 1000;
      if (clock() + delay > end) return { state: "TIMEOUT", observedResponses };
      await sleep(delay, abortSignal);
    }
  } catch (error) {
    if (abortSignal?.aborted) {
      observe("AbortController signal aborted.");
      return { state: "ABORTED", observedResponses };
    }
    throw error;
  }
}

/** What v3 counts answers by. */
function messageOf(reason: Untyped): string {
  const { $metadata, $response, message } = reason;
  return `${$metadata?.httpStatusCode ?? "Unknown"}: ${$response || message ? message : "OK"}`;
}

/** Only the service's own errors can be accepted; others end the wait as they are. */
async function respond(sent: Promise<Untyped>): Promise<WaiterResponse<Untyped> & { readonly thrown?: unknown }> {
  try {
    return { output: await sent };
  } catch (thrown) {
    const error = (thrown as Partial<Error>).cause;
    if (error instanceof ClientError) return { error, thrown };
    throw thrown;
  }
}

function failure({ state, reason, observedResponses }: WaiterResult): Error {
  const said = { ABORTED: "Request was aborted", TIMEOUT: "Waiter has timed out" }[state as string];
  const error = new Error(JSON.stringify({ state, observedResponses, reason: said ?? shown(reason) }), {
    cause: reason,
  });
  if (said !== undefined) error.name = state === "ABORTED" ? "AbortError" : "TimeoutError";
  return error;
}

/** `JSON.stringify` shows nothing of what an error says. */
function shown(reason: unknown): unknown {
  return reason instanceof Error ? { ...reason, name: reason.name, message: reason.message } : reason;
}
