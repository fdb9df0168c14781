import type { AttributeValueInput } from "@inia/client-dynamodb";
import type { PathStep } from "../document-path.js";
import { marshallAt } from "../marshall.js";

/** What expressions are written to: gives placeholders. */
export interface Writer {
  /** The placeholder of a name. */
  name(name: string): string;
  /** The placeholder of a value. `path` says where it was given, for the error when it cannot be stored. */
  value(value: unknown, path: readonly PathStep[]): string;
}

/**
 * The names and values of one request's expressions, by the placeholders that stand for them there. A name has one
 * placeholder, however often it occurs.
 */
export class Placeholders implements Writer {
  readonly #names: Record<string, string>;
  readonly #values: Record<string, AttributeValueInput>;
  readonly #byName: Map<string, string> = new Map();
  #valueCount = 0;

  /** What the request has already, written by hand, keeps its placeholders. */
  constructor(
    names: Readonly<Record<string, string>> | undefined,
    values: Readonly<Record<string, AttributeValueInput>> | undefined,
  ) {
    this.#names = { ...names };
    this.#values = { ...values };
  }

  name(name: string): string {
    let placeholder = this.#byName.get(name);
    if (placeholder === undefined) {
      let index = this.#byName.size;
      while (Object.hasOwn(this.#names, `#n${index}`)) index += 1;
      placeholder = `#n${index}`;
      this.#names[placeholder] = name;
      this.#byName.set(name, placeholder);
    }
    return placeholder;
  }

  value(value: unknown, path: readonly PathStep[]): string {
    while (Object.hasOwn(this.#values, `:v${this.#valueCount}`)) this.#valueCount += 1;
    const placeholder = `:v${this.#valueCount}`;
    this.#valueCount += 1;
    this.#values[placeholder] = marshallAt(value, path);
    return placeholder;
  }

  /** Members of the request. None of them is empty, which DynamoDB would refuse. */
  get members(): PlaceholderMembers {
    return {
      ...(Object.keys(this.#names).length > 0 && { ExpressionAttributeNames: this.#names }),
      ...(Object.keys(this.#values).length > 0 && { ExpressionAttributeValues: this.#values }),
    };
  }
}

export interface PlaceholderMembers {
  ExpressionAttributeNames?: Record<string, string>;
  ExpressionAttributeValues?: Record<string, AttributeValueInput>;
}
