import { middlewareCode } from "#platform/aws-sdk-middleware";
import type { ClientConfig } from "../config/client-config.js";
import type { SessionContext } from "../config/session-context.js";
import type { Asked } from "./config.js";

/**
 * Settings of a client for what v3 gives to a request handler. There are neither agents here nor profiles nor trust of
 * one's own, and of times v3 has one.
 */
export async function platformSettings({
  requestHandler = {},
  tls: useSsl,
  ...config
}: Asked): Promise<readonly [ClientConfig, SessionContext | undefined]> {
  if (requestHandler.handle) config["httpHandler"] = await middlewareCode().foreignHandler(requestHandler);
  const { requestTimeout } = requestHandler["~options"] ?? requestHandler;
  return [{ readTimeoutMs: requestTimeout || undefined, useSsl, ...config }, undefined];
}
