import { type EventMessage, encodeMessage, type HeaderValue } from "./message.js";

/** An event that came, verified. */
export interface ReceivedEvent {
  /** The name of the event's member. */
  readonly type: string;
  readonly contentType: string | undefined;
  /** Headers of the event's own. */
  readonly headers: Readonly<Record<string, HeaderValue>>;
  readonly payload: Buffer;
}

/** One thing that a script does. */
export type Step =
  | {
      readonly event: string;
      /** Bytes, or what is sent as JSON. */
      readonly payload?: unknown;
      readonly headers?: Readonly<Record<string, HeaderValue>>;
    }
  /** Ends the stream with an exception. */
  | { readonly exception: string; readonly payload: unknown }
  /** Answers with an error in place of a stream: only where the head is held back. */
  | { readonly refuse: number; readonly code: string; readonly message: string }
  /** Resets the stream with INTERNAL_ERROR. */
  | { readonly fault: "reset" }
  /** Announces that the connection takes no further streams; this one goes on. */
  | { readonly fault: "goaway" }
  /** Does nothing any more. */
  | { readonly fault: "stall" }
  /** Drops the connection. */
  | { readonly fault: "hang-up" }
  /** Sends bytes as they are. */
  | { readonly bytes: Uint8Array };

/** What a server says in a conversation, and when: it reads the events that come as it likes. */
export type Script = (events: AsyncIterable<ReceivedEvent>) => AsyncIterable<Step>;

/** Sends every event back. */
export async function* echo(events: AsyncIterable<ReceivedEvent>): AsyncGenerator<Step> {
  for await (const { type, payload, headers } of events) {
    yield { event: type, payload, headers };
  }
}

export function receivedEvent({ headers, payload }: EventMessage): ReceivedEvent {
  const type = headers.get(":event-type");
  const contentType = headers.get(":content-type");
  const own = [...headers].filter(([name]) => !name.startsWith(":"));
  return {
    type: headers.get(":message-type") === "event" && typeof type === "string" ? type : "",
    contentType: typeof contentType === "string" ? contentType : undefined,
    headers: Object.fromEntries(own),
    payload,
  };
}

/** The message of an event: `payload` is bytes, or what is sent as JSON. */
export function eventBytes(
  type: string,
  payload: unknown,
  headers: Readonly<Record<string, HeaderValue>> = {},
): Buffer {
  return message({ ":message-type": "event", ":event-type": type }, payload, headers);
}

/** The message of an exception, which ends a stream. */
export function exceptionBytes(type: string, payload: unknown): Buffer {
  return message({ ":message-type": "exception", ":exception-type": type }, payload, {});
}

function message(
  head: Readonly<Record<string, HeaderValue>>,
  payload: unknown,
  headers: Readonly<Record<string, HeaderValue>>,
): Buffer {
  const isBytes = payload instanceof Uint8Array;
  const contentType = isBytes ? "application/octet-stream" : "application/json";
  return encodeMessage({
    headers: new Map(Object.entries({ ...head, ":content-type": contentType, ...headers })),
    payload: isBytes ? Buffer.from(payload) : Buffer.from(JSON.stringify(payload ?? {})),
  });
}
