/**
 * Makes structures of a built `schemas.js` texts, in the sealed form that core's `schema/codes.ts` describes: a program
 * that imports a client has thousands of them and uses a few. As texts they are read over, not compiled and made, which
 * takes half of what EC2's took at start-up. Errors, which hold classes, stay as they are.
 */
export function sealSchemas(code: string): string {
  return code
    .split(/^(?=export const )/m)
    .map((statement) => {
      const [, start, literal, end] = /^(export const \S+ = )(\{.*\})(;\s*)$/s.exec(statement) ?? [];
      const sealed = literal && seal(literal);
      return sealed ? `${start}${sealed}${end}` : statement;
    })
    .join("");
}

/** Undefined for what is no plain data and structures. */
function seal(literal: string): string | undefined {
  const refs: string[] = [];
  let text = "";
  for (const { groups } of literal.matchAll(token)) {
    const { string, key, ref, other } = groups!;
    if (string !== undefined) text += string;
    else if (key !== undefined) text += `"${key}":`;
    else if (ref !== undefined) text += `"^${placeOf(ref, refs)}"`;
    else text += other ?? "";
  }
  if (!isJson(text)) return undefined;
  return `[${['"s"', `'${text.replace(/[\\']/g, "\\$&")}'`, ...refs].join(", ")}]`;
}

function placeOf(ref: string, refs: string[]): number {
  const at = refs.indexOf(ref);
  return at < 0 ? refs.push(ref) - 1 : at;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

// Names of schemas end in `$`; a function in front of one refers to what is defined further down.
const token =
  /(?<string>"(?:[^"\\]|\\.)*")|(?<key>[A-Za-z_$][\w$]*): ?|(?<ref>(?:\(\) => )?[A-Za-z_][\w]*\$)(?=[\s,\]})]|$)|\s+|(?<other>[^\s])/g;
