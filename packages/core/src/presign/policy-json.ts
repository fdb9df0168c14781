/** What policies are made of. */
export type PolicyValue = string | number | readonly PolicyValue[] | { readonly [name: string]: PolicyValue };

/**
 * Writes JSON as Python's `json.dumps` does: a space after `,` and `:`, and only ASCII. The policies of forms are
 * signed as text, so theirs must be botocore's to the byte.
 */
export function policyJson(value: PolicyValue): string {
  if (typeof value === "string") return asciiString(value);
  if (typeof value === "number") return String(value);
  if (Array.isArray(value)) return `[${value.map(policyJson).join(", ")}]`;
  return `{${Object.entries(value)
    .map(([name, member]) => `${asciiString(name)}: ${policyJson(member)}`)
    .join(", ")}}`;
}

function asciiString(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
