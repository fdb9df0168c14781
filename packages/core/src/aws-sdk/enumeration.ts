/** The values of an enum that its model names; the rest of the type stands for what is to come. */
type Known<Values> = Values extends string ? (string extends Values ? never : Values) : never;

/**
 * v3's object of an enum. AWS's models for v3 give each value a name, which those for botocore do not have: most are the
 * value with `_` for what names cannot hold, the others the value in capitals, in capitalised words, or with nothing in
 * between. All of these lead to the value; `Object.keys` lists the first alone.
 */
export type Enumeration<Values> = { readonly [Value in Known<Values> as EnumKey<Value>]: Value };

type EnumKey<Value extends string> =
  | Replaced<Value, "_">
  | Replaced<Value, "">
  | Uppercase<Replaced<Split<Value>, "_">>
  | Capitalised<Replaced<Value, "_">>;

/** Each run of what names cannot hold becomes one `By`. */
type Replaced<
  Value extends string,
  By extends string,
  Done extends string = "",
  InRun extends boolean = false,
> = Value extends `${infer First}${infer Rest}`
  ? First extends KeyCharacter
    ? Replaced<Rest, By, `${Done}${First}`>
    : Replaced<Rest, By, InRun extends true ? Done : `${Done}${By}`, true>
  : Done;

/** `StringList` → `String_List`. */
type Split<
  Value extends string,
  Done extends string = "",
  Before extends string = "",
> = Value extends `${infer First}${infer Rest}`
  ? Split<
      Rest,
      `${Done}${Before extends Letter | Digit ? (First extends Uppercase<Letter> ? "_" : "") : ""}${First}`,
      First
    >
  : Done;

/** `GREATER_THAN` → `GreaterThan`. */
type Capitalised<Value extends string, Done extends string = ""> = Value extends `${infer Word}_${infer Rest}`
  ? Capitalised<Rest, `${Done}${Capitalize<Lowercase<Word>>}`>
  : `${Done}${Capitalize<Lowercase<Value>>}`;

type Letter =
  | ("a" | "b" | "c" | "d" | "e" | "f" | "g" | "h" | "i" | "j" | "k" | "l" | "m" | "n" | "o" | "p" | "q" | "r" | "s")
  | ("t" | "u" | "v" | "w" | "x" | "y" | "z");
type Digit = `${0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9}`;
type KeyCharacter = Letter | Uppercase<Letter> | Digit | "_";

/** Makes the object of an enum. */
/*#__NO_SIDE_EFFECTS__*/
export function enumeration<Values>(values: readonly string[]): Enumeration<Values> {
  const named: Record<string, string> = {};
  for (const value of values) named[value.replace(/\W+/g, "_")] = value;
  for (const value of values) {
    const plain = value.replace(/\W+/g, "_");
    const words = plain.toLowerCase().replace(/(?:^|_)(.?)/g, (_, first: string) => first.toUpperCase());
    const capitals = value
      .replace(/([a-z\d])([A-Z])/g, "$1_$2")
      .replace(/\W+/g, "_")
      .toUpperCase();
    for (const other of [value.replace(/\W+/g, ""), capitals, words]) {
      if (!Object.hasOwn(named, other)) Object.defineProperty(named, other, { value });
    }
  }
  return named as Enumeration<Values>;
}
