/** A limit that a timer can keep: timers fire at once when asked for more than 2^31 − 1 ms. Undefined for none. */
export function timeLimit(ms: number | undefined): number | undefined {
  return ms !== undefined && ms <= 0x7fff_ffff ? ms : undefined;
}
