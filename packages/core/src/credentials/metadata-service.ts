import { fromUtf8 } from "../encoding/utf8.js";
import { ConnectionError, HTTPClientError } from "../errors/http.js";
import type { HttpHandler, HttpResponse } from "../http/message.js";

export interface MetadataRequest {
  readonly method: "GET" | "PUT";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
}

export interface MetadataAnswer {
  readonly status: number;
  readonly text: string;
}

/** Asks a metadata service once, and reads its whole answer. */
export async function askMetadataService(handler: HttpHandler, request: MetadataRequest): Promise<MetadataAnswer> {
  const { method, url, headers, timeoutMs } = request;
  const response = await handler.send(
    { method, url, headers: { host: new URL(url).host, ...headers } },
    { connectTimeoutMs: timeoutMs, readTimeoutMs: timeoutMs },
  );
  return { status: response.status, text: await bodyText(response) };
}

/** Whether asking again may help: the network failed, not the request. */
export function isNetworkFailure(error: unknown): boolean {
  return error instanceof ConnectionError || error instanceof HTTPClientError;
}

async function bodyText({ body }: HttpResponse): Promise<string> {
  if (body === undefined) return "";
  if (body instanceof Uint8Array) return fromUtf8(body);
  let text = "";
  const decoder = new TextDecoder();
  for await (const chunk of body as AsyncIterable<Uint8Array>) text += decoder.decode(chunk, { stream: true });
  return text + decoder.decode();
}
