/** `20260102T030405Z`: the form of dates in SigV4. Its first eight characters are the day of the scope. */
export function amzDate(time: number): string {
  const iso = new Date(time).toISOString();
  return `${iso.slice(0, 4)}${iso.slice(5, 7)}${iso.slice(8, 13)}${iso.slice(14, 16)}${iso.slice(17, 19)}Z`;
}

/** `Fri, 02 Jan 2026 03:04:05 GMT`. */
export function httpDate(time: number): string {
  return new Date(time).toUTCString();
}

/** `2026-01-02T03:04:05Z`. */
export function isoDate(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19)}Z`;
}
