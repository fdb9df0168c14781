/** Test support: as much of CBOR (RFC 8949) as items need, written by hand, so that it is not core's own. */
export function writeCbor(value: unknown): Uint8Array {
  if (Array.isArray(value)) return Buffer.concat([head(4, value.length), ...value.map(writeCbor)]);
  if (typeof value === "string") return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (typeof value === "number" || typeof value === "bigint") return head(0, value);
  const entries = Object.entries(value as object).filter(([, each]) => each !== undefined);
  return Buffer.concat([head(5, entries.length), ...entries.flatMap((entry) => entry.map(writeCbor))]);
}

export function readCbor(bytes: Buffer): unknown {
  let at = 0;
  return value();

  function value(): unknown {
    const [major, count] = readHead();
    switch (major) {
      case 0:
        return count;
      case 3:
        at += Number(count);
        return bytes.toString("utf8", at - Number(count), at);
      case 5: {
        const entries: [string, unknown][] = [];
        if (count === undefined) {
          while (bytes[at] !== 0xff) entries.push([value() as string, value()]);
          at += 1;
        } else for (let index = 0; index < count; index++) entries.push([value() as string, value()]);
        return Object.fromEntries(entries);
      }
      default:
        throw new Error(`Nothing here sends major type ${major}.`);
    }
  }

  function readHead(): [major: number, count: number | bigint | undefined] {
    const initial = bytes[at++]!;
    const major = initial >> 5;
    const info = initial & 31;
    if (info < 24) return [major, info];
    if (info === 31) return [major, undefined];
    const length = 2 ** (info - 24);
    at += length;
    return [major, length === 8 ? bytes.readBigUInt64BE(at - 8) : bytes.readUIntBE(at - length, length)];
  }
}

function head(major: number, count: number | bigint): Buffer {
  if (count < 24) return Buffer.from([(major << 5) | Number(count)]);
  const bytes = Buffer.alloc(9);
  bytes[0] = (major << 5) | 27;
  bytes.writeBigUInt64BE(BigInt(count), 1);
  return bytes;
}
