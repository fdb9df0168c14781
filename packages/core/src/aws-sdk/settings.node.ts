import { middlewareCode } from "#platform/aws-sdk-middleware";
import { defaultSession, profileSession } from "#platform/default-session";
import type { ClientConfig } from "../config/client-config.js";
import type { SessionContext } from "../config/session-context.js";
import type { Asked } from "./config.js";
import { type RequestHandler, type RequestHandlerOptions, timeouts } from "./request-handler.js";

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

/** Settings of a client for what v3 gives to a request handler, and the session: of the profile that is named, or the default one. */
export async function platformSettings({
  requestHandler,
  profile,
  tls,
  ...config
}: Asked): Promise<readonly [ClientConfig, SessionContext | undefined]> {
  const settings = requestHandler && (await handlerSettings(requestHandler));
  const trust = typeof tls === "boolean" ? { useSsl: tls } : { tls };
  const session = profile === undefined ? config["loadConfig"] !== false && defaultSession() : profileSession(profile);
  return [{ ...trust, ...config, ...settings }, session || undefined];
}

async function handlerSettings(given: RequestHandler & RequestHandlerOptions): Promise<ClientConfig> {
  if (given.handle !== undefined) return { httpHandler: await middlewareCode().foreignHandler(given) };
  const { httpAgent, httpsAgent } = given["~options"] ?? given;
  const agent = (httpsAgent ?? httpAgent ?? {}) as AgentFacts;
  const { ca, cert, key, rejectUnauthorized, maxSockets } = { ...agent.options, ...agent };
  const proxy = agent.proxy ? String(agent.proxy) : undefined;
  const tls = { verify: rejectUnauthorized, ca: pem(ca), cert: pem(cert), key: pem(key) };
  return {
    ...timeouts(given["~options"] ?? given),
    maxConnections: maxSockets === Infinity ? Number.MAX_SAFE_INTEGER : maxSockets,
    ...(proxy && { proxies: { http: proxy, https: proxy } }),
    ...(Object.values(tls).some((value) => value !== undefined) && { tls }),
  };
}

/** Certificates in the forms that Node's agents take. */
function pem(value: unknown): string | undefined {
  return value === undefined || value === null ? undefined : [value].flat().map(String).join("\n");
}
