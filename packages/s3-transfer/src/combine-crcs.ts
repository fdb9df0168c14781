import type { CrcAlgorithm } from "./part-checksum.js";

/** A part's checksum, and how many bytes it is of. */
export interface SummedPart {
  /** As services write it, the highest byte first. */
  readonly sum: Uint8Array;
  readonly size: number;
}

/**
 * The CRC of parts that follow each other, from theirs. A CRC is a remainder: with `n` zero bits behind it a part's is
 * multiplied by xⁿ, and remainders of sums are sums of remainders.
 *
 * @see zlib's crc32_combine
 */
export function combineCrcs(algorithm: CrcAlgorithm, parts: Iterable<SummedPart>): Uint8Array {
  const field = fields[algorithm];
  const shifts = new Map<number, bigint>();
  let combined = 0n;
  for (const { sum, size } of parts) {
    // Most parts have one size.
    let shift = shifts.get(size);
    if (shift === undefined) shifts.set(size, (shift = powerOfX(8 * size, field)));
    combined = multiply(combined, shift, field) ^ toInteger(sum);
  }
  return toBytes(combined, field.bits / 8);
}

interface Field {
  readonly bits: number;
  /** Reflected: the highest bit is the lowest power. */
  readonly polynomial: bigint;
}

function powerOfX(exponent: number, field: Field): bigint {
  let power = 1n << BigInt(field.bits - 1);
  let square = power >> 1n;
  for (let left = exponent; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) power = multiply(power, square, field);
    square = multiply(square, square, field);
  }
  return power;
}

function multiply(a: bigint, b: bigint, { bits, polynomial }: Field): bigint {
  let product = 0n;
  let multiple = b;
  for (let mask = 1n << BigInt(bits - 1); mask > 0n; mask >>= 1n) {
    if ((a & mask) !== 0n) product ^= multiple;
    multiple = (multiple & 1n) === 0n ? multiple >> 1n : (multiple >> 1n) ^ polynomial;
  }
  return product;
}

function toInteger(bytes: Uint8Array): bigint {
  return bytes.reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);
}

function toBytes(value: bigint, length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, index) => Number((value >> BigInt(8 * (length - 1 - index))) & 255n));
}

const fields: Readonly<Record<CrcAlgorithm, Field>> = {
  CRC32: { bits: 32, polynomial: 0xedb88320n },
  CRC32C: { bits: 32, polynomial: 0x82f63b78n },
  CRC64NVME: { bits: 64, polynomial: 0x9a6c9329ac4bc9b5n },
};
