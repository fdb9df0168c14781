import { request as httpRequest, type IncomingHttpHeaders, type RequestOptions } from "node:http";
import { request as httpsRequest } from "node:https";
import { presign, type SignOptions, sign, type TestRequest } from "./sign.js";

/** A response, read to its end. */
export interface TestResponse {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly text: string;
  /** Text of the first element with this name. */
  element(name: string): string | undefined;
}

/** Sends a request with exactly the given path and headers. */
export function send(
  request: TestRequest,
  options: RequestOptions & { readonly ca?: string } = {},
): Promise<TestResponse> {
  const target = /^(https?:)\/\/([^/:]+):(\d+)([^]*)$/.exec(request.url);
  if (target === null) {
    throw new Error(`not an absolute URL with a port: ${request.url}`);
  }
  const [, protocol, hostname, port, path] = target;
  const body = request.body === undefined ? undefined : Buffer.from(request.body);
  const headers = { ...lengthOf(request, body), ...request.headers };
  return new Promise((resolve, reject) => {
    const start = protocol === "https:" ? httpsRequest : httpRequest;
    const outgoing = start({ agent: false, ...options, hostname, port, path, method: request.method, headers });
    outgoing.on("error", reject);
    outgoing.on("response", (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => resolve(asResponse(response.statusCode ?? 0, response.headers, Buffer.concat(chunks))));
    });
    outgoing.end(body);
  });
}

/** Signs a request and sends it. */
export function signAndSend(request: TestRequest, options: SignOptions): Promise<TestResponse> {
  return send(sign(request, options));
}

/** Sends to S3: `call("PUT", "/bucket/key", { body })`. */
export function s3Caller(
  endpoint: string,
  defaults: Partial<SignOptions> = {},
): (
  method: string,
  path: string,
  rest?: Pick<TestRequest, "headers" | "body"> & Partial<SignOptions>,
) => Promise<TestResponse> {
  return (method, path, { headers, body, ...options } = {}) => {
    const withBody = body ?? (method === "PUT" || method === "POST" ? "" : undefined);
    return signAndSend(
      { method, url: endpoint + path, ...(headers && { headers }), ...(withBody !== undefined && { body: withBody }) },
      { service: "s3", ...defaults, ...options },
    );
  };
}

/** Presigns a request and sends it. */
export function presignAndSend(
  request: TestRequest,
  options: SignOptions,
  expiresSeconds?: number,
): Promise<TestResponse> {
  return send(presign(request, options, expiresSeconds));
}

function lengthOf(request: TestRequest, body: Buffer | undefined): Record<string, string> {
  const isChunked = Object.keys(request.headers ?? {}).some((name) => name.toLowerCase() === "transfer-encoding");
  return body === undefined || isChunked ? {} : { "content-length": String(body.length) };
}

function asResponse(status: number, headers: IncomingHttpHeaders, body: Buffer): TestResponse {
  const text = body.toString("utf8");
  const element = (name: string): string | undefined => new RegExp(`<${name}>([^<]*)</${name}>`).exec(text)?.[1];
  return { status, headers, body, text, element };
}
