import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What goes wrong with a request on its way. */
export type Fault =
  /** Answered with 503 SlowDown once the body was read. */
  | "slow-down"
  /** The same without a word to a sender that waits for `100 Continue`. */
  | "slow-down-at-once"
  /** The connection is reset when the head has come. */
  | "reset"
  /** The connection is reset when the first piece of the body has come. */
  | "reset-in-body"
  /** The request reaches the server, but the answer never comes. */
  | "answer-lost"
  /** The connection is reset in the middle of the answer's body. */
  | "answer-cut";

/** A proxy that passes requests on, except for those that a fault awaits. */
export interface FaultyProxy extends AsyncDisposable {
  readonly endpoint: string;
  /** What happens to the next requests, the first one first. */
  readonly faults: Fault[];
  /** How many requests came. */
  readonly seen: number;
}

export async function startFaultyProxy(target: string): Promise<FaultyProxy> {
  const { hostname, port } = new URL(target);
  const faults: Fault[] = [];
  let seen = 0;
  const server = createServer();
  const handle = (incoming: IncomingMessage, answer: ServerResponse, waits: boolean): void => {
    seen += 1;
    const fault = faults.shift();
    if (fault === "slow-down-at-once") return slowDown(answer);
    if (fault === "reset") return void incoming.socket.resetAndDestroy();
    if (waits) answer.writeContinue();
    if (fault === "slow-down") return void incoming.resume().once("end", () => slowDown(answer));
    if (fault === "reset-in-body") return void incoming.once("data", () => incoming.socket.resetAndDestroy());
    pass(incoming, answer, { hostname, port, fault });
  };
  server.on("request", (incoming, answer) => handle(incoming, answer, false));
  server.on("checkContinue", (incoming, answer) => handle(incoming, answer, true));
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    faults,
    get seen() {
      return seen;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function slowDown(answer: ServerResponse): void {
  const xml = "<Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>";
  answer.writeHead(503, { "content-type": "application/xml", connection: "close" }).end(xml);
}

interface Way {
  readonly hostname: string;
  readonly port: string;
  readonly fault: Fault | undefined;
}

/** Passes a request on as it came, but for `Expect`, which was answered here. */
function pass(incoming: IncomingMessage, answer: ServerResponse, { fault, hostname, port }: Way): void {
  const { expect: _, ...headers } = incoming.headers;
  const { socket } = incoming;
  const sent = request({ hostname, port, method: incoming.method, path: incoming.url, headers }, (response) => {
    if (fault === "answer-lost") {
      response.resume().once("end", () => socket.resetAndDestroy());
      return;
    }
    answer.writeHead(response.statusCode ?? 502, response.rawHeaders);
    if (fault === "answer-cut") {
      response.once("data", (piece: Buffer) => {
        answer.write(piece.subarray(0, piece.length / 2), () => socket.resetAndDestroy());
      });
      return;
    }
    response.pipe(answer);
  });
  sent.once("error", () => socket.destroy());
  socket.once("close", () => sent.destroy());
  incoming.pipe(sent);
}
