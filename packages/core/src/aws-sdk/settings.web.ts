import type { ClientConfig } from "../config/client-config.js";
import type { SessionContext } from "../config/session-context.js";
import type { Asked } from "./config.js";
import { loadMiddleware } from "./load-middleware.js";
import { timeouts } from "./request-handler.js";

/** Settings of a client for what v3 gives to a request handler. There are neither agents here nor profiles. */
export async function platformSettings({
  requestHandler,
  ...config
}: Asked): Promise<readonly [ClientConfig, SessionContext | undefined]> {
  const settings =
    requestHandler &&
    (requestHandler.handle
      ? { httpHandler: (await loadMiddleware()).foreignHandler(requestHandler) }
      : timeouts(requestHandler["~options"] ?? requestHandler));
  return [{ ...config, ...settings }, undefined];
}
