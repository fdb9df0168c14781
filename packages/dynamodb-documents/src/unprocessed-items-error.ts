import { IniaError } from "@inia/core";

/**
 * DynamoDB left the same items unprocessed time and again; what was not in the batch's error is done. `unprocessed` is
 * what was not, as an input for another try.
 */
export class UnprocessedItemsError<Unprocessed = unknown> extends IniaError {
  override readonly name: string = "UnprocessedItemsError";
  /** By table: keys to get, or writes. */
  readonly unprocessed: Readonly<Record<string, Unprocessed[]>>;

  constructor(message: string, unprocessed: Readonly<Record<string, Unprocessed[]>>) {
    super(message);
    this.unprocessed = unprocessed;
  }
}
