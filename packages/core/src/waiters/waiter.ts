import { suggestNames } from "../config/nearest-names.js";
import { WaiterConfigError } from "../errors/call.js";
import { withCallersStack } from "../errors/callers-stack.js";
import type { ClientError, ErrorResponse } from "../errors/client-error.js";
import { isIniaError } from "../errors/inia-error.js";
import { WaiterError } from "../errors/waiter-error.js";
import type { CallOptions, Operation, ServiceClient, WithMetadata } from "../schema/operation.js";
import { type Acceptor, accepts, explain, lastResponseOf, type WaiterResponse, type WaiterState } from "./acceptor.js";
import { type Sleeper, sleep } from "./sleep.js";

/** What the generator states about a waiter. */
export interface WaiterDescriptor<Service extends string, Input, Output> {
  /** For example `BucketExists`. */
  readonly name: string;
  readonly operation: Operation<Service, Input, Output, unknown>;
  readonly delaySeconds: number;
  readonly maxAttempts: number;
  readonly acceptors: readonly Acceptor<Output>[];
}

/** One poll, as `onAttempt` sees it. */
export type WaiterAttempt<Output> = WaiterResponse<Output> & {
  /** 1 for the first. */
  readonly attempt: number;
  /** `retry` also where no acceptor matched. */
  readonly state: WaiterState;
  /** The rule that decided; undefined where none matched. */
  readonly acceptor?: Acceptor<Output> | undefined;
};

export interface WaiterOptions<Output = unknown> extends Omit<CallOptions, "maxAttempts"> {
  /** Seconds between two polls. */
  readonly delaySeconds?: number | undefined;
  /** Polls in all, the first one counted. */
  readonly maxAttempts?: number | undefined;
  /** Is told of each poll, the last one too. */
  readonly onAttempt?: ((attempt: WaiterAttempt<Output>) => void) | undefined;
}

/** How a waiter ended well: with an output, or with an error that means success. */
export type WaiterResult<Output> = WaiterResponse<Output> & {
  readonly state: "success";
  /** Polls that were made. */
  readonly attempts: number;
  /** The rule that was met. */
  readonly acceptor: Acceptor<Output>;
};

/** A waiter as a value: call it with a client, and it resolves when the state is reached. */
export interface WaiterOf<Service extends string, Input, Output> {
  (client: ServiceClient<Service>, input: Input, options?: WaiterOptions<Output>): Promise<WaiterResult<Output>>;
  readonly descriptor: WaiterDescriptor<Service, Input, Output>;
}

/** A waiter whose operation requires no input. */
export interface OptionalInputWaiterOf<Service extends string, Input, Output> {
  (client: ServiceClient<Service>, input?: Input, options?: WaiterOptions<Output>): Promise<WaiterResult<Output>>;
  readonly descriptor: WaiterDescriptor<Service, Input, Output>;
}

/** Makes a waiter. */
/*#__NO_SIDE_EFFECTS__*/
export function waiter<Service extends string, Input, Output>(
  descriptor: WaiterDescriptor<Service, Input, Output>,
): OptionalInputWaiterOf<Service, Input, Output> {
  const wait = (
    client: ServiceClient<Service>,
    input: Input = {} as Input,
    options: WaiterOptions<Output> = {},
  ): Promise<WaiterResult<Output>> => poll(descriptor, client, input, options);
  return Object.assign(wait, { descriptor });
}

/** Calls at once, then waits the same time between calls, until an acceptor decides. */
async function poll<Service extends string, Input, Output>(
  descriptor: WaiterDescriptor<Service, Input, Output>,
  client: ServiceClient<Service> & Sleeper,
  input: Input,
  options: WaiterOptions<Output>,
): Promise<WaiterResult<Output>> {
  const { acceptors, operation } = descriptor;
  const { delaySeconds = descriptor.delaySeconds, maxAttempts = descriptor.maxAttempts, onAttempt, ...call } = options;
  let hasMatched = false;
  for (let attempt = 1; ; attempt++) {
    const response = await respond(operation(client, input, { ...call, "~features": "B" }));
    const acceptor = acceptors.find((candidate) => accepts(candidate, response));
    const isUnexpected = acceptor === undefined && "error" in response;
    const state = isUnexpected ? "failure" : (acceptor?.state ?? "retry");
    const polled = { ...response, attempt, state, acceptor };
    onAttempt?.(polled);
    if (acceptor?.state === "success") return { ...response, state: "success", attempts: attempt, acceptor };
    if (isUnexpected) {
      // A spread leaves out a message that is not to be shown.
      const { Code, Message = "***" }: Partial<ErrorResponse["Error"]> = { ...response.error.response.Error };
      throw failed(descriptor, `An error occurred (${Code}): ${Message}`, polled);
    }
    // botocore names the last acceptor it looked at.
    const explanation = explain(acceptor ?? (acceptors.at(-1) as Acceptor<Output>));
    if (state === "failure") {
      throw failed(descriptor, `Waiter encountered a terminal failure state: ${explanation}`, polled);
    }
    hasMatched ||= acceptor !== undefined;
    if (attempt >= maxAttempts) {
      const reason = hasMatched
        ? `Max attempts exceeded. Previously accepted state: ${explanation}`
        : "Max attempts exceeded";
      throw failed(descriptor, reason, polled);
    }
    await sleep(client, delaySeconds * 1000, options.signal);
  }
}

/** Only the service's own errors can be accepted; others end the wait as they are. */
async function respond<Output>(call: Promise<WithMetadata<Output>>): Promise<WaiterResponse<Output>> {
  try {
    return { output: await call };
  } catch (error) {
    if (isClientError(error)) return { error };
    throw error;
  }
}

/** Of any copy of core: operations and waiters may come from different ones. */
function isClientError(error: unknown): error is ClientError {
  return isIniaError(error) && (error as Partial<ClientError>).response?.Error !== undefined;
}

function failed<Service extends string, Input, Output>(
  { name, operation }: WaiterDescriptor<Service, Input, Output>,
  reason: string,
  { attempt, acceptor, ...response }: WaiterAttempt<Output>,
): unknown {
  const cause = "error" in response ? { cause: response.error } : {};
  const error = new WaiterError(name, reason, lastResponseOf(response), { ...cause, acceptor });
  error.operation = operation.model.name;
  error.service = operation.model.service;
  error.attempts = attempt;
  return withCallersStack(error);
}

/** A waiter together with a client: what `client.getWaiter(…)` gives. */
export interface Waiter<Arguments extends readonly unknown[], Result> {
  readonly name: string;
  wait(...given: Arguments): Result;
}

export type BoundWaiter<Bound> = Bound extends (client: infer _Client, ...given: infer Arguments) => infer Result
  ? Waiter<Arguments, Result>
  : never;

/**
 * Looks a waiter up by its name and binds it to a client.
 *
 * @throws WaiterConfigError when there is none; the message lists the nearest names, or all there are.
 */
export function getWaiter<Waiters extends object, Name extends keyof Waiters>(
  client: unknown,
  waiters: Waiters,
  name: Name,
): BoundWaiter<Waiters[Name]> {
  const found = Object.hasOwn(waiters, name) ? waiters[name] : undefined;
  if (typeof found !== "function") {
    const known = Object.keys(waiters);
    throw new WaiterConfigError(`Waiter does not exist: ${String(name)}${suggestNames(String(name), known)}`);
  }
  const { descriptor } = found as unknown as WaiterOf<string, unknown, unknown>;
  return { name: descriptor.name, wait: (...given: unknown[]) => found(client, ...given) } as unknown as BoundWaiter<
    Waiters[Name]
  >;
}
