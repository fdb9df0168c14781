/**
 * Reads CBOR into values that can be compared: what two encodings of one value have in common. Integers are bigints,
 * so that they differ from floats; a tag is `{ tag, value }`.
 *
 * @throws Error when the bytes are not one whole item: it ends too early, more follows, or a head is not defined.
 */
export function readCbor(bytes: Uint8Array): unknown {
  return bytes.byteLength === 0 ? undefined : new Reader(bytes).only();
}

class Reader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  only(): unknown {
    const item = this.item();
    if (this.#at < this.#bytes.byteLength) throw new Error(`CBOR goes on after its item, at byte ${this.#at}`);
    return item;
  }

  item(): unknown {
    const head = this.#take(1)[0]!;
    const [major, minor] = [head >> 5, head & 31];
    if (major === 7) return this.#simple(minor);
    if (minor === 31) return this.#indefinite(major);
    const argument = this.#argument(minor);
    switch (major) {
      case 0:
        return argument;
      case 1:
        return -1n - argument;
      case 2:
        return this.#take(Number(argument));
      case 3:
        return Buffer.from(this.#take(Number(argument))).toString("utf8");
      case 4:
        return Array.from({ length: Number(argument) }, () => this.item());
      case 5:
        return Object.fromEntries(Array.from({ length: Number(argument) }, () => [this.item(), this.item()]));
      default:
        // What is tagged (a time) may be an integer or a float.
        return { tag: argument, value: toNumber(this.item()) };
    }
  }

  #argument(minor: number): bigint {
    if (minor < 24) return BigInt(minor);
    if (minor > 27) throw new Error(`CBOR has no length of the kind ${minor}, before byte ${this.#at}`);
    const length = 2 ** (minor - 24);
    return BigInt(`0x${Buffer.from(this.#take(length)).toString("hex")}`);
  }

  #take(length: number): Uint8Array {
    const bytes = this.#bytes.subarray(this.#at, (this.#at += length));
    if (bytes.byteLength < length) throw new Error(`CBOR ends too early, at byte ${this.#bytes.byteLength}`);
    return bytes;
  }

  #simple(minor: number): unknown {
    switch (minor) {
      case 20:
        return false;
      case 21:
        return true;
      case 25:
        return half(this.#view.getUint16((this.#at += 2) - 2));
      case 26:
        return this.#view.getFloat32((this.#at += 4) - 4);
      case 27:
        return this.#view.getFloat64((this.#at += 8) - 8);
      case 22:
      case 23:
        return null;
      default:
        throw new Error(`CBOR has no simple value ${minor}, before byte ${this.#at}`);
    }
  }

  #indefinite(major: number): unknown {
    const items: unknown[] = [];
    while (this.#bytes[this.#at] !== 0xff) items.push(this.item());
    this.#at += 1;
    if (major === 4) return items;
    if (major === 5)
      return Object.fromEntries(items.flatMap((key, at) => (at % 2 === 0 ? [[key, items[at + 1]]] : [])));
    return major === 3 ? items.join("") : new Uint8Array(Buffer.concat(items as Uint8Array[]));
  }
}

function toNumber(value: unknown): unknown {
  return typeof value === "bigint" ? Number(value) : value;
}

function half(bits: number): number {
  const [sign, exponent, fraction] = [bits & 0x8000 ? -1 : 1, (bits >> 10) & 31, bits & 1023];
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15));
}
