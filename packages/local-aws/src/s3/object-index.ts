/** The objects of a bucket by key, and their keys in S3's order: that of their UTF-8 bytes. */
export class ObjectIndex<Value extends { readonly key: string }> {
  readonly #objects = new Map<string, Value>();
  #sorted: readonly string[] | undefined;

  get size(): number {
    return this.#objects.size;
  }

  get(key: string): Value | undefined {
    return this.#objects.get(key);
  }

  put(object: Value): void {
    if (!this.#objects.has(object.key)) {
      this.#sorted = undefined;
    }
    this.#objects.set(object.key, object);
  }

  delete(key: string): void {
    if (this.#objects.delete(key)) {
      this.#sorted = undefined;
    }
  }

  /** All keys, sorted; made once after each change of the set. */
  sortedKeys(): readonly string[] {
    this.#sorted ??= [...this.#objects.keys()].sort(compareUtf8);
    return this.#sorted;
  }
}

/** Orders strings by their UTF-8 bytes, which differs from the order of `<` beyond U+FFFF. */
export function compareUtf8(a: string, b: string): number {
  return SURROGATE.test(a) || SURROGATE.test(b)
    ? Buffer.compare(Buffer.from(a), Buffer.from(b))
    : a < b
      ? -1
      : a > b
        ? 1
        : 0;
}

const SURROGATE = /[\ud800-\udfff]/;
