import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import { ConfigStore } from "../../config/config-store.js";
import { surround } from "../../config/shared-files.fixture.js";
import { EndpointConnectionError } from "../../errors/http.js";
import type { HttpHandler } from "../../http/message.js";
import { createProviderContext, type ProviderContext } from "../provider-context.js";

export interface SeenRequest {
  readonly line: string;
  readonly headers: NodeJS.Dict<string | string[]>;
}

/** What a server answers to `GET /path` and the like; an unknown line gets 404. */
export type Answers = Record<string, (seen: SeenRequest) => readonly [status: number, body: string]>;

/** A server on a loopback port, closed at the end of the running test. */
export async function metadataServer(answers: Answers): Promise<{ url: string; seen: SeenRequest[] }> {
  const seen: SeenRequest[] = [];
  const server = createServer((request, response) => {
    const asked = { line: `${request.method} ${request.url}`, headers: request.headers };
    seen.push(asked);
    const [status, body] = answers[asked.line]?.(asked) ?? [404, ""];
    response.writeHead(status).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

/** A handler over `fetch`, which tells failures as core's own do. */
export const fetchHandler: HttpHandler = {
  async send({ method, url, headers }) {
    const { host: _, ...rest } = headers;
    const response = await fetch(url, { method, headers: rest }).catch((cause: unknown) => {
      throw new EndpointConnectionError(`Cannot reach ${url}`, { cause });
    });
    return { status: response.status, headers: {}, body: new Uint8Array(await response.arrayBuffer()) };
  },
};

export interface Machine {
  readonly environment: Readonly<Record<string, string>>;
  /** Default: one over `fetch`; null for core's own. */
  readonly handler?: HttpHandler | null;
  readonly now?: () => number;
  readonly random?: () => number;
  /** Told every pause, which then takes no time. */
  readonly onSleep?: (ms: number) => void;
}

/** A context as a session makes it, for a machine with this environment. */
export function contextOn({ environment, handler = fetchHandler, now, random, onSleep }: Machine): ProviderContext {
  return createProviderContext(new ConfigStore(surround({ environment })), "Inia/test", {
    httpHandler: handler ?? undefined,
    clock: now,
    random,
    sleep: async (ms) => onSleep?.(ms),
  });
}
