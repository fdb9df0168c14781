import { EndpointProviderError } from "../../errors/endpoint.js";

/** A value in a model file together with its JSON pointer, so that what is wrong can be said with its place. */
export class Place {
  readonly value: unknown;
  readonly pointer: string;
  readonly file: string;

  constructor(value: unknown, pointer: string, file: string) {
    this.value = value;
    this.pointer = pointer;
    this.file = file;
  }

  has(key: string): boolean {
    return Object.hasOwn(this.record(), key);
  }

  get(key: string): Place {
    if (!this.has(key)) throw this.wrong(`an object with "${key}"`);
    return new Place(this.record()[key], `${this.pointer}/${key}`, this.file);
  }

  entries(): [string, Place][] {
    return Object.keys(this.record()).map((key) => [key, this.get(key)]);
  }

  items(): Place[] {
    if (!Array.isArray(this.value)) throw this.wrong("a list");
    return this.value.map((item, index) => new Place(item, `${this.pointer}/${index}`, this.file));
  }

  text(): string {
    if (typeof this.value !== "string") throw this.wrong("a string");
    return this.value;
  }

  isRecord(): boolean {
    return typeof this.value === "object" && this.value !== null && !Array.isArray(this.value);
  }

  wrong(expected: string): EndpointProviderError {
    const found = JSON.stringify(this.value)?.slice(0, 80);
    return new EndpointProviderError(`${this.file} at ${this.pointer || "/"}: expected ${expected}, found ${found}`);
  }

  private record(): Record<string, unknown> {
    if (!this.isRecord()) throw this.wrong("an object");
    return this.value as Record<string, unknown>;
  }
}
