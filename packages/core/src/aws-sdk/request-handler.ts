import type { ClientConfig } from "../config/client-config.js";

/** v3's settings of a `NodeHttpHandler`. Times are milliseconds, and 0 means none. */
export interface RequestHandlerOptions {
  readonly connectionTimeout?: number | undefined;
  readonly requestTimeout?: number | undefined;
  readonly socketTimeout?: number | undefined;
  /** An agent of Node's, or of a proxy package: its limits, its trust and its proxy count. */
  readonly httpAgent?: unknown;
  readonly httpsAgent?: unknown;
  readonly throwOnRequestTimeout?: boolean | undefined;
  readonly socketAcquisitionWarningTimeout?: number | undefined;
  /** Passed over: `FetchHttpHandler`'s. */
  readonly keepAlive?: boolean | undefined;
}

/** A handler of one's own. */
export interface RequestHandler {
  handle?(request: any, options?: any): Promise<{ response: any }>;
  /** What a `NodeHttpHandler` was made with. */
  readonly "~options"?: RequestHandlerOptions | undefined;
}

/** What is read of an agent. */
interface AgentFacts {
  readonly maxSockets?: number;
  readonly proxy?: unknown;
  readonly options?: AgentFacts;
  readonly ca?: unknown;
  readonly cert?: unknown;
  readonly key?: unknown;
  readonly rejectUnauthorized?: boolean;
}

/** Settings of a client for what v3 gives to a request handler. */
export async function handlerSettings(given: RequestHandler & RequestHandlerOptions): Promise<ClientConfig> {
  if (given.handle !== undefined) return { httpHandler: (await import("./foreign-handler.js")).foreignHandler(given) };
  const { connectionTimeout, socketTimeout, requestTimeout, httpAgent, httpsAgent } = given["~options"] ?? given;
  const agent = (httpsAgent ?? httpAgent ?? {}) as AgentFacts;
  const { ca, cert, key, rejectUnauthorized } = { ...agent.options, ...agent };
  const maxSockets = agent.maxSockets ?? agent.options?.maxSockets;
  const proxy = agent.proxy ? String(agent.proxy) : undefined;
  const tls = { verify: rejectUnauthorized, ca: pem(ca), cert: pem(cert), key: pem(key) };
  return {
    connectTimeoutMs: connectionTimeout || undefined,
    readTimeoutMs: socketTimeout || requestTimeout || undefined,
    maxConnections: maxSockets === Infinity ? Number.MAX_SAFE_INTEGER : maxSockets,
    ...(proxy && { proxies: { http: proxy, https: proxy } }),
    ...(Object.values(tls).some((value) => value !== undefined) && { tls }),
  };
}

/** Certificates in the forms that Node's agents take. */
function pem(value: unknown): string | undefined {
  return value === undefined || value === null ? undefined : [value].flat().map(String).join("\n");
}
