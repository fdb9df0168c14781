/** How far a transfer is. */
export interface TransferProgress {
  /** Bytes that have arrived; nothing is counted twice. */
  readonly transferred: number;
  /** Bytes in all; undefined while a stream of unknown length has not ended. */
  readonly total: number | undefined;
  /** Parts that are through, and all of them; an object that goes in one piece is one part. */
  readonly parts: { readonly done: number; readonly total: number | undefined };
}

/** Counts, and tells the caller. What its function throws fails the transfer. */
export class ProgressMeter {
  total: number | undefined;
  partsTotal: number | undefined;
  #transferred = 0;
  #partsDone = 0;
  readonly #tell: ((progress: TransferProgress) => void) | undefined;

  constructor(tell: ((progress: TransferProgress) => void) | undefined) {
    this.#tell = tell;
  }

  get transferred(): number {
    return this.#transferred;
  }

  add(bytes: number, parts = 0): void {
    this.#transferred += bytes;
    this.#partsDone += parts;
    this.#tell?.({
      transferred: this.#transferred,
      total: this.total,
      parts: { done: this.#partsDone, total: this.partsTotal },
    });
  }
}
