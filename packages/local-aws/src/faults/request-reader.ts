import type { Socket } from "node:net";

/** Reads requests from a connection, as far as a fault server must: where a head ends, and where its body does. */
export class RequestReader {
  readonly #socket: Socket;
  #buffer: Buffer = Buffer.alloc(0);
  #over = false;
  readonly #onData = (chunk: Buffer): void => {
    this.#buffer = this.#buffer.length === 0 ? chunk : Buffer.concat([this.#buffer, chunk]);
    this.#changed?.();
  };
  #changed: (() => void) | undefined;

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.on("data", this.#onData);
    for (const event of ["end", "close"]) {
      socket.on(event, () => {
        this.#over = true;
        this.#changed?.();
      });
    }
  }

  /** Leaves what comes next to somebody else. */
  stop(): void {
    this.#socket.off("data", this.#onData);
  }

  /** Request line and headers; undefined when the connection ends before they are there. */
  head(): Promise<string | undefined> {
    return this.#upTo("\r\n\r\n");
  }

  /** The body that a head announces, as it is framed; undefined when it does not come whole. */
  async body(head: string): Promise<Buffer | undefined> {
    const length = /^content-length: *(\d+)/im.exec(head)?.[1];
    if (length !== undefined) return this.#take(Number(length));
    if (!/^transfer-encoding: *chunked/im.test(head)) return Buffer.alloc(0);
    const pieces: Buffer[] = [];
    for (let isLast = false; !isLast; ) {
      const size = await this.#upTo("\r\n");
      if (size === undefined) return undefined;
      isLast = Number.parseInt(size, 16) === 0;
      const chunk = isLast ? Buffer.alloc(0) : await this.#take(Number.parseInt(size, 16) + 2);
      if (chunk === undefined) return undefined;
      pieces.push(Buffer.from(size, "latin1"), chunk);
    }
    for (;;) {
      const line = await this.#upTo("\r\n");
      if (line === undefined) return undefined;
      pieces.push(Buffer.from(line, "latin1"));
      if (line === "\r\n") return Buffer.concat(pieces);
    }
  }

  async #upTo(mark: string): Promise<string | undefined> {
    for (;;) {
      const at = this.#buffer.indexOf(mark);
      if (at >= 0) return (await this.#take(at + mark.length))!.toString("latin1");
      if (!(await this.#more())) return undefined;
    }
  }

  async #take(length: number): Promise<Buffer | undefined> {
    while (this.#buffer.length < length) {
      if (!(await this.#more())) return undefined;
    }
    const taken = this.#buffer.subarray(0, length);
    this.#buffer = this.#buffer.subarray(length);
    return taken;
  }

  async #more(): Promise<boolean> {
    if (this.#over || this.#socket.destroyed) return false;
    const before = this.#buffer.length;
    await new Promise<void>((resolve) => {
      this.#changed = resolve;
    });
    return this.#buffer.length > before || !this.#over;
  }
}
