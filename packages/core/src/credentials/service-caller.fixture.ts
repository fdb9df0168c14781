import { createHttpHandler } from "#platform/http-handler";
import { fromUtf8 } from "../encoding/utf8.js";
import type { HttpHandler, HttpRequest, HttpResponse } from "../http/message.js";

export interface SentRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The body's fields, where it is a form. */
  readonly form: Readonly<Record<string, string>>;
}

/** Core's own handler, which also writes down what it sends; or `answer` in its place. */
export function recordingHandler(answer?: (request: SentRequest) => HttpResponse | Promise<HttpResponse>): {
  readonly handler: HttpHandler;
  readonly sent: SentRequest[];
} {
  const sent: SentRequest[] = [];
  const platform = createHttpHandler();
  const handler: HttpHandler = {
    async send(request, options) {
      const seen = record(request);
      sent.push(seen);
      return answer ? answer(seen) : platform.send(request, options);
    },
  };
  return { handler, sent };
}

function record({ url, headers, body }: HttpRequest): SentRequest {
  const text = body instanceof Uint8Array ? fromUtf8(body) : "";
  return { url, headers: { ...headers }, body: text, form: Object.fromEntries(new URLSearchParams(text)) };
}
