import type { HttpHandler, HttpRequest, HttpResponse } from "@inia/core/http";
import type { RecordedResponse } from "./vectors/row.js";

/** A request as it would have been sent, with its body read. */
export interface SentRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** Ends a call after its request is known. */
export class RequestCaptured extends Error {
  override readonly name = "RequestCaptured";
}

/** The other end of the line: notes requests, and answers them with what a row has ready. */
export class Exchange implements HttpHandler {
  readonly requests: SentRequest[] = [];
  readonly #answer: (request: SentRequest) => HttpResponse | undefined;

  /** @param answer - The answer to a request; without one the call ends with {@link RequestCaptured}. */
  constructor(answer: (request: SentRequest) => HttpResponse | undefined = () => undefined) {
    this.#answer = answer;
  }

  async send({ method, url, headers, body }: HttpRequest): Promise<HttpResponse> {
    const request = { method, url, headers: { ...headers }, body: await readBody(body) };
    this.requests.push(request);
    const response = this.#answer(request);
    if (response === undefined) throw new RequestCaptured("The request is known; nothing more is wanted.");
    return response;
  }
}

/** A recorded response as a handler answers it: names of headers are lower case. */
export function responseOf({ status, headers, body, bodyBase64 }: RecordedResponse): HttpResponse {
  return {
    status,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
    body: bytesOf(body, bodyBase64),
  };
}

export function bytesOf(text: string | undefined, base64: string | undefined): Uint8Array {
  return new Uint8Array(base64 === undefined ? Buffer.from(text ?? "", "utf8") : Buffer.from(base64, "base64"));
}

async function readBody(body: HttpRequest["body"]): Promise<Uint8Array> {
  if (body === undefined) return new Uint8Array(0);
  if (ArrayBuffer.isView(body)) return body;
  const pieces: Uint8Array[] = [];
  for await (const piece of body as AsyncIterable<Uint8Array>) pieces.push(piece);
  return new Uint8Array(Buffer.concat(pieces));
}
