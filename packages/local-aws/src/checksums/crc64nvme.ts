/** CRC-64/NVME of `bytes`, continuing from `previous`; two 32-bit halves, eight bytes a step. */
export function crc64nvme(bytes: Uint8Array, previous = 0n): bigint {
  let low = ~Number(previous & 0xffffffffn);
  let high = ~Number(previous >> 32n);
  const end = bytes.length - (bytes.length % 8);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let index = 0; index < end; index += 8) {
    const a = low ^ view.getUint32(index, true);
    const b = high ^ view.getUint32(index + 4, true);
    low = slices(LOW, a, b);
    high = slices(HIGH, a, b);
  }
  for (let index = end; index < bytes.length; index++) {
    const byte = (low ^ (bytes[index] as number)) & 255;
    low = (LOW[byte] as number) ^ ((low >>> 8) | (high << 24));
    high = (HIGH[byte] as number) ^ (high >>> 8);
  }
  return (BigInt(~high >>> 0) << 32n) | BigInt(~low >>> 0);
}

function slices(table: Uint32Array, a: number, b: number): number {
  return (
    (table[7 * 256 + (a & 255)] as number) ^
    (table[6 * 256 + ((a >>> 8) & 255)] as number) ^
    (table[5 * 256 + ((a >>> 16) & 255)] as number) ^
    (table[4 * 256 + (a >>> 24)] as number) ^
    (table[3 * 256 + (b & 255)] as number) ^
    (table[2 * 256 + ((b >>> 8) & 255)] as number) ^
    (table[1 * 256 + ((b >>> 16) & 255)] as number) ^
    (table[b >>> 24] as number)
  );
}

function makeTables(): { low: Uint32Array; high: Uint32Array } {
  const [low, high] = [new Uint32Array(8 * 256), new Uint32Array(8 * 256)];
  const values: bigint[] = [];
  for (let index = 0; index < 8 * 256; index++) {
    let value = BigInt(index);
    if (index < 256) {
      for (let bit = 0; bit < 8; bit++) {
        value = value & 1n ? (value >> 1n) ^ POLYNOMIAL : value >> 1n;
      }
    } else {
      const above = values[index - 256] as bigint;
      value = (values[Number(above & 255n)] as bigint) ^ (above >> 8n);
    }
    values.push(value);
    low[index] = Number(value & 0xffffffffn);
    high[index] = Number(value >> 32n);
  }
  return { low, high };
}

const POLYNOMIAL = 0x9a6c9329ac4bc9b5n; // NVM Express Base Specification, 64b CRC, reflected
const { low: LOW, high: HIGH } = makeTables();
