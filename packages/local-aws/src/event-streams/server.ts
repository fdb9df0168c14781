import {
  createSecureServer,
  createServer,
  type IncomingHttpHeaders,
  type ServerHttp2Session,
  type ServerHttp2Stream,
} from "node:http2";
import type { AddressInfo } from "node:net";
import { type Credential, CredentialStore } from "../credentials.js";
import type { RunningServer, TlsOptions } from "../server.js";
import { AuthFailure } from "../verify/auth-failure.js";
import { awsAuthError } from "../verify/aws-auth-error.js";
import type { HeaderLine, SignedRequest } from "../verify/signed-request.js";
import { type VerifiedRequest, verifyRequest } from "../verify/verify-request.js";
import { echo, eventBytes, exceptionBytes, type ReceivedEvent, receivedEvent, type Script } from "./conversation.js";
import { EventFailure, type EventMessage, readMessages } from "./message.js";
import { verifyEvents } from "./verify-events.js";

/** What a server of event streams takes. */
export interface EventStreamsOptions {
  /** What it says. Default: {@link echo}. */
  readonly script?: Script | undefined;
  /** Whose requests are accepted. Default: AKIDEXAMPLE's. */
  readonly credentials?: CredentialStore | readonly Credential[] | undefined;
  /** The region that requests must be signed for. Default: `us-east-1`. */
  readonly region?: string | undefined;
  /** The name that requests must be signed for. Default: any. */
  readonly service?: string | undefined;
  /** How a request says who it is from. With a token, or without anything, events are not signed. Default: `sigv4`. */
  readonly auth?: "sigv4" | "bearer" | "none" | undefined;
  /** Epoch milliseconds. Default: `Date.now`. */
  readonly clock?: (() => number) | undefined;
  /** How far the times of a request and its events may be off. Default: 15 minutes. */
  readonly maxSkewMs?: number | undefined;
  /** TLS, with HTTP/2 by ALPN. Default: HTTP/2 without TLS, with prior knowledge. */
  readonly tls?: TlsOptions | undefined;
  /** Whether the response's head waits for the script's first step. Default: `false`. */
  readonly holdHead?: boolean | undefined;
  /** Streams that a connection may have at once. Default: as many as are asked for. */
  readonly maxConcurrentStreams?: number | undefined;
}

/** What is known about a request for a conversation. */
export interface ConversationRecord {
  readonly path: string;
  /** Lower-case names, without HTTP/2's own. */
  readonly headers: Readonly<Record<string, string>>;
  /** Which connection it came on, counted from 0. */
  readonly connection: number;
  /** Whose signature was verified. */
  accessKeyId: string | undefined;
  /** The events that came, as far as they were read. */
  readonly events: ReceivedEvent[];
  /** What was wrong with the request or its events. */
  failure: string | undefined;
  /** How the client left: it sent all it had to, or it cancelled. `undefined` while it is there. */
  end: "complete" | "cancelled" | undefined;
}

/** A running server of event streams. */
export interface EventStreamsServer extends RunningServer {
  /** In the order in which they came. */
  readonly conversations: readonly ConversationRecord[];
  /** Connections that are open. */
  readonly connections: number;
  /** Resolves when no conversation is going on. */
  quiet(): Promise<void>;
}

/**
 * Starts a server that speaks HTTP/2 and nothing else, and answers every operation that sends events. It is strict:
 * heads, signatures and messages that are not as AWS's protocol has them are refused, with a status before the head of
 * the response and with an exception after it.
 */
export async function startEventStreams(options: EventStreamsOptions = {}): Promise<EventStreamsServer> {
  const settings = { settings: { maxConcurrentStreams: options.maxConcurrentStreams ?? 0xffff_ffff } };
  const server = options.tls ? createSecureServer({ ...settings, ...options.tls }) : createServer(settings);
  const sessions = new Set<ServerHttp2Session>();
  const open = new Set<Promise<void>>();
  const conversations: ConversationRecord[] = [];
  let accepted = 0;
  server.on("session", (session) => {
    const connection = accepted++;
    sessions.add(session);
    session.once("close", () => sessions.delete(session));
    session.on("error", ignore);
    session.on("stream", (stream, headers) => {
      const record = newRecord(headers, connection);
      conversations.push(record);
      const running = converse(stream, headers, record, options).finally(() => open.delete(running));
      open.add(running);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  const close = async (): Promise<void> => {
    for (const session of sessions) {
      session.destroy();
    }
    await new Promise<void>((resolve) => server.close(() => resolve()));
  };
  return {
    endpoint: `${options.tls ? "https" : "http"}://127.0.0.1:${port}`,
    port,
    close,
    [Symbol.asyncDispose]: close,
    conversations,
    get connections() {
      return sessions.size;
    },
    async quiet() {
      while (open.size > 0) {
        await Promise.all(open);
      }
    },
  };
}

/** Ends when the stream is closed on both sides. */
async function converse(
  stream: ServerHttp2Stream,
  headers: IncomingHttpHeaders,
  record: ConversationRecord,
  options: EventStreamsOptions,
): Promise<void> {
  const closed = new Promise<void>((resolve) => stream.once("close", resolve));
  stream.on("error", ignore);
  stream.on("aborted", () => {
    record.end ??= "cancelled";
  });
  stream.on("end", () => {
    // A stream that is cancelled ends, too.
    if (!stream.aborted) {
      record.end ??= "complete";
    }
  });
  try {
    const verified = verifyHead(headers, options);
    record.accessKeyId = verified?.credential.accessKeyId;
    await play(stream, eventsOf(stream, verified, record, options), options);
  } catch (error) {
    refuse(stream, error, record);
  }
  // What the client still sends is not heard, but its end is.
  stream.resume();
  await closed;
  record.end ??= stream.rstCode === 0 ? "complete" : "cancelled";
}

function verifyHead(headers: IncomingHttpHeaders, options: EventStreamsOptions): VerifiedRequest | undefined {
  const declared = headers["x-amz-content-sha256"];
  const auth = options.auth ?? "sigv4";
  if (headers[":method"] !== "POST") {
    throw new EventFailure("ValidationException", `the method is ${headers[":method"]}`);
  }
  if (headers["content-type"] !== EVENT_STREAM) {
    throw new EventFailure("ValidationException", `the content type is ${headers["content-type"]}`);
  }
  for (const name of ["content-length", "transfer-encoding", "expect", "connection", "host"]) {
    if (headers[name] !== undefined) {
      throw new EventFailure("ValidationException", `a stream of events over HTTP/2 has no header ${name}`);
    }
  }
  if (auth !== "sigv4") {
    const isRight = auth === "none" ? !headers.authorization : /^Bearer \S+$/.test(headers.authorization ?? "");
    if (!isRight || declared !== undefined) {
      throw new EventFailure("ValidationException", `the request is not one of ${auth} authorization`);
    }
    return undefined;
  }
  const verified = verifyRequest(signedRequest(headers), {
    credentials: options.credentials ?? new CredentialStore(),
    service: options.service,
    region: options.region ?? "us-east-1",
    clock: options.clock,
    maxSkewMs: options.maxSkewMs,
  });
  if (verified.payload.kind !== "events") {
    throw new EventFailure("ValidationException", `x-amz-content-sha256 is ${declared}`);
  }
  return verified;
}

async function* eventsOf(
  stream: ServerHttp2Stream,
  verified: VerifiedRequest | undefined,
  record: ConversationRecord,
  { clock = Date.now, maxSkewMs = DEFAULT_MAX_SKEW_MS }: EventStreamsOptions,
): AsyncGenerator<ReceivedEvent> {
  const body: AsyncIterable<Uint8Array> = stream.iterator({ destroyOnReturn: false });
  const messages: AsyncIterable<EventMessage> =
    verified === undefined ? readMessages(body) : verifyEvents(body, verified, { now: clock, maxSkewMs });
  for await (const message of messages) {
    const event = receivedEvent(message);
    if (event.type === "") {
      throw new EventFailure("MalformedEventException", "a message is no event");
    }
    record.events.push(event);
    yield event;
  }
}

async function play(
  stream: ServerHttp2Stream,
  events: AsyncIterable<ReceivedEvent>,
  { script = echo, holdHead = false }: EventStreamsOptions,
): Promise<void> {
  const respond = (): void => {
    if (!stream.headersSent) {
      stream.respond({ ":status": 200, "content-type": EVENT_STREAM, "x-amzn-requestid": REQUEST_ID });
    }
  };
  if (!holdHead) {
    respond();
  }
  for await (const step of script(events)) {
    if (stream.destroyed || stream.closed) {
      return;
    }
    if ("fault" in step) {
      switch (step.fault) {
        case "reset":
          // `close` would end the stream before it resets it, as if all had been said.
          stream.destroy(new Error("reset on purpose"));
          return;
        case "goaway":
          stream.session?.goaway(0, stream.id ?? 0);
          break;
        case "stall":
          return new Promise((resolve) => stream.once("close", resolve));
        case "hang-up":
          return stream.session?.destroy();
      }
    } else if ("refuse" in step) {
      return answer(stream, step.refuse, step.code, step.message);
    } else {
      respond();
      if ("exception" in step) {
        stream.end(exceptionBytes(step.exception, step.payload));
        return;
      }
      const bytes = "bytes" in step ? step.bytes : eventBytes(step.event, step.payload, step.headers);
      if (!stream.write(bytes)) {
        await drained(stream);
      }
    }
  }
  respond();
  stream.end();
}

function refuse(stream: ServerHttp2Stream, error: unknown, record: ConversationRecord): void {
  const failure = error instanceof AuthFailure ? awsAuthError(error, "json") : error;
  const { code = "InternalServerException", message } = failure as Error & { readonly code?: string };
  record.failure = `${code}: ${message}`;
  if (stream.destroyed || stream.closed) {
    return;
  }
  if (stream.headersSent) {
    stream.end(exceptionBytes(code, { message }));
  } else {
    answer(stream, error instanceof AuthFailure ? 403 : 400, code, message);
  }
}

function answer(stream: ServerHttp2Stream, status: number, code: string, message: string): void {
  stream.respond({
    ":status": status,
    "content-type": "application/json",
    "x-amzn-errortype": code,
    "x-amzn-requestid": REQUEST_ID,
  });
  stream.end(JSON.stringify({ message }));
}

function drained(stream: ServerHttp2Stream): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      stream.off("drain", done).off("close", done);
      resolve();
    };
    stream.on("drain", done).on("close", done);
  });
}

function signedRequest(headers: IncomingHttpHeaders): SignedRequest {
  const lines: HeaderLine[] = [["host", headers[":authority"] ?? ""]];
  for (const [name, value] of Object.entries(headers)) {
    if (!name.startsWith(":") && value !== undefined) {
      lines.push([name, Array.isArray(value) ? value.join(",") : value]);
    }
  }
  return { method: headers[":method"] ?? "", target: headers[":path"] ?? "/", headers: lines };
}

function newRecord(headers: IncomingHttpHeaders, connection: number): ConversationRecord {
  return {
    path: headers[":path"] ?? "/",
    headers: Object.fromEntries(signedRequest(headers).headers),
    connection,
    accessKeyId: undefined,
    events: [],
    failure: undefined,
    end: undefined,
  };
}

function ignore(): void {}

const EVENT_STREAM = "application/vnd.amazon.eventstream";
const REQUEST_ID = "00000000-0000-4000-8000-000000000001";
const DEFAULT_MAX_SKEW_MS = 15 * 60 * 1000;
