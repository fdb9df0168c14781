import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import { type CrcParameters, combineCrc } from "./combine.js";
import { crc32c } from "./crc32c.js";
import { crc64nvme } from "./crc64nvme.js";

/** S3's names of the checksums that the local S3 computes. */
export type ChecksumAlgorithm = "CRC32" | "CRC32C" | "CRC64NVME" | "SHA1" | "SHA256" | "SHA512" | "MD5";

/** A checksum under way. */
export interface RunningChecksum {
  update(bytes: Uint8Array): void;
  digest(): Buffer;
}

/** Starts a checksum. */
export function startChecksum(algorithm: ChecksumAlgorithm): RunningChecksum {
  switch (algorithm) {
    case "CRC32":
      return runningCrc(4, 0, crc32);
    case "CRC32C":
      return runningCrc(4, 0, crc32c);
    case "CRC64NVME":
      return runningCrc(8, 0n, crc64nvme);
    default: {
      const hash = createHash(algorithm.toLowerCase());
      return { update: (bytes) => void hash.update(bytes), digest: () => hash.digest() };
    }
  }
}

/** The checksum of `parts` put one after the other; `undefined` for algorithms of which that cannot be computed. */
export function combineChecksums(
  algorithm: ChecksumAlgorithm,
  parts: readonly { readonly digest: Buffer; readonly length: number }[],
): Buffer | undefined {
  const parameters = CRCS[algorithm];
  if (parameters === undefined) {
    return undefined;
  }
  const crc = parts.reduce((all, { digest, length }) => combineCrc(parameters, all, asNumber(digest), length), 0n);
  return asBytes(crc, parameters.width / 8);
}

/** Reads an algorithm's name in any case; `undefined` when the local S3 does not compute it. */
export function checksumAlgorithm(name: string): ChecksumAlgorithm | undefined {
  return checksumAlgorithms.find((algorithm) => algorithm === name.toUpperCase());
}

/** All algorithms, in S3's order. */
export const checksumAlgorithms: readonly ChecksumAlgorithm[] = [
  "CRC32",
  "CRC32C",
  "CRC64NVME",
  "SHA1",
  "SHA256",
  "SHA512",
  "MD5",
];

function runningCrc<Value extends number | bigint>(
  bytes: 4 | 8,
  initial: Value,
  update: (bytes: Uint8Array, previous: Value) => Value,
): RunningChecksum {
  let crc = initial;
  return {
    update(chunk) {
      crc = update(chunk, crc);
    },
    digest: () => asBytes(BigInt(crc), bytes),
  };
}

function asBytes(value: bigint, length: number): Buffer {
  return Buffer.from(value.toString(16).padStart(length * 2, "0"), "hex");
}

function asNumber(bytes: Buffer): bigint {
  return BigInt(`0x${bytes.toString("hex")}`);
}

const CRCS: Readonly<Partial<Record<ChecksumAlgorithm, CrcParameters>>> = {
  CRC32: { width: 32, polynomial: 0xedb88320n },
  CRC32C: { width: 32, polynomial: 0x82f63b78n },
  CRC64NVME: { width: 64, polynomial: 0x9a6c9329ac4bc9b5n },
};
