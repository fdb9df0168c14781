/** `{ [name]: value }`, or nothing for what the model does not say: descriptors hold only what is there. */
export function given<Name extends string, Value>(
  name: Name,
  value: Value,
): { [Key in Name]?: Exclude<Value, undefined | false | 0 | null | ""> } {
  return (value === undefined || value === false ? {} : { [name]: value }) as never;
}
