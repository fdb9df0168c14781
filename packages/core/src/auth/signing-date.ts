/** `20260102T030405Z`: the form of dates in SigV4. Its first eight characters are the day of the scope. */
export function amzDate(time: number): string {
  const date = new Date(time);
  // Not of toISOString(): the first call of it is 0.9 MB of Node's code. (Node 20)
  const day = `${date.getUTCFullYear()}${twoDigits(date.getUTCMonth() + 1)}${twoDigits(date.getUTCDate())}`;
  return `${day}T${twoDigits(date.getUTCHours())}${twoDigits(date.getUTCMinutes())}${twoDigits(date.getUTCSeconds())}Z`;
}

function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : `${value}`;
}

/** `Fri, 02 Jan 2026 03:04:05 GMT`. */
export function httpDate(time: number): string {
  return new Date(time).toUTCString();
}

/** `2026-01-02T03:04:05Z`. */
export function isoDate(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19)}Z`;
}
