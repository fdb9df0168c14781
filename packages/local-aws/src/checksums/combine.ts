/** A reflected CRC whose register starts as, and is finally inverted with, all ones. */
export interface CrcParameters {
  readonly width: 32 | 64;
  readonly polynomial: bigint;
}

/** The CRC of A followed by B, from the CRC of each and B's length in bytes: A's is multiplied by x^(8·length). */
export function combineCrc(parameters: CrcParameters, first: bigint, second: bigint, secondLength: number): bigint {
  return multiply(parameters, powerOfX(parameters, BigInt(secondLength) * 8n), first) ^ second;
}

function powerOfX(parameters: CrcParameters, exponent: bigint): bigint {
  const top = 1n << BigInt(parameters.width - 1);
  let result = top; // x^0: in reflected form the highest bit is the lowest power
  let square = top >> 1n;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) {
      result = multiply(parameters, result, square);
    }
    square = multiply(parameters, square, square);
  }
  return result;
}

function multiply({ width, polynomial }: CrcParameters, a: bigint, b: bigint): bigint {
  let product = 0n;
  let shifted = b;
  for (let bit = 1n << BigInt(width - 1); bit > 0n; bit >>= 1n) {
    if (a & bit) {
      product ^= shifted;
    }
    shifted = shifted & 1n ? (shifted >> 1n) ^ polynomial : shifted >> 1n;
  }
  return product;
}
