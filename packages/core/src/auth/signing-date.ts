/** `20260102T030405Z`: the form of dates in SigV4. Its first eight characters are the day of the scope. */
export function amzDate(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;
}

/** `Fri, 02 Jan 2026 03:04:05 GMT`. */
export function httpDate(time: number): string {
  return new Date(time).toUTCString();
}

/** `2026-01-02T03:04:05Z`. */
export function isoDate(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19)}Z`;
}
