/** Parses JSON; an integer that a number cannot hold becomes a bigint, with all its digits. */
export function parseExactly(text: string): unknown {
  const marked = text.replace(tokens, (token) => (token.startsWith('"') ? token : `"${mark}${token}"`));
  return JSON.parse(marked, (_, value: unknown) => {
    if (typeof value !== "string" || !value.startsWith(mark)) return value;
    const number = Number(value.slice(mark.length));
    return Number.isSafeInteger(number) ? number : BigInt(value.slice(mark.length));
  });
}

/** Strings, so that digits in them stay, and long integers. */
const tokens = /"(?:[^"\\]|\\.)*"|(?<![\d.])-?\d{16,}(?![\d.eE])/g;
const mark = "integer:";
