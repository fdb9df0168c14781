/** The values of an enum that its model names; the rest of the type stands for what is to come. */
type Known<Values> = Values extends string ? (string extends Values ? never : Values) : never;

/** v3's object of an enum: its values by names made of them. */
export type Enumeration<Values> = { readonly [Value in Known<Values> as EnumKey<Value>]: Value };

/** Each run of what names cannot hold becomes one `_`. */
type EnumKey<
  Value extends string,
  Done extends string = "",
  InRun extends boolean = false,
> = Value extends `${infer First}${infer Rest}`
  ? First extends KeyCharacter
    ? EnumKey<Rest, `${Done}${First}`>
    : EnumKey<Rest, InRun extends true ? Done : `${Done}_`, true>
  : Done;

type Letter =
  | ("a" | "b" | "c" | "d" | "e" | "f" | "g" | "h" | "i" | "j" | "k" | "l" | "m" | "n" | "o" | "p" | "q" | "r" | "s")
  | ("t" | "u" | "v" | "w" | "x" | "y" | "z");
type KeyCharacter = Letter | Uppercase<Letter> | `${0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9}` | "_";

/** Makes the object of an enum. */
/*#__NO_SIDE_EFFECTS__*/
export function enumeration<Values>(values: readonly string[]): Enumeration<Values> {
  return Object.fromEntries(values.map((value) => [value.replace(/\W+/g, "_"), value])) as Enumeration<Values>;
}
