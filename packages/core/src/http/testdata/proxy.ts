import { request as forward, type IncomingMessage, type ServerResponse } from "node:http";
import { connect, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import { onTestFinished } from "vitest";
import { httpServer, httpsServer, type LoopbackServer } from "./loopback.js";

export interface ProxyOptions {
  readonly secure?: boolean;
  /** `user:password` that it asks for. */
  readonly account?: string;
  /** Sent as `Proxy-Authenticate` where it refuses. */
  readonly challenge?: string;
  /** Answers to `CONNECT` in place of opening a tunnel. */
  readonly connectAnswer?: string;
  /** Asks for a client certificate that this authority vouches for. */
  readonly clientCa?: string;
}

/** A proxy on the loopback address. It takes nothing but what RFC 9110 and 9112 say of requests to proxies. */
export interface LoopbackProxy extends LoopbackServer {
  /** What it was asked: the request line and the headers, as they came. */
  readonly asked: { readonly line: string; readonly headers: readonly string[] }[];
  /** Tunnels that stand. */
  readonly tunnels: Set<Duplex>;
}

export async function startProxy(options: ProxyOptions = {}): Promise<LoopbackProxy> {
  const asked: { line: string; headers: readonly string[] }[] = [];
  const tunnels = new Set<Duplex>();
  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    note(request);
    const problem =
      refusalOf(request, options) ?? (/^https?:\/\//.test(request.url!) ? undefined : "400 Not For A Proxy");
    if (problem) {
      const status = Number(problem.slice(0, 3));
      response
        .writeHead(status, problem.slice(4), { "proxy-authenticate": options.challenge ?? 'Basic realm="x"' })
        .end();
      return;
    }
    const target = new URL(request.url!);
    // Its own name in the head would be the client's mistake.
    const headers = request.rawHeaders.filter((_, at, all) => !/^proxy-/i.test(all[at - (at % 2)]!));
    const { hostname: host, port } = target;
    const path = request.url!.slice(target.origin.length);
    const onward = forward({ host, port, method: request.method, path, headers }, (answer) => {
      response.writeHead(answer.statusCode!, answer.rawHeaders);
      answer.pipe(response);
    });
    onward.on("error", () => response.writeHead(502).end());
    request.pipe(onward);
  };
  const note = (request: IncomingMessage): void => {
    asked.push({ line: `${request.method} ${request.url}`, headers: request.rawHeaders });
  };
  const mutual = options.clientCa ? { requestCert: true, rejectUnauthorized: true, ca: options.clientCa } : {};
  const server = await (options.secure ? httpsServer(listener, mutual) : httpServer(listener));
  server.server.on("connect", (request: IncomingMessage, socket: Socket) => {
    note(request);
    socket.on("error", () => {});
    const [host, port] = request.url!.split(/:(?=\d+$)/);
    const problem =
      options.connectAnswer ??
      refusalOf(request, options) ??
      (request.headers.host === request.url ? undefined : "400 Bad Host");
    if (problem) {
      socket.end(
        `HTTP/1.1 ${problem}\r\nProxy-Authenticate: ${options.challenge ?? 'Basic realm="x"'}\r\nContent-Length: 0\r\n\r\n`,
      );
      return;
    }
    const onward = connect({ host: host!.replace(/^\[|\]$/g, ""), port: Number(port) }, () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      socket.pipe(onward).pipe(socket);
    });
    tunnels.add(socket);
    onward.on("error", () => socket.destroy());
    socket.on("close", () => {
      onward.destroy();
      tunnels.delete(socket);
    });
    onward.on("close", () => socket.destroy());
  });
  onTestFinished(() => {
    for (const tunnel of tunnels) tunnel.destroy();
  });
  return { ...server, asked, tunnels };
}

function refusalOf(request: IncomingMessage, { account }: ProxyOptions): string | undefined {
  if (account === undefined) return undefined;
  const expected = `Basic ${Buffer.from(account).toString("base64")}`;
  return request.headers["proxy-authorization"] === expected ? undefined : "407 Proxy Authentication Required";
}
