/** The counterpart of `@aws-sdk/util-dynamodb`, on `@inia/dynamodb-documents`. */
import type { AttributeValue } from "@inia/client-dynamodb";
import type { Untyped } from "@inia/core/generated/aws-sdk";
import { Decimal, marshallValue, unmarshallValue } from "@inia/dynamodb-documents/values";

export interface marshallOptions {
  /** Stores empty texts, bytes and sets as null. Default: `false`. */
  readonly convertEmptyValues?: boolean | undefined;
  /** Leaves `undefined` out. Default: `false`, which refuses it. */
  readonly removeUndefinedValues?: boolean | undefined;
  /** Stores instances of classes as maps. Default: `false`, which refuses them. */
  readonly convertClassInstanceToMap?: boolean | undefined;
  /** Gives `{ M: … }`, not its content. Default: `false`. */
  readonly convertTopLevelContainer?: boolean | undefined;
  /** Takes whole numbers beyond 2^53 - 1 as they print. Default: `false`, which refuses them. */
  readonly allowImpreciseNumbers?: boolean | undefined;
}

export interface unmarshallOptions {
  /** `true` gives numbers as {@link NumberValue}; a function makes of their text what it likes. */
  readonly wrapNumbers?: boolean | ((value: string) => unknown) | undefined;
  /** Takes `{ M: … }`, not its content. Default: `false`. */
  readonly convertWithoutMapWrapper?: boolean | undefined;
}

/** A number by its digits. */
export class NumberValue {
  readonly value: string;

  constructor(value: number | string | bigint | { readonly N: string }) {
    this.value = typeof value === "object" ? value.N : String(value);
  }

  static from(value: number | string | bigint | { readonly N: string }): NumberValue {
    return new NumberValue(value);
  }

  toAttributeValue(): { N: string } {
    return { N: this.value };
  }

  toBigInt(): bigint {
    return BigInt(this.value);
  }

  toString(): string {
    return this.value;
  }
}

export { NumberValue as NumberValueImpl };

export type NativeAttributeValue = Untyped;
export type NativeScalarAttributeValue = Untyped;
export type NativeAttributeBinary = ArrayBuffer | ArrayBufferView | Blob;

/** Makes DynamoDB's form of an item, or of one value. */
export function marshall(data: Untyped, options: marshallOptions = {}): Untyped {
  const value = convertToAttr(data, options);
  const isContainer = value.M !== undefined || value.L !== undefined;
  return isContainer && !options.convertTopLevelContainer ? (value.M ?? value.L) : value;
}

/** Makes values of DynamoDB's form of an item. */
export function unmarshall(data: Untyped, options: unmarshallOptions = {}): Record<string, Untyped> {
  return convertToNative(options.convertWithoutMapWrapper ? data : { M: data }, options) as Record<string, Untyped>;
}

export function convertToAttr(data: unknown, options: marshallOptions = {}): AttributeValue {
  return marshallValue(storable(data, options) as string);
}

export function convertToNative(data: Untyped, { wrapNumbers = false }: unmarshallOptions = {}): Untyped {
  return unmarshallValue(data, {
    numbers: wrapNumbers === true ? NumberValue.from : wrapNumbers === false ? readNumber : wrapNumbers,
  } as object);
}

/** The value as documents take it: what v3's options allow becomes that, and the rest is refused in v3's words. */
function storable(value: unknown, options: marshallOptions): unknown {
  if (value === undefined) {
    throw new Error("Pass options.removeUndefinedValues=true to remove undefined values from map/array/set.");
  }
  if (typeof value === "number") return checkNumber(value, options);
  if (options.convertEmptyValues && isEmpty(value)) return null;
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof NumberValue) return new Decimal(value.value);
  if (Array.isArray(value)) return kept(value, options).map((member) => storable(member, options));
  if (value instanceof Set) return new Set(kept([...value], options).map((member) => storable(member, options)));
  if (value instanceof Map) return storableMembers([...value], options);
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  for (const wrapper of [String, Number, Boolean, BigInt]) if (value instanceof wrapper) return value.valueOf();
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === null || options.convertClassInstanceToMap) {
    return storableMembers(Object.entries(value), options);
  }
  throw new Error(
    `Unsupported type passed: ${String(value)}. Pass options.convertClassInstanceToMap=true to marshall typeof object as map attribute.`,
  );
}

function storableMembers(entries: readonly (readonly [string, unknown])[], options: marshallOptions): object {
  // Functions are no members, as v3 has it.
  const members = entries.filter(
    ([, value]) => typeof value !== "function" && (value !== undefined || !options.removeUndefinedValues),
  );
  return Object.fromEntries(members.map(([name, value]) => [name, storable(value, options)]));
}

function kept(values: readonly unknown[], { removeUndefinedValues }: marshallOptions): readonly unknown[] {
  return removeUndefinedValues ? values.filter((value) => value !== undefined) : values;
}

function isEmpty(value: unknown): boolean {
  if (typeof value === "string") return value === "";
  if (value instanceof Set) return value.size === 0;
  return (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) && value.byteLength === 0;
}

function checkNumber(value: number, { allowImpreciseNumbers }: marshallOptions): number {
  if (Number.isFinite(value) && (allowImpreciseNumbers || Math.abs(value) <= Number.MAX_SAFE_INTEGER)) return value;
  throw new Error(
    Number.isFinite(value)
      ? `Number ${value} is ${value > 0 ? "greater than Number.MAX" : "lesser than Number.MIN"}_SAFE_INTEGER. Use NumberValue from @aws-sdk/lib-dynamodb.`
      : `Special numeric value ${value} is not allowed`,
  );
}

/** What a number holds, or a bigint; what neither holds is refused. */
function readNumber(digits: string): number | bigint {
  const number = Number(digits);
  if (Number.isSafeInteger(number) || (!Number.isInteger(number) && Number.isFinite(number))) return number;
  try {
    return BigInt(digits);
  } catch {
    throw new Error(`${digits} can't be converted to BigInt. Set options.wrapNumbers to get string value.`);
  }
}
