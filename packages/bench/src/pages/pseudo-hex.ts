/** Digits that look random and are the same in every run. */
export function pseudoHex(seed: number, length: number): string {
  const digits = ((seed * 2_654_435_761) >>> 0).toString(16).padStart(8, "0");
  return digits.repeat(Math.ceil(length / 8)).slice(0, length);
}
