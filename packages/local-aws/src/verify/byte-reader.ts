/** Reads lines and counted runs of bytes from a stream of chunks. */
export class ByteReader {
  readonly #source: AsyncIterator<Uint8Array>;
  #buffer: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** The bytes up to the next CRLF as text, one character per byte; `undefined` when the stream ends before it. */
  async line(): Promise<string | undefined> {
    for (;;) {
      const end = this.#buffer.indexOf("\r\n");
      if (end !== -1) {
        const line = this.#buffer.toString("latin1", 0, end);
        this.#buffer = this.#buffer.subarray(end + 2);
        return line;
      }
      if (this.#buffer.length > MAX_LINE_BYTES || !(await this.#fill())) {
        return undefined;
      }
    }
  }

  /** Yields exactly `count` bytes in pieces, fewer when the stream ends. */
  async *take(count: number): AsyncGenerator<Uint8Array> {
    let left = count;
    while (left > 0) {
      if (this.#buffer.length === 0 && !(await this.#fill())) {
        return;
      }
      const piece = this.#buffer.subarray(0, left);
      this.#buffer = this.#buffer.subarray(piece.length);
      left -= piece.length;
      yield piece;
    }
  }

  /** Whether nothing is left to read. */
  async isAtEnd(): Promise<boolean> {
    return this.#buffer.length === 0 && !(await this.#fill());
  }

  async #fill(): Promise<boolean> {
    for (;;) {
      const next = await this.#source.next();
      if (next.done) {
        return false;
      }
      if (next.value.length > 0) {
        this.#buffer = this.#buffer.length === 0 ? asBuffer(next.value) : Buffer.concat([this.#buffer, next.value]);
        return true;
      }
    }
  }
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

const MAX_LINE_BYTES = 16 * 1024;
