/**
 * Pauses and resumes transfers, as an `AbortController` aborts them: give it to any number of them as `pause`. While
 * paused, parts that are under way come to their end, and no others are begun.
 */
export class PauseController {
  #paused: { readonly over: Promise<void>; readonly end: () => void } | undefined;

  get paused(): boolean {
    return this.#paused !== undefined;
  }

  pause(): void {
    if (this.#paused !== undefined) return;
    let end: () => void = () => {};
    const over = new Promise<void>((resolve) => {
      end = resolve;
    });
    this.#paused = { over, end };
  }

  resume(): void {
    this.#paused?.end();
    this.#paused = undefined;
  }

  /** Resolves when nothing is paused. */
  async resumed(): Promise<void> {
    while (this.#paused !== undefined) await this.#paused.over;
  }
}
