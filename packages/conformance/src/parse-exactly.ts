/** Parses JSON; an integer that a number cannot hold becomes a bigint, with all its digits. */
export function parseExactly(text: string): unknown {
  const marked = text.replace(/([[:,]\s*)(-?\d{16,})(?=\s*[,\]}])/g, '$1"\\u0000$2"');
  return JSON.parse(marked, (_, value: unknown) => {
    if (typeof value !== "string" || !value.startsWith("\u0000")) return value;
    const number = Number(value.slice(1));
    return Number.isSafeInteger(number) ? number : BigInt(value.slice(1));
  });
}
