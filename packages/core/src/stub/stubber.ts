/// <reference lib="esnext.disposable" preserve="true" />
import { nearestNames } from "../config/nearest-names.js";
import {
  StubAssertionError,
  StubResponseError,
  UnknownClientMethodError,
  UnStubbedResponseError,
} from "../errors/call.js";
import type { CallContext } from "../events/call-context.js";
import type { EventPayload } from "../events/event-map.js";
import type { AnyOperation, OperationDescriptor } from "../schema/operation.js";
import { readSchema } from "../schema/read.js";
import { MatchedStub, type ReplyTo } from "./matched-stub.js";
import { type Answer, errorReply, outputReply, type Reply, type Target } from "./reply.js";
import { indent, type QueuedReply, ReplyQueue } from "./reply-queue.js";
import { show } from "./show.js";
import { formatTable } from "./table.js";
import type { CodeOf, ErrorReply, PartOf, Stubbable, StubbableClient, StubInput, StubOutputOf } from "./types.js";

/**
 * Answers a client's calls in the service's place, below everything that the client itself does: parameters are
 * validated, the endpoint is resolved and the request is serialised, but nothing is signed, sent or tried again.
 *
 * Replies stand in a queue ({@link addResponse}, {@link addClientError}) whose order the calls must keep, or belong to
 * calls that are recognised by their parameters ({@link on}); these are looked at first. Both sides are validated
 * against the model.
 *
 * @example
 * ```ts
 * using stubber = new Stubber(s3).activate();
 * stubber.addResponse(getObject, { Body: "hello" }, { Bucket: "b", Key: ANY });
 * stubber.on(headBucket, { Bucket: "gone" }).replyError({ code: "NotFound", statusCode: 404 });
 * ```
 *
 * @see botocore stub.py
 */
export class Stubber<Client extends StubbableClient> implements Disposable {
  readonly #client: Client;
  readonly #queue = new ReplyQueue();
  readonly #matched: MatchedStub[] = [];
  readonly #claims = new WeakMap<CallContext, Claim>();

  constructor(client: Client) {
    this.#client = client;
  }

  /**
   * Starts answering; until then, and after {@link deactivate}, calls go to the service.
   *
   * @throws {@link StubResponseError} when another stubber answers the client's calls.
   */
  activate(): this {
    const { events } = this.#client.meta;
    const other = activeOn.get(events);
    if (other === this) return this;
    if (other !== undefined) {
      throw new StubResponseError("Another stubber is active on this client: deactivate it first.");
    }
    activeOn.set(events, this);
    events.registerFirst("before-parameter-build.*.*", this.#claim);
    events.register("before-endpoint-resolution.*", withoutAccountId);
    events.register("before-call.*.*", this.#answer);
    return this;
  }

  /** Stops answering. What has not been asked for stays. */
  deactivate(): void {
    const { events } = this.#client.meta;
    if (activeOn.get(events) !== this) return;
    activeOn.delete(events);
    events.unregister("before-parameter-build.*.*", this.#claim);
    events.unregister("before-endpoint-resolution.*", withoutAccountId);
    events.unregister("before-call.*.*", this.#answer);
  }

  /**
   * Adds an output to the queue. Where `expectedParams` are given, the call must have these and no others; `ANY` stands
   * for any value.
   *
   * @throws {@link ParamValidationError} when the output does not fit the operation.
   * @throws {@link UnknownClientMethodError} when the client has no method of the name.
   */
  addResponse<Of extends Stubbable<Client>>(
    operation: Of,
    output: StubOutputOf<Client, Of>,
    expectedParams?: StubInput<Client, Of>,
  ): this {
    const target = this.#target(operation);
    return this.#add(target, outputReply(target, output as object), expectedParams);
  }

  /**
   * Adds an error of the service to the queue. It is of the class of its code where the model names it.
   *
   * @throws {@link ParamValidationError} when `modeledFields` do not fit the error.
   */
  addClientError<Of extends Stubbable<Client>>(
    operation: Of,
    error: ErrorReply<CodeOf<Of>> & { readonly expectedParams?: StubInput<Client, Of> | undefined } = {},
  ): this {
    const target = this.#target(operation);
    return this.#add(target, errorReply(target, error), error.expectedParams);
  }

  /**
   * Names calls by operation and by some of their parameters, at any depth; what it is given to reply holds for all of
   * them, in any order. Where several match a call, the one that was added last does.
   *
   * @example
   * ```ts
   * stubber.on(getObject, { Bucket: "b" }).reply(({ Key }) => ({ Body: `this is ${Key}` }));
   * ```
   */
  on<Of extends Stubbable<Client>>(
    operation: Of,
    params?: PartOf<StubInput<Client, Of>>,
  ): ReplyTo<StubInput<Client, Of>, StubOutputOf<Client, Of>, Of> {
    const stub = new MatchedStub(this.#target(operation), params as object | undefined);
    this.#matched.push(stub);
    return stub as ReplyTo<object, object> as ReplyTo<StubInput<Client, Of>, StubOutputOf<Client, Of>, Of>;
  }

  /** @throws {@link StubAssertionError} with a table of the replies that no call has asked for. */
  assertNoPendingResponses(): void {
    const rows = [
      ...this.#queue.pending.map(({ target: { operation }, expected, reply }) => {
        const schema = operation.input && readSchema(operation.input);
        return [operation.name, expected === undefined ? "any" : show(expected, schema), reply.summary];
      }),
      ...this.#matched.flatMap((stub) =>
        stub.pending.map(({ summary }) => [stub.target.operation.name, stub.describe(), summary]),
      ),
    ];
    if (rows.length === 0) return;
    const count = rows.length === 1 ? "1 stubbed reply was" : `${rows.length} stubbed replies were`;
    throw new StubAssertionError(
      `${count} never asked for:\n${formatTable(["operation", "parameters", "reply"], rows)}`,
    );
  }

  /** Stops answering, and asserts that everything was asked for. */
  [Symbol.dispose](): void {
    this.deactivate();
    this.assertNoPendingResponses();
  }

  #add(target: Target, reply: Reply, expected: unknown): this {
    this.#queue.add({ target, reply, expected: expected as object | undefined });
    return this;
  }

  #target(given: AnyOperation | string): Target {
    const operation = (typeof given === "string" ? this.#method(given) : given).model;
    return { operation, errors: this.#client["~errors"] ?? operation.errors ?? [] };
  }

  #method(name: string): AnyOperation {
    const operations = this.#client["~operations"] ?? {};
    if (Object.hasOwn(operations, name)) return operations[name]!;
    const nearest = nearestNames(name, Object.keys(operations));
    throw new UnknownClientMethodError(
      `The client has no operation "${name}"${nearest.length > 0 ? `; did you mean ${nearest.join(" or ")}?` : "."}`,
    );
  }

  /** Decides on the reply while the parameters are as the caller gave them: handlers are still to change them. */
  readonly #claim = ({ model, params, context }: EventPayload<"before-parameter-build.*.*">): void => {
    if (!context.isPresignRequest) this.#claims.set(context, this.#find(model, { ...params }));
  };

  readonly #answer = async ({ model, context }: EventPayload<"before-call.*.*">): Promise<Answer> => {
    const claim = this.#claims.get(context) ?? this.#find(model, context.inputParams);
    if (claim.queued !== undefined && !this.#queue.take(claim.queued)) throw this.#unstubbed(model, claim.input);
    return claim.reply.answer(claim.input);
  };

  #find(model: OperationDescriptor, input: Input): Claim {
    const stub = this.#stubsOf(model).find((candidate) => candidate.differences(input).length === 0);
    const reply = stub?.next();
    if (reply !== undefined) return { reply, input };
    const queued = this.#queue.claim(model.name, input);
    if (queued === undefined) throw this.#unstubbed(model, input);
    return { reply: queued.reply, queued, input };
  }

  /** The last one first. */
  #stubsOf({ name }: OperationDescriptor): readonly MatchedStub[] {
    return this.#matched.filter(({ target }) => target.operation.name === name).reverse();
  }

  #unstubbed(model: OperationDescriptor, input: Input): UnStubbedResponseError {
    const near = this.#stubsOf(model).flatMap((stub) => {
      const differences = stub.differences(input).map((difference) => `  ${difference}`);
      return [`stub ${stub.describe()}:`, ...(differences.length > 0 ? differences : ["  it was given no reply"])];
    });
    return new UnStubbedResponseError(
      `${model.name} was called, and no stubbed reply is left for it: add one, or one more.` +
        (near.length > 0 ? `\n${indent(near)}` : ""),
    );
  }
}

type Input = Record<string, unknown>;

/** What a call will be answered with. */
interface Claim {
  readonly reply: Reply;
  /** Set where the reply is one of the queue's. */
  readonly queued?: QueuedReply;
  readonly input: Input;
}

/** The account would be asked of credentials, which a test has none of. (botocore stub.py) */
function withoutAccountId({ builtins }: EventPayload<"before-endpoint-resolution.*">): void {
  if ("AWS::Auth::AccountId" in builtins) builtins["AWS::Auth::AccountId"] = undefined;
}

const activeOn = /*#__PURE__*/ new WeakMap<object, object>();
