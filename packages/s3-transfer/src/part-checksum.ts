import { type ComputedAlgorithm, checksumFor } from "@inia/core/checksums";

/** Checksums whose value for an object follows from those of its parts. */
export type CrcAlgorithm = "CRC32" | "CRC32C" | "CRC64NVME";

export function isCrc(algorithm: string): algorithm is CrcAlgorithm {
  return algorithm.startsWith("CRC");
}

/** Sums up bytes that come in pieces. */
export interface PartSum {
  update(piece: Uint8Array): void;
  digest(): Uint8Array;
}

export async function startSum(algorithm: CrcAlgorithm): Promise<PartSum> {
  return checksumFor(algorithm.toLowerCase() as ComputedAlgorithm);
}

export async function sumOf(algorithm: CrcAlgorithm, bytes: Uint8Array): Promise<Uint8Array> {
  const sum = await startSum(algorithm);
  sum.update(bytes);
  return sum.digest();
}

/** `Checksum<algorithm>` of inputs and outputs. */
export type ChecksumMembers = Partial<Record<`Checksum${string}`, string>>;

export interface WholeChecksum {
  readonly algorithm: CrcAlgorithm;
  /** In base64. */
  readonly value: string;
}

/** The one checksum of a whole object that the caller or the service tells; those of composites have a `-`. */
export function wholeChecksum(members: object): WholeChecksum | undefined {
  for (const algorithm of ["CRC64NVME", "CRC32C", "CRC32"] as const) {
    const value = (members as ChecksumMembers)[`Checksum${algorithm}`];
    if (value !== undefined && !value.includes("-")) return { algorithm, value };
  }
  return undefined;
}

export function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

export function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
