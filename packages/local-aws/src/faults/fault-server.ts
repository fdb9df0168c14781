import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
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
    let bodyRead: Promise<boolean> | undefined;
    let isTunnel = false;
    const readBody = (): Promise<boolean> => {
      if (bodyRead === undefined && /^expect: *100-continue/im.test(head))
        socket.write("HTTP/1.1 100 Continue\r\n\r\n");
      return (bodyRead ??= reader.skipBody(head));
    };
    const exchange: FaultyExchange = {
      socket,
      head,
      number: count(),
      readBody,
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
    if (bodyRead === undefined && /^expect:/im.test(head)) return;
    if (!(await readBody())) return;
  }
}

async function write(socket: Socket, data: string | Uint8Array, size = Infinity): Promise<void> {
  const bytes = typeof data === "string" ? Buffer.from(data, "latin1") : data;
  for (let at = 0; at < bytes.length && !socket.destroyed; at += size) {
    await new Promise<void>((resolve) => socket.write(bytes.subarray(at, at + size), () => setImmediate(resolve)));
  }
}
