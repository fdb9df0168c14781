/**
 * A client's budget for retries: retries cost, successes give back. When a service fails for good, it runs dry and
 * calls fail at once. Clients may share one. (botocore retries/quota.py)
 */
export class RetryQuota {
  readonly capacity: number;
  #available: number;

  constructor(capacity = 500) {
    this.capacity = capacity;
    this.#available = capacity;
  }

  get available(): number {
    return this.#available;
  }

  /** Takes an amount; tells whether there was enough. */
  acquire(amount: number): boolean {
    if (amount > this.#available) return false;
    this.#available -= amount;
    return true;
  }

  release(amount: number): void {
    this.#available = Math.min(this.capacity, this.#available + amount);
  }
}
