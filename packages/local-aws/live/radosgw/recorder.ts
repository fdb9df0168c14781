import type { ClientConfig } from "@inia/core";
import { createHttpHandler, type HttpHandler, type HttpRequest } from "@inia/core/http";

/** A handler that sends requests, and keeps what it sent. */
export class Recorder implements HttpHandler {
  readonly requests: HttpRequest[] = [];
  readonly #handler: HttpHandler;

  constructor({ tls }: Pick<ClientConfig, "tls"> = {}) {
    this.#handler = createHttpHandler({ tls });
  }

  send(request: HttpRequest, options: Parameters<HttpHandler["send"]>[1]): ReturnType<HttpHandler["send"]> {
    this.requests.push({ ...request, headers: { ...request.headers } });
    return this.#handler.send(request, options);
  }

  /** The last request, its headers by lower-case names. */
  get last(): { readonly method: string; readonly url: URL; readonly headers: Readonly<Record<string, string>> } {
    const request = this.requests.at(-1);
    if (request === undefined) throw new Error("Nothing was sent.");
    const headers = Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value]);
    return { method: request.method, url: new URL(request.url), headers: Object.fromEntries(headers) };
  }
}
