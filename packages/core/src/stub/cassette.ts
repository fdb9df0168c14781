/// <reference lib="esnext.disposable" preserve="true" />
import { fromBase64, toBase64 } from "#platform/base64";
import { readFile, writeFile } from "#platform/files";
import { createHttpHandler } from "#platform/http-handler";
import type { ClientConfig } from "../config/client-config.js";
import { randomToken } from "../config/default-hooks.js";
import { fromUtf8, toUtf8 } from "../encoding/utf8.js";
import { StubAssertionError } from "../errors/call.js";
import type { HttpHandler, HttpRequest, HttpResponse } from "../http/message.js";
import { readAll } from "../streaming/byte-iterator.js";
import { findDifferences } from "./differences.js";
import { isSigningHeader, maskHeaders, maskJson, maskMarkup, plainUrl } from "./secrets.js";
import { formatTable } from "./table.js";

export interface CassetteOptions {
  /**
   * `record` sends requests and keeps what is answered; `replay` answers from what was kept, and sends nothing.
   * Default: `replay` where there is something to replay, else `record`.
   */
  readonly mode?: "record" | "replay" | undefined;
  /** Sends what is recorded. Default: the platform's handler. */
  readonly httpHandler?: HttpHandler | undefined;
  /** Takes out of texts what must not be kept, besides what is taken out anyway (keys, tokens, passwords). */
  readonly mask?: ((text: string) => string) | undefined;
}

/** What is kept of a session with a service: JSON that people can read. */
export interface CassetteContents {
  readonly exchanges: readonly RecordedExchange[];
  /** The tokens that made calls idempotent, in the order in which they were asked for. */
  readonly tokens?: readonly string[];
}

export interface RecordedExchange {
  readonly request: RecordedRequest;
  readonly response: RecordedResponse;
}

/** Without what is another at each run: signature, date, user agent. */
export interface RecordedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: RecordedBody;
}

export interface RecordedResponse {
  readonly status: number;
  readonly reason?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: RecordedBody;
}

export type RecordedBody = { readonly json: unknown } | { readonly text: string } | { readonly base64: string };

/**
 * Keeps what a service answers, and answers in its place the next time: the client does everything that it does in
 * earnest, but for the network. Requests must be those of the recording, in whatever order; one that is not gets an
 * error that shows where it differs.
 *
 * Credentials, signatures, and members whose names speak of secrets are not kept.
 *
 * @example
 * ```ts
 * import { S3 } from "@inia/client-s3";
 * import { openCassette } from "@inia/core/stub";
 *
 * using cassette = openCassette("photos.cassette.json"); // is written by the first run
 * const s3 = new S3({ region: "eu-west-1", ...cassette.config });
 * await s3.listBuckets();
 * ```
 */
export class Cassette implements Disposable {
  readonly mode: "record" | "replay";
  /** To be spread into a client's configuration, behind everything else. */
  readonly config: ClientConfig;
  readonly #exchanges: RecordedExchange[];
  readonly #tokens: string[];
  readonly #pending: Set<RecordedExchange>;
  readonly #mask: (text: string) => string;
  readonly #onClose: ((contents: CassetteContents) => void) | undefined;
  #closed = false;

  constructor(
    contents: CassetteContents | undefined,
    { mode, httpHandler, mask = (text) => text }: CassetteOptions = {},
    onClose?: (contents: CassetteContents) => void,
  ) {
    this.mode = mode ?? (contents === undefined ? "record" : "replay");
    this.#exchanges = this.mode === "replay" ? [...(contents?.exchanges ?? [])] : [];
    this.#tokens = this.mode === "replay" ? [...(contents?.tokens ?? [])] : [];
    this.#pending = new Set(this.#exchanges);
    this.#mask = mask;
    this.#onClose = onClose;
    this.config = this.mode === "replay" ? this.#replaying() : this.#recording(httpHandler);
  }

  /** What was recorded, or is replayed. */
  get contents(): CassetteContents {
    return { exchanges: this.#exchanges, ...(this.#tokens.length > 0 && { tokens: this.#tokens }) };
  }

  /** @throws {@link StubAssertionError} with a table of the requests that were recorded and not made again. */
  assertPlayed(): void {
    if (this.#pending.size === 0 || this.mode === "record") return;
    const rows = [...this.#pending].map(({ request, response }) => [
      request.method,
      request.url,
      String(response.status),
    ]);
    const count = rows.length === 1 ? "1 recorded request was" : `${rows.length} recorded requests were`;
    throw new StubAssertionError(`${count} not made again:\n${formatTable(["method", "URL", "answer"], rows)}`);
  }

  /** Keeps what was recorded; of a replay asserts that all of it was asked for. */
  [Symbol.dispose](): void {
    if (this.#closed) return;
    this.#closed = true;
    if (this.mode === "record") this.#onClose?.(this.contents);
    else this.assertPlayed();
  }

  #recording(handler: HttpHandler = createHttpHandler()): ClientConfig {
    return {
      httpHandler: {
        send: async (request, options) => {
          const body = await readAll(request.body);
          const response = await handler.send({ ...request, body }, options);
          const answered = await readAll(response.body);
          this.#exchanges.push({
            request: this.#requestOf(request, body),
            response: this.#responseOf(response, answered),
          });
          return { ...response, body: answered };
        },
        close: () => handler.close?.(),
      },
      idempotencyToken: () => {
        const token = randomToken();
        this.#tokens.push(token);
        return token;
      },
    };
  }

  #replaying(): ClientConfig {
    const tokens = [...this.#tokens];
    return {
      httpHandler: {
        send: async (request) => this.#replay(this.#requestOf(request, await readAll(request.body))),
      },
      idempotencyToken: () => tokens.shift() ?? randomToken(),
      // Whoever replays need not wait, and has no credentials.
      sleep: async (_, signal) => signal?.throwIfAborted(),
      credentials: { accessKeyId: "replayed", secretAccessKey: "replayed" },
    };
  }

  #replay(request: RecordedRequest): HttpResponse {
    let nearest: { readonly differences: readonly string[] } | undefined;
    for (const exchange of this.#pending) {
      const differences = findDifferences(exchange.request, request, "exact");
      if (differences.length === 0) {
        this.#pending.delete(exchange);
        const { status, reason, headers, body } = exchange.response;
        return { status, ...(reason !== undefined && { reason }), headers: { ...headers }, body: bytesIn(body) };
      }
      if (nearest === undefined || differences.length < nearest.differences.length) nearest = { differences };
    }
    const why = nearest?.differences.map((line) => `  ${line}`).join("\n");
    throw new StubAssertionError(
      `No recorded answer is left for ${request.method} ${request.url}${why ? `; the nearest differs:\n${why}` : "."}\n` +
        "Record anew if the change is meant.",
    );
  }

  #requestOf({ method, url, headers }: HttpRequest, body: Uint8Array): RecordedRequest {
    const kept = Object.entries(headers).filter(([name]) => !isSigningHeader(name));
    const recorded = this.#bodyOf(withoutChunkSignatures(body, headers), true);
    return {
      method,
      url: this.#mask(plainUrl(url)),
      headers: maskHeaders(kept, this.#mask),
      ...(recorded && { body: recorded }),
    };
  }

  #responseOf({ status, reason, headers }: HttpResponse, body: Uint8Array): RecordedResponse {
    const recorded = this.#bodyOf(body, false);
    const isChanged = recorded !== undefined && !isSame(bytesIn(recorded)!, body);
    // A masked body has neither the length nor the checksum of the one that came.
    const kept = Object.entries(headers).filter(([name]) => !isChanged || !bodyHeaders.test(name));
    return {
      status,
      ...(reason !== undefined && { reason }),
      headers: maskHeaders(kept, this.#mask),
      ...(recorded && { body: recorded }),
    };
  }

  /** Of requests JSON is kept whatever its spacing; of responses only where it is written again as it came. */
  #bodyOf(body: Uint8Array, isRequest: boolean): RecordedBody | undefined {
    if (body.byteLength === 0) return undefined;
    const text = textOf(body);
    if (text === undefined) return { base64: toBase64(body) };
    const json = jsonOf(text);
    if (json !== undefined && (isRequest || JSON.stringify(json) === text)) {
      return { json: JSON.parse(this.#mask(JSON.stringify(maskJson(json)))) as unknown };
    }
    return { text: this.#mask(json === undefined ? maskMarkup(text) : JSON.stringify(maskJson(json))) };
  }
}

/**
 * A cassette in a file, which is written when it is disposed of after recording. (Node, Bun and Deno; elsewhere make a
 * {@link Cassette} of contents that come from somewhere else.)
 *
 * @throws {SyntaxError} when the file is no JSON.
 */
export function openCassette(path: string, options: CassetteOptions = {}): Cassette {
  const file = options.mode === "record" ? undefined : readFile(path);
  const contents = file && (JSON.parse(fromUtf8(file)) as CassetteContents);
  return new Cassette(contents, options, (recorded) => writeFile(path, `${JSON.stringify(recorded, undefined, 2)}\n`));
}

function bytesIn(body: RecordedBody | undefined): Uint8Array | undefined {
  if (body === undefined) return undefined;
  if ("json" in body) return toUtf8(JSON.stringify(body.json));
  return "text" in body ? toUtf8(body.text) : fromBase64(body.base64);
}

/** Undefined where the bytes are not text. */
function textOf(body: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(body);
    return text.includes("\0") ? undefined : text;
  } catch {
    return undefined;
  }
}

function jsonOf(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Chunks that are signed one by one have other signatures at each run. */
function withoutChunkSignatures(body: Uint8Array, headers: Readonly<Record<string, string>>): Uint8Array {
  const isSigned = Object.values(headers).some((value) => value.startsWith("STREAMING-AWS4-"));
  const text = isSigned ? textOf(body) : undefined;
  if (text === undefined) return body;
  return toUtf8(text.replace(/(;chunk-signature=|x-amz-trailer-signature:)[0-9a-f]{64}/g, "$1***"));
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.byteLength === other.byteLength && one.every((byte, at) => byte === other[at]);
}

const bodyHeaders: RegExp = /^(content-(length|md5|encoding)|x-amz-(crc32|checksum-.*))$/i;
