/** CRC-32C (Castagnoli) of `bytes`, continuing from `previous`; eight bytes a step. */
export function crc32c(bytes: Uint8Array, previous = 0): number {
  let crc = ~previous;
  const end = bytes.length - (bytes.length % 8);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let index = 0; index < end; index += 8) {
    const low = crc ^ view.getUint32(index, true);
    const high = view.getUint32(index + 4, true);
    crc =
      entry(7, low & 255) ^
      entry(6, (low >>> 8) & 255) ^
      entry(5, (low >>> 16) & 255) ^
      entry(4, low >>> 24) ^
      entry(3, high & 255) ^
      entry(2, (high >>> 8) & 255) ^
      entry(1, (high >>> 16) & 255) ^
      entry(0, high >>> 24);
  }
  for (let index = end; index < bytes.length; index++) {
    crc = entry(0, (crc ^ (bytes[index] as number)) & 255) ^ (crc >>> 8);
  }
  return ~crc >>> 0;
}

function entry(slice: number, byte: number): number {
  return TABLES[slice * 256 + byte] as number;
}

function makeTables(): Uint32Array {
  const tables = new Uint32Array(8 * 256);
  for (let byte = 0; byte < 256; byte++) {
    let value = byte;
    for (let bit = 0; bit < 8; bit++) {
      value = value & 1 ? (value >>> 1) ^ POLYNOMIAL : value >>> 1;
    }
    tables[byte] = value;
  }
  for (let index = 256; index < tables.length; index++) {
    const value = tables[index - 256] as number;
    tables[index] = (tables[value & 255] as number) ^ (value >>> 8);
  }
  return tables;
}

const POLYNOMIAL = 0x82f63b78; // RFC 3720, reflected
const TABLES = makeTables();
