import { readSchema } from "../schema/read.js";
import { findDifferences } from "./differences.js";
import { errorReply, type Reply, replyOf, type Target } from "./reply.js";
import { show } from "./show.js";
import type { CodeOf, ErrorReply, StubAnswer } from "./types.js";

/** Says what is replied to the calls that {@link Stubber.on} names. */
export interface ReplyTo<Input, Output, Of = unknown> {
  /**
   * Replies with an output, or fails the call with an error, as often as it is called; a function makes either of the
   * caller's input. Of several replies each call takes the next, and the last goes on.
   *
   * An error of the service (a `ClientError`, or its subclass) goes the way of one from the network; any other is
   * thrown as it is.
   *
   * @throws {@link ParamValidationError} when the output does not fit the operation.
   */
  reply(
    answer: StubAnswer<Output> | ((input: Input) => StubAnswer<Output> | Promise<StubAnswer<Output>>),
  ): ReplyTo<Input, Output, Of>;
  /** Replies with an error of the service, by its code. */
  replyError(error: ErrorReply<CodeOf<Of>>): ReplyTo<Input, Output, Of>;
}

/** Calls that are recognised by their parameters, whatever the order. */
export class MatchedStub implements ReplyTo<object, object> {
  readonly target: Target;
  readonly #params: object | undefined;
  readonly #replies: Reply[] = [];
  #calls = 0;

  constructor(target: Target, params: object | undefined) {
    this.target = target;
    this.#params = params;
  }

  reply(answer: unknown): this {
    this.#replies.push(replyOf(this.target, answer));
    return this;
  }

  replyError(error: ErrorReply): this {
    this.#replies.push(errorReply(this.target, error));
    return this;
  }

  /** Where a call's parameters differ from those wanted; nothing where it is meant. */
  differences(params: object): readonly string[] {
    const { input } = this.target.operation;
    return findDifferences(this.#params ?? {}, params, "partial", input && readSchema(input));
  }

  /** The reply to the next call; undefined for a stub that was given none. */
  next(): Reply | undefined {
    return this.#replies[Math.min(this.#calls++, this.#replies.length - 1)];
  }

  /** Replies that no call has asked for yet. */
  get pending(): readonly Reply[] {
    return this.#replies.slice(this.#calls);
  }

  describe(): string {
    const { input } = this.target.operation;
    return this.#params === undefined ? "any" : `with ${show(this.#params, input && readSchema(input))}`;
  }
}
