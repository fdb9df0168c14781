import type { ClientState } from "../client/client-state.js";
import type { CallContext } from "../events/call-context.js";
import type { HttpRequest, HttpResponse } from "../http/message.js";
import { arrangeMiddleware } from "./arrange-middleware.js";
import type { AwsSdkClient } from "./client.js";
import type { Command } from "./command.js";
import { type AwsSdkRequest, applyAwsSdkRequest, toAwsSdkRequest } from "./http-messages.js";
import { entriesOf, type Handler, type MiddlewareEntry } from "./middleware-stack.js";

/** What a middleware gets back from the next one. */
interface Result {
  output?: unknown;
  response?: unknown;
}

/**
 * Sends a command through middleware. Those of `initialize` stand around the call. The others stand around an attempt:
 * a handler of the event that comes at their place runs them up to where they call `next`, and then waits there; when
 * the call is over they go on with what came of it. Those of `serialize` and `build` come before the request is
 * signed, those of `finalizeRequest` and `deserialize` after that. An attempt that is repeated ends for them with its
 * error.
 */
export async function runMiddleware<Service extends string, Input extends object, Output>(
  client: AwsSdkClient<Service>,
  command: Command<Service, Input, Output>,
  run: (input: object) => Promise<Output>,
  toError: (error: unknown) => unknown,
): Promise<Output> {
  const entries = entriesOf(client, command);
  if (entries.length === 0) return run(command.input);
  const groups = arrangeMiddleware(entries);
  const context = {
    clientName: client.constructor.name,
    commandName: command.constructor.name,
    logger: client.config.logger,
  };
  const chain =
    (entries: readonly MiddlewareEntry[]) =>
    (last: Handler): Handler =>
      entries.reduceRight((next, { middleware }) => middleware(next, context), last);
  listen(await client["~client"]());
  const around = chain(groups.call)(async ({ input }: { input: object }): Promise<Result> => {
    const attempts = new Attempts(input, chain(groups.request), chain(groups.sending), toError);
    let end: Outcome;
    try {
      end = { result: { output: await run({ ...input, [attemptsOf]: attempts }), response: attempts.response } };
    } catch (error) {
      end = error instanceof Answered ? { result: error.result } : { error: toError(error) };
    }
    end = await attempts.leave(end);
    if ("error" in end) throw end.error;
    return end.result;
  });
  const { output } = (await around({ input: command.input })) as Result;
  return output as Output;
}

type Outcome = { readonly result: Result } | { readonly error: unknown };

/** A chain that has called its innermost `next` and waits. */
interface Waiting {
  readonly settle: (outcome: Outcome) => void;
  readonly result: Promise<Result>;
}

/** The attempts of one call, as middleware sees them. */
class Attempts {
  response: unknown;
  readonly #input: object;
  readonly #request: (last: Handler) => Handler;
  readonly #sending: (last: Handler) => Handler;
  readonly #toError: (error: unknown) => unknown;
  #waiting: Waiting[] = [];
  #failure: unknown;

  constructor(
    input: object,
    request: (last: Handler) => Handler,
    sending: (last: Handler) => Handler,
    toError: (error: unknown) => unknown,
  ) {
    this.#input = input;
    this.#request = request;
    this.#sending = sending;
    this.#toError = toError;
  }

  /** Before a request is signed. Whoever waits still does so for an attempt that is being repeated. */
  async created(request: HttpRequest): Promise<void> {
    await this.leave({ error: this.#failure });
    await this.#enter(this.#request, request);
  }

  beforeSend(request: HttpRequest): Promise<void> {
    return this.#enter(this.#sending, request);
  }

  received(response: HttpResponse | undefined, failure: unknown): void {
    this.response = response && {
      statusCode: response.status,
      reason: response.reason,
      headers: response.headers,
      body: response.body,
    };
    this.#failure =
      failure instanceof Error ? this.#toError(failure) : new Error("The attempt failed.", { cause: failure });
  }

  /** Lets all that wait go on, from the inside out; each may change the outcome. */
  async leave(outcome: Outcome): Promise<Outcome> {
    let current = outcome;
    for (const { settle, result } of this.#waiting.splice(0).reverse()) {
      settle(current);
      current = await result.then(
        (value): Outcome => ({ result: value }),
        (error: unknown): Outcome => ({ error }),
      );
    }
    return current;
  }

  async #enter(chain: (last: Handler) => Handler, request: HttpRequest): Promise<void> {
    let entered!: (args: { request: AwsSdkRequest }) => void;
    let settle!: Waiting["settle"];
    const inside = new Promise<{ request: AwsSdkRequest }>((resolve) => (entered = resolve));
    const left = new Promise<Result>((resolve, reject) => {
      settle = (outcome) => ("error" in outcome ? reject(outcome.error) : resolve(outcome.result));
    });
    // Whoever has not called `next` does not wait for it.
    left.catch(() => {});
    const last: Handler = (args) => {
      entered(args);
      return left;
    };
    const result = chain(last)({ input: this.#input, request: toAwsSdkRequest(request) }) as Promise<Result>;
    result.catch(() => {});
    const first = await Promise.race([inside, result.then((value) => new Answered(value))]);
    if (first instanceof Answered) throw first;
    applyAwsSdkRequest(request, first.request);
    this.#waiting.push({ settle, result });
  }
}

/** Ends a call that a middleware answered without asking the next one. */
class Answered extends Error {
  readonly result: Result;

  constructor(result: Result) {
    super("A middleware answered.");
    this.result = result;
  }
}

/** Where an input carries its attempts to the first event of its call. */
const attemptsOf = "~attempts";

/** Registers the handlers on a client, once. */
function listen({ events, service }: ClientState): void {
  if (listening.has(events)) return;
  listening.add(events);
  const of = (context: CallContext): Attempts | undefined => context[attemptsOf] as Attempts | undefined;
  events.registerFirst("provide-client-params", ({ params, context }) => {
    context[attemptsOf] = params[attemptsOf];
    delete params[attemptsOf];
  });
  // Core signs at the service's own name: what is first there comes before that.
  events.registerFirst(`request-created.${service.id}`, ({ request, context }) => of(context)?.created(request));
  events.registerLast("before-send", ({ request, context }) => of(context)?.beforeSend(request));
  events.register("response-received", ({ response, parsed, exception, context }) => {
    of(context)?.received(response, exception ?? parsed?.["Error"]);
  });
}

const listening = /*#__PURE__*/ new WeakSet<object>();
