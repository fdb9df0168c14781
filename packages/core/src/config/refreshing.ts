import { CredentialRetrievalError } from "../errors/credentials.js";

/** Something that may end, and then has to be got again. */
export interface Expiring {
  readonly expiration?: Date | undefined;
}

/** Seconds before the end from which a refresh is tried, and from which it must succeed. */
export interface RefreshWindows {
  readonly advisorySeconds: number;
  readonly mandatorySeconds: number;
}

export interface RefreshingOptions<Value extends Expiring> {
  /** Gets a new value. */
  readonly refresh: () => Promise<Value>;
  /** The value to begin with; without one the first `get` refreshes. */
  readonly initial?: Value | undefined;
  /** The windows for a value. Default: 900 and 600 seconds, botocore's. */
  readonly windows?: ((value: Value) => RefreshWindows) | undefined;
  /** Epoch milliseconds. Default: `Date.now`. */
  readonly clock?: (() => number) | undefined;
  /** Told when a refresh failed that was not yet necessary: the old value stays in use. */
  readonly onAdvisoryFailure?: ((error: unknown) => void) | undefined;
}

/**
 * Keeps an expiring value fresh, with one refresh at a time for all callers. In the advisory window one caller
 * refreshes while the others go on with the old value; in the mandatory window all wait, and share a failure.
 */
export class Refreshing<Value extends Expiring> {
  #current: Value | undefined;
  #windows: RefreshWindows = botocoreWindows;
  #pending: Promise<Value> | undefined;
  readonly #options: RefreshingOptions<Value>;

  constructor(options: RefreshingOptions<Value>) {
    this.#options = options;
    if (options.initial) this.#keep(options.initial);
  }

  /** The value as it is now, however old. */
  get current(): Value | undefined {
    return this.#current;
  }

  /** The current value, refreshed when that is due; a promise only when there is something to wait for. */
  get(): Value | Promise<Value> {
    const { mandatorySeconds, advisorySeconds } = this.#windows;
    if (this.isDue(mandatorySeconds)) return this.#pending ?? this.#refresh();
    if (this.isDue(advisorySeconds) && !this.#pending) return this.#refreshInTime(this.#current!);
    return this.#current!;
  }

  /** Whether the value ends within so many seconds. Default: the advisory window. */
  isDue(seconds: number = this.#windows.advisorySeconds): boolean {
    if (!this.#current) return true;
    const end = this.#current.expiration?.getTime();
    return end !== undefined && end - (this.#options.clock ?? Date.now)() < seconds * 1000;
  }

  async #refreshInTime(old: Value): Promise<Value> {
    try {
      return await this.#refresh();
    } catch (error) {
      this.#options.onAdvisoryFailure?.(error);
      return old;
    }
  }

  #refresh(): Promise<Value> {
    this.#pending = this.#options
      .refresh()
      .then((value) => {
        this.#keep(value);
        if (this.isDue(0)) {
          throw new CredentialRetrievalError("The refresh succeeded, but what it gave has expired already.");
        }
        return value;
      })
      .finally(() => {
        this.#pending = undefined;
      });
    return this.#pending;
  }

  #keep(value: Value): void {
    this.#current = value;
    this.#windows = this.#options.windows?.(value) ?? botocoreWindows;
  }
}

const botocoreWindows: RefreshWindows = { advisorySeconds: 15 * 60, mandatorySeconds: 10 * 60 };
