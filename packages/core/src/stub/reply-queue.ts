import { StubAssertionError, StubResponseError } from "../errors/call.js";
import { readSchema } from "../schema/read.js";
import { findDifferences } from "./differences.js";
import type { Reply, Target } from "./reply.js";
import { show } from "./show.js";

/** A reply in its turn, and the parameters with which its call is expected. */
export interface QueuedReply {
  readonly target: Target;
  readonly reply: Reply;
  readonly expected: object | undefined;
}

/**
 * Replies that are given in the order in which they were added. A call claims the first that is free when its
 * parameters are known and takes it when it is answered: calls that run side by side get one each.
 */
export class ReplyQueue {
  readonly #entries: QueuedReply[] = [];
  readonly #claimed = new Set<QueuedReply>();

  add(entry: QueuedReply): void {
    this.#entries.push(entry);
  }

  get pending(): readonly QueuedReply[] {
    return this.#entries;
  }

  /**
   * The reply whose turn it is; undefined when there is none.
   *
   * @throws {@link StubResponseError} when it is the turn of another operation, or of other parameters.
   */
  claim(operation: string, params: object): QueuedReply | undefined {
    const free = this.#entries.find((entry) => !this.#claimed.has(entry));
    const mismatch = free && findMismatch(free, operation, params);
    if (free !== undefined && mismatch === undefined) {
      this.#claimed.add(free);
      return free;
    }
    // A call that failed before it was answered, for example by validation, leaves its reply to the next one.
    const left = this.#entries.find(
      (entry) => this.#claimed.has(entry) && findMismatch(entry, operation, params) === undefined,
    );
    if (left === undefined && mismatch !== undefined) throw mismatch;
    return left;
  }

  /** Removes a reply that is given now; false where another call has taken it. */
  take(entry: QueuedReply): boolean {
    const at = this.#entries.indexOf(entry);
    if (at < 0) return false;
    this.#entries.splice(at, 1);
    this.#claimed.delete(entry);
    return true;
  }
}

function findMismatch({ target, expected }: QueuedReply, operation: string, params: object): Error | undefined {
  const { name, input } = target.operation;
  if (name !== operation) {
    return new StubResponseError(
      `${operation} was called where the next stubbed reply is for ${name}: replies are given in the order in which ` +
        "they were added.",
    );
  }
  if (expected === undefined) return undefined;
  const schema = input && readSchema(input);
  const differences = findDifferences(expected, params, "exact", schema);
  if (differences.length === 0) return undefined;
  return new StubAssertionError(
    `${operation} was called with other parameters than its stub expects:\n${indent(differences)}\n` +
      `expected ${show(expected, schema)}\n     got ${show(params, schema)}`,
  );
}

/** A line for each, set in. */
export function indent(lines: readonly string[]): string {
  return lines.map((line) => `  ${line}`).join("\n");
}
