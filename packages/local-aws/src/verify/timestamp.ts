/** Reads `20150830T123600Z`, or an HTTP date; `undefined` when it is neither. Epoch milliseconds. */
export function parseTimestamp(text: string): number | undefined {
  const match = BASIC_ISO.exec(text);
  const ms = match
    ? Date.parse(`${match[1]}-${match[2]}-${match[3]}T${match[4]}:${match[5]}:${match[6]}Z`)
    : HTTP_DATE.test(text)
      ? Date.parse(text)
      : Number.NaN;
  return Number.isNaN(ms) ? undefined : ms;
}

/** Writes epoch milliseconds as `20150830T123600Z`. */
export function basicTimestamp(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;
}

const BASIC_ISO = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;
const HTTP_DATE = /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/;
