/** What a rate limiter waits and measures by. */
export interface RateLimiterHooks {
  /** Epoch milliseconds. */
  readonly clock: () => number;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
}

/**
 * Holds a client back to the rate at which its service keeps up. It does nothing until the first throttling answer;
 * from then on the rate follows a cubic curve, down at once when throttled and slowly up again.
 *
 * @see botocore retries/adaptive.py, bucket.py, throttling.py; RFC 8312 for the curve
 */
export class RateLimiter {
  readonly #hooks: RateLimiterHooks;
  readonly #measured: MeasuredRate;
  readonly #curve: CubicCurve;
  readonly #bucket: TokenBucket;
  #enabled = false;

  constructor(hooks: RateLimiterHooks) {
    const now = hooks.clock() / 1000;
    this.#hooks = hooks;
    this.#measured = new MeasuredRate(now);
    this.#curve = new CubicCurve(now);
    this.#bucket = new TokenBucket(now);
  }

  /** Waits for leave to send. */
  admit(signal?: AbortSignal): Promise<void> | undefined {
    return this.#enabled ? this.#acquire(signal) : undefined;
  }

  /** Learns from an answer. */
  update(isThrottling: boolean): void {
    const now = this.#now();
    const measured = this.#measured.record(now);
    let rate: number;
    if (isThrottling) {
      rate = this.#curve.throttled(this.#enabled ? Math.min(measured, this.#bucket.rate) : measured, now);
      this.#enabled = true;
    } else rate = this.#curve.succeeded(now);
    this.#bucket.setRate(Math.min(rate, maxRise * measured), now);
  }

  async #acquire(signal: AbortSignal | undefined): Promise<void> {
    for (let wait = this.#bucket.take(this.#now()); wait > 0; wait = this.#bucket.take(this.#now())) {
      // Timers know no less than a millisecond.
      await this.#hooks.sleep(Math.ceil(wait * 1000), signal);
    }
  }

  #now(): number {
    return this.#hooks.clock() / 1000;
  }
}

/** The rate may not rise above twice what is really sent. */
const maxRise = 2;

/** Requests per second, measured over half seconds and smoothed. */
class MeasuredRate {
  #rate = 0;
  #count = 0;
  #lastBucket: number;

  constructor(now: number) {
    this.#lastBucket = Math.floor(now);
  }

  record(now: number): number {
    const bucket = Math.floor(now * 2) / 2;
    this.#count++;
    if (bucket > this.#lastBucket) {
      this.#rate = (this.#count / (bucket - this.#lastBucket)) * smoothing + this.#rate * (1 - smoothing);
      this.#count = 0;
      this.#lastBucket = bucket;
    }
    return this.#rate;
  }
}

const smoothing = 0.8;

/** How the rate grows back to where it was when it was throttled, and beyond. */
class CubicCurve {
  #lastMax = 0;
  #timeToMax = 0;
  #lastThrottle: number;

  constructor(now: number) {
    this.#lastThrottle = now;
  }

  succeeded(now: number): number {
    return growth * (now - this.#lastThrottle - this.#timeToMax) ** 3 + this.#lastMax;
  }

  throttled(rate: number, now: number): number {
    this.#lastMax = rate;
    this.#timeToMax = Math.cbrt((rate * (1 - decrease)) / growth);
    this.#lastThrottle = now;
    return rate * decrease;
  }
}

const growth = 0.4;
const decrease = 0.7;

/** Tokens that fill up at a rate per second; sending takes one. */
class TokenBucket {
  rate = 1;
  #capacity = 1;
  #tokens = 0;
  #filledAt: number;

  constructor(now: number) {
    this.#filledAt = now;
  }

  setRate(rate: number, now: number): void {
    // What has come in so far came in at the old rate.
    this.#fill(now);
    this.rate = Math.max(rate, minRate);
    this.#capacity = Math.max(rate, 1);
    this.#tokens = Math.min(this.#tokens, this.#capacity);
  }

  /** Takes a token, or tells in how many seconds there may be one. */
  take(now: number): number {
    this.#fill(now);
    if (this.#tokens < 1) return (1 - this.#tokens) / this.rate;
    this.#tokens--;
    return 0;
  }

  #fill(now: number): void {
    this.#tokens = Math.min(this.#capacity, this.#tokens + (now - this.#filledAt) * this.rate);
    this.#filledAt = now;
  }
}

const minRate = 0.5;
