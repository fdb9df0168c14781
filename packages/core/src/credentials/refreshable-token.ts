import type { BearerToken } from "../auth/identity.js";
import type { AuthToken } from "./token-provider-chain.js";

export interface RefreshableTokenOptions {
  /** Gets a token; where that cannot be refreshed, the old one. */
  readonly refresh: () => Promise<BearerToken>;
  /** The error for a token that has ended. */
  readonly expired: () => Error;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  /** Told when a refresh failed that was not yet necessary. */
  readonly onAdvisoryFailure: (error: unknown) => void;
}

/**
 * A bearer token that is got when it is first wanted, and refreshed before it ends: within 15 minutes of the end by
 * one caller while the others go on, within 10 minutes for all. It is tried once a minute at most, so that a service
 * that is down does not slow every call.
 *
 * @see botocore tokens.py, DeferredRefreshableToken
 */
export class DeferredRefreshableToken implements AuthToken {
  #current: BearerToken | undefined;
  #pending: Promise<void> | undefined;
  #nextAttempt = 0;
  readonly #options: RefreshableTokenOptions;

  constructor(options: RefreshableTokenOptions) {
    this.#options = options;
  }

  async getFrozenToken(): Promise<BearerToken> {
    const isMandatory = this.#endsWithin(mandatoryMs);
    if (isMandatory || (this.#endsWithin(advisoryMs) && !this.#pending)) {
      this.#pending ??= this.#refresh(isMandatory).finally(() => {
        this.#pending = undefined;
      });
      await this.#pending;
    }
    if (this.#left() <= 0) throw this.#options.expired();
    return this.#current!;
  }

  async #refresh(isMandatory: boolean): Promise<void> {
    const { refresh, clock, onAdvisoryFailure } = this.#options;
    this.#nextAttempt = clock() + attemptMs;
    try {
      this.#current = await refresh();
    } catch (error) {
      if (isMandatory) throw error;
      onAdvisoryFailure(error);
    }
  }

  #endsWithin(ms: number): boolean {
    return !this.#current || (this.#options.clock() >= this.#nextAttempt && this.#left() < ms);
  }

  #left(): number {
    const end = this.#current?.expiration?.getTime() ?? Number.POSITIVE_INFINITY;
    return end - this.#options.clock();
  }
}

const advisoryMs = 15 * 60_000;
const mandatoryMs = 10 * 60_000;
const attemptMs = 60_000;
