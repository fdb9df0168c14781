import { readFileSync } from "node:fs";
import { createServer, type Server as HttpServer, type RequestListener } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { type AddressInfo, createServer as createNetServer, type Server, type Socket } from "node:net";
import type { TlsOptions } from "node:tls";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

/** Self-signed, for localhost, 127.0.0.1 and ::1; good until 2120. */
export const certificatePath: string = fileURLToPath(new URL("loopback-cert.pem", import.meta.url));
/** Of the same key, for another host. */
export const elsewherePath: string = fileURLToPath(new URL("elsewhere-cert.pem", import.meta.url));
export const keyPath: string = fileURLToPath(new URL("loopback-key.pem", import.meta.url));

/** A server on a free port of the loopback address, stopped with the test. */
export interface LoopbackServer {
  /** Without a slash at the end. */
  readonly url: string;
  readonly port: number;
  /** Connections that were accepted so far. */
  readonly accepted: Socket[];
  readonly server: Server;
}

export function httpServer(listener: RequestListener): Promise<LoopbackServer> {
  return listen(createServer(listener), "http");
}

export function httpsServer(listener: RequestListener, options: TlsOptions = {}): Promise<LoopbackServer> {
  const identity = { key: readFileSync(keyPath), cert: readFileSync(certificatePath) };
  return listen(createSecureServer({ ...identity, ...options }, listener), "https");
}

/** For what no well-behaved server does. */
export function rawServer(onConnection: (socket: Socket) => void): Promise<LoopbackServer> {
  return listen(createNetServer(onConnection), "http");
}

/** A port that nobody listens on. */
export async function closedPort(): Promise<number> {
  const server = createNetServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Resolves when a request's head has arrived. */
export function headArrived(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    let head = "";
    socket.on("data", (data) => {
      head += data.toString("latin1");
      if (head.includes("\r\n\r\n")) resolve(head);
    });
  });
}

async function listen(server: Server | HttpServer, scheme: string): Promise<LoopbackServer> {
  const accepted: Socket[] = [];
  server.on("connection", (socket: Socket) => {
    accepted.push(socket);
    // Broken connections are what these servers are for.
    socket.on("error", () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    for (const socket of accepted) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  return { url: `${scheme}://127.0.0.1:${port}`, port, accepted, server };
}
