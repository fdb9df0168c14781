import type { HttpHandler, HttpResponse } from "../http/message.js";
import { toAwsSdkRequest } from "./http-messages.js";
import type { RequestHandler } from "./request-handler.js";

/** Lets a request handler of v3's form send Inia's requests. */
export function foreignHandler(handler: RequestHandler): HttpHandler {
  return {
    async send(request, { signal, readTimeoutMs }) {
      const options = { abortSignal: signal, requestTimeout: readTimeoutMs };
      const { response } = await handler.handle!(toAwsSdkRequest(request), options);
      const { statusCode, reason, headers, body } = response;
      const lower = Object.entries(headers as Record<string, string>).map(([name, value]) => [
        name.toLowerCase(),
        String(value),
      ]);
      return {
        status: statusCode,
        ...(reason !== undefined && { reason }),
        headers: Object.fromEntries(lower),
        body: typeof body === "string" ? new TextEncoder().encode(body) : body,
      } satisfies HttpResponse;
    },
  };
}
