import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { buffer } from "node:stream/consumers";
import { createServer as createTlsServer } from "node:tls";
import type { TlsOptions } from "../server.js";
import { RequestReader } from "./request-reader.js";

/** A request whose head has arrived, and the connection to do something to. */
export interface FaultyExchange {
  readonly socket: Socket;
  /** Request line and headers. */
  readonly head: string;
  /** Counts the server's requests, from 1. */
  readonly number: number;
  /** Reads the body, and asks for it where the client waits for that; false when it does not come whole. */
  readBody(): Promise<boolean>;
  /**
   * Passes the request on to another server of this machine, and gives its answer as it came, after which the
   * connection is to be closed; undefined when the body does not come whole.
   */
  forward(port: number): Promise<Buffer | undefined>;
  /** Writes as many bytes at a time as `size` says, the next when the last have left. */
  write(data: string | Uint8Array, size?: number): Promise<void>;
  /** Ends the connection with a reset. */
  reset(): void;
  /** Answers `CONNECT` as a proxy does, and is itself what the tunnel leads to: TLS, and requests in it. */
  openTunnel(): void;
}

/** What a fault server does. */
export interface FaultServerOptions {
  /** Called for each request of each connection, one after the other; the connection is kept. */
  react(exchange: FaultyExchange): void | Promise<void>;
  /** Takes a connection before anything is read of it; `false` leaves it to `react`. `number` counts them, from 1. */
  accept?(socket: Socket, number: number): boolean;
  /** Its identity: that of its connections, or with `isProxy` that of what its tunnels lead to. */
  readonly tls?: TlsOptions | undefined;
  readonly isProxy?: boolean | undefined;
}

/** A server on the loopback address that breaks the rules on purpose. */
export interface FaultServer extends AsyncDisposable {
  readonly port: number;
  /** Requests whose head arrived. */
  readonly requests: number;
  /** Connections that are open now. */
  readonly connections: ReadonlySet<Socket>;
}

/**
 * Starts a server that speaks HTTP only as far as it is told to: `react` writes to the connection what it likes, when
 * it likes, or nothing.
 *
 * @example
 * ```ts
 * await using server = await startFaultServer({
 *   react: ({ number, write, reset }) => (number === 1 ? reset() : write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")),
 * });
 * ```
 */
export async function startFaultServer(options: FaultServerOptions): Promise<FaultServer> {
  const connections = new Set<Socket>();
  let accepted = 0;
  let requests = 0;
  const take = (socket: Socket): void => {
    const startTls = (): void => void tlsServer?.emit("connection", socket);
    const react = (exchange: FaultyExchange): void | Promise<void> => options.react(exchange);
    void serve(socket, { react, count: () => ++requests, startTls });
  };
  const tlsServer = options.tls && createTlsServer(options.tls, take);
  // Broken connections are what it is for.
  tlsServer?.on("tlsClientError", () => {});
  const server: Server = createServer((socket) => {
    connections.add(socket);
    socket.setNoDelay(true);
    socket.on("error", () => {});
    socket.on("close", () => connections.delete(socket));
    if (options.accept?.(socket, ++accepted)) return;
    if (tlsServer && !options.isProxy) tlsServer.emit("connection", socket);
    else take(socket);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    get requests() {
      return requests;
    },
    connections,
    async [Symbol.asyncDispose]() {
      for (const socket of connections) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface Service {
  react(exchange: FaultyExchange): void | Promise<void>;
  count(): number;
  startTls(): void;
}

async function serve(socket: Socket, { react, count, startTls }: Service): Promise<void> {
  socket.on("error", () => {});
  const reader = new RequestReader(socket);
  for (;;) {
    const head = await reader.head();
    if (head === undefined) return;
    let body: Promise<Buffer | undefined> | undefined;
    let isTunnel = false;
    const takeBody = (): Promise<Buffer | undefined> => {
      if (body === undefined && /^expect: *100-continue/im.test(head)) socket.write("HTTP/1.1 100 Continue\r\n\r\n");
      return (body ??= reader.body(head));
    };
    const readBody = async (): Promise<boolean> => (await takeBody()) !== undefined;
    const exchange: FaultyExchange = {
      socket,
      head,
      number: count(),
      readBody,
      async forward(port) {
        const bytes = await takeBody();
        return bytes && pass(head, bytes, port);
      },
      write: (data, size) => write(socket, data, size),
      reset: () => void socket.resetAndDestroy(),
      openTunnel() {
        isTunnel = true;
        reader.stop();
        socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
        startTls();
      },
    };
    await react(exchange);
    if (isTunnel) return;
    // A body that was not asked for will not come.
    if (body === undefined && /^expect:/im.test(head)) return;
    if (!(await readBody())) return;
  }
}

/** What is asked for is signed, but not how the connection goes on. */
function pass(head: string, body: Buffer, port: number): Promise<Buffer> {
  const [requestLine, ...headers] = head.split("\r\n").filter((line) => !/^(?:expect|connection):/i.test(line));
  const socket = connect(port, "127.0.0.1");
  socket.write([requestLine, "Connection: close", ...headers].join("\r\n"));
  socket.write(body);
  return buffer(socket);
}

async function write(socket: Socket, data: string | Uint8Array, size = Infinity): Promise<void> {
  const bytes = typeof data === "string" ? Buffer.from(data, "latin1") : data;
  for (let at = 0; at < bytes.length && !socket.destroyed; at += size) {
    await new Promise<void>((resolve) => socket.write(bytes.subarray(at, at + size), () => setImmediate(resolve)));
  }
}
