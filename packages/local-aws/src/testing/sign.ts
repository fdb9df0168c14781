import { createHash, createHmac } from "node:crypto";

/** A request to sign: absolute URL with encoded path and query, header values, body. */
export interface TestRequest {
  readonly method: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** With what a request is signed. */
export interface SignOptions {
  readonly service: string;
  readonly region?: string;
  readonly accessKeyId?: string;
  readonly secretAccessKey?: string;
  readonly sessionToken?: string | undefined;
  /** `20261125T101500Z`; default: now. */
  readonly timestamp?: string;
  /** Value of `x-amz-content-sha256`, sent to S3 only. Default: the body's hash. */
  readonly payloadHash?: string;
  /** Names of headers that are sent unsigned. */
  readonly unsigned?: readonly string[];
}

/** Signs with SigV4 in the Authorization header; a test double that shares nothing with the verifier. */
export function sign(request: TestRequest, options: SignOptions): TestRequest & { readonly signature: string } {
  const url = new URL(request.url);
  const timestamp = options.timestamp ?? timestampOf(Date.now());
  const payloadHash = options.payloadHash ?? sha256(request.body ?? "");
  const headers: Record<string, string> = { host: url.host, ...request.headers, "x-amz-date": timestamp };
  if (options.service === "s3") {
    headers["x-amz-content-sha256"] = payloadHash;
  }
  if (options.sessionToken !== undefined) {
    headers["x-amz-security-token"] = options.sessionToken;
  }
  const signed = Object.fromEntries(Object.entries(headers).filter(([name]) => !options.unsigned?.includes(name)));
  const { signature, signedHeaders } = signatureOf(request.method, url, signed, payloadHash, timestamp, options);
  const authorization = `AWS4-HMAC-SHA256 Credential=${credential(timestamp, options)}, SignedHeaders=${signedHeaders}, Signature=${signature}`;
  return { ...request, headers: { ...headers, authorization }, signature };
}

/** Signs in the query string. */
export function presign(request: TestRequest, options: SignOptions, expiresSeconds = 300): TestRequest {
  const timestamp = options.timestamp ?? timestampOf(Date.now());
  const url = new URL(request.url);
  const headers = { host: url.host, ...request.headers };
  const query: [string, string][] = [
    ["X-Amz-Algorithm", "AWS4-HMAC-SHA256"],
    ["X-Amz-Credential", credential(timestamp, options)],
    ["X-Amz-Date", timestamp],
    ["X-Amz-Expires", String(expiresSeconds)],
    ["X-Amz-SignedHeaders", Object.keys(headers).sort().join(";")],
  ];
  if (options.sessionToken !== undefined) {
    query.push(["X-Amz-Security-Token", options.sessionToken]);
  }
  url.search += (url.search === "" ? "?" : "&") + query.map(([name, value]) => `${name}=${encode(value)}`).join("&");
  const payloadHash = options.service === "s3" ? "UNSIGNED-PAYLOAD" : sha256(request.body ?? "");
  const { signature } = signatureOf(request.method, url, headers, payloadHash, timestamp, options);
  return { ...request, url: `${url.href}&X-Amz-Signature=${signature}`, headers };
}

/** An `aws-chunked` body whose chunks, and trailers if there are any, are signed from the head's signature on. */
export function signChunks(
  chunks: readonly (string | Uint8Array)[],
  seed: string,
  timestamp: string,
  options: SignOptions,
  trailers: Readonly<Record<string, string>> = {},
): Buffer {
  const key = keyOf(timestamp, options);
  const scope = scopeOf(timestamp, options);
  const parts: Buffer[] = [];
  let previous = seed;
  for (const chunk of [...chunks, ""]) {
    previous = hmacHex(
      key,
      ["AWS4-HMAC-SHA256-PAYLOAD", timestamp, scope, previous, sha256(""), sha256(chunk)].join("\n"),
    );
    const head = `${Buffer.from(chunk).length.toString(16)};chunk-signature=${previous}\r\n`;
    parts.push(Buffer.from(head), Buffer.from(chunk), Buffer.from(chunk.length === 0 ? "" : "\r\n"));
  }
  const lines = Object.entries(trailers).map(([name, value]) => `${name}:${value}`);
  if (lines.length > 0) {
    const canonical = lines.map((line) => `${line}\n`).join("");
    const text = ["AWS4-HMAC-SHA256-TRAILER", timestamp, scope, previous, sha256(canonical)].join("\n");
    parts.push(Buffer.from(`${lines.join("\r\n")}\r\nx-amz-trailer-signature:${hmacHex(key, text)}\r\n`));
  }
  return Buffer.concat([...parts, Buffer.from("\r\n")]);
}

/**
 * A signer of event messages whose signatures go on from the head's: gives `:date` (epoch milliseconds) and signature of
 * each message that it is given in turn. `dateHeader` is that header as it is encoded.
 */
export function eventSigner(
  seed: string,
  options: SignOptions,
): (message: Uint8Array, dateMs: number, dateHeader: Uint8Array) => Buffer {
  let previous = seed;
  return (message, dateMs, dateHeader) => {
    const timestamp = timestampOf(dateMs);
    const scope = scopeOf(timestamp, options);
    previous = hmacHex(
      keyOf(timestamp, options),
      ["AWS4-HMAC-SHA256-PAYLOAD", timestamp, scope, previous, sha256(dateHeader), sha256(message)].join("\n"),
    );
    return Buffer.from(previous, "hex");
  };
}

/** An unsigned `aws-chunked` body. */
export function frameChunks(
  chunks: readonly (string | Uint8Array)[],
  trailers: Readonly<Record<string, string>>,
): Buffer {
  const parts = chunks.flatMap((chunk) => [`${Buffer.from(chunk).length.toString(16)}\r\n`, chunk, "\r\n"]);
  const lines = Object.entries(trailers).map(([name, value]) => `${name}:${value}\r\n`);
  return Buffer.concat([...parts, "0\r\n", ...lines, "\r\n"].map((part) => Buffer.from(part)));
}

/** `20261125T101500Z` */
export function timestampOf(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;
}

function sha256(body: string | Uint8Array): string {
  return createHash("sha256").update(body).digest("hex");
}

function signatureOf(
  method: string,
  url: URL,
  headers: Readonly<Record<string, string>>,
  payloadHash: string,
  timestamp: string,
  options: SignOptions,
): { signature: string; signedHeaders: string } {
  const names = Object.keys(headers).sort();
  const query = url.search.slice(1).split("&").filter(Boolean).map(withEquals).sort();
  // Paths of the tests need no normalising; services other than S3 encode the encoded path again.
  const path = options.service === "s3" ? url.pathname : url.pathname.split("/").map(encode).join("/");
  const canonical = [
    method,
    path,
    query.join("&"),
    ...names.map((name) => `${name}:${headers[name]}`),
    "",
    names.join(";"),
    payloadHash,
  ].join("\n");
  const text = ["AWS4-HMAC-SHA256", timestamp, scopeOf(timestamp, options), sha256(canonical)].join("\n");
  return { signature: hmacHex(keyOf(timestamp, options), text), signedHeaders: names.join(";") };
}

function keyOf(timestamp: string, options: SignOptions): Buffer {
  let key = Buffer.from(`AWS4${options.secretAccessKey ?? "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"}`);
  for (const part of scopeOf(timestamp, options).split("/")) {
    key = createHmac("sha256", key).update(part).digest();
  }
  return key;
}

function credential(timestamp: string, options: SignOptions): string {
  return `${options.accessKeyId ?? "AKIDEXAMPLE"}/${scopeOf(timestamp, options)}`;
}

function scopeOf(timestamp: string, { region = "us-east-1", service }: SignOptions): string {
  return `${timestamp.slice(0, 8)}/${region}/${service}/aws4_request`;
}

function hmacHex(key: Buffer, text: string): string {
  return createHmac("sha256", key).update(text).digest("hex");
}

function withEquals(part: string): string {
  return part.includes("=") ? part : `${part}=`;
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}
