import type { AttributeValue } from "@inia/client-dynamodb";
import type { Decimal } from "./decimal.js";

/**
 * What of `T` DynamoDB can hold: `T` itself where it can hold all of it; else what it cannot hold has the reason for
 * its type, so that it does not compile and says why.
 */
export type Storable<T> =
  IsAny<T> extends true
    ? T
    : T extends string | number | bigint | boolean | null | undefined | Uint8Array | Decimal
      ? T
      : T extends ReadonlyMap<infer Name, infer Value>
        ? StorableMapOf<T, Name, Value>
        : T extends ReadonlySet<infer Member>
          ? StorableSetOf<T, Member>
          : T extends readonly unknown[]
            ? { [Index in keyof T]: StorableElement<T[Index]> }
            : T extends Refused
              ? "nothing of this type can be stored"
              : T extends object
                ? { [Name in keyof T]: Storable<T[Name]> }
                : "say what it is: unknown may be anything";

/** `T` in DynamoDB's form, as exactly as types can say it. */
export type Marshalled<T> =
  IsAny<T> extends true
    ? AttributeValue
    : T extends string
      ? { S: string }
      : T extends number | bigint | Decimal
        ? { N: string }
        : T extends boolean
          ? { BOOL: boolean }
          : T extends null
            ? { NULL: true }
            : T extends Uint8Array
              ? { B: Uint8Array }
              : T extends ReadonlyMap<string, infer Value>
                ? { M: Record<string, Marshalled<Value>> }
                : T extends ReadonlySet<infer Member>
                  ? MarshalledSet<Member>
                  : T extends readonly unknown[]
                    ? { L: { -readonly [Index in keyof T]: Marshalled<T[Index]> } }
                    : T extends object
                      ? { M: MarshalledItem<T> }
                      : never;

/** An item in DynamoDB's form. Members that may be `undefined` may be absent. */
export type MarshalledItem<T> =
  IsAny<T> extends true
    ? Record<string, AttributeValue>
    : T extends ReadonlyMap<string, infer Value>
      ? Record<string, Marshalled<Value>>
      : Flat<
          { -readonly [Name in keyof T as Always<T, Name>]: Marshalled<T[Name]> } & {
            -readonly [Name in keyof T as Perhaps<T, Name>]?: Marshalled<Exclude<T[Name], undefined>>;
          }
        >;

type Always<T, Name extends keyof T> = undefined extends T[Name] ? never : MemberName<Name>;
type Perhaps<T, Name extends keyof T> = undefined extends T[Name] ? MemberName<Name> : never;
// Symbols are no members.
type MemberName<Name> = Name extends string | number ? Name : never;

// A Map has all that a ReadonlySet has: it is asked for first.
type StorableMapOf<T, Name, Value> = [Name] extends [string]
  ? [Value] extends [Storable<Value>]
    ? T
    : "a Map has values that cannot be stored"
  : "the keys of a Map must be texts";

type StorableSetOf<T, Member> =
  IsAny<Member> extends true
    ? T
    : [Member] extends [string] | [number | bigint | Decimal] | [Uint8Array]
      ? T
      : "a set holds texts only, or numbers, or Uint8Arrays";

type StorableElement<T> =
  IsAny<T> extends true ? T : undefined extends T ? "undefined has no place in a list" : Storable<T>;

type MarshalledSet<Member> =
  IsAny<Member> extends true
    ? { SS: string[] } | { NS: string[] } | { BS: Uint8Array[] }
    : [Member] extends [string]
      ? { SS: string[] }
      : [Member] extends [Uint8Array]
        ? { BS: Uint8Array[] }
        : { NS: string[] };

/** Functions, dates, promises, other bytes: what has one of the language's own symbols. */
type Refused =
  | ((...given: never) => unknown)
  | symbol
  | { readonly [Symbol.toPrimitive]: unknown }
  | { readonly [Symbol.toStringTag]: string }
  | { readonly [Symbol.iterator]: unknown };

type Flat<T> = { [Name in keyof T]: T[Name] };

type IsAny<T> = unknown extends T ? ([keyof T] extends [never] ? false : true) : false;
