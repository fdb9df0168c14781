import type { Identity } from "../../auth/identity.js";
import type { Signer, SigningContext } from "../../auth/signer.js";
import type { HttpRequest, SendOptions } from "../../http/message.js";
import type { serializeEventRequest } from "./event-body.js";
import { openEventStream } from "./parse.js";

/** The code of event streams: only operations that have one refer to it, so only their bundles hold it. */
export interface EventStreams {
  readonly open: typeof openEventStream;
  /** Only operations that send events have it. */
  readonly input?: EventInput;
}

/** What sending events takes. */
export interface EventInput {
  readonly serialize: typeof serializeEventRequest;
  /** Signs a request, and prepares the signing of each of its events. `now` gives epoch milliseconds. */
  sign(
    request: HttpRequest,
    identity: Identity | undefined,
    context: SigningContext,
    signer: Signer,
    clock: { now(): number },
  ): void | Promise<void>;
  /**
   * Events that are sent take HTTP/2: they go both ways at once. Those that are only received do not, whatever the
   * service's model says of its streams: botocore receives them over HTTP/1, and so do browsers.
   */
  readonly sendOptions: Pick<SendOptions, "http2" | "loadHttp2">;
}

/** For operations that answer with events. */
export const eventStreams: EventStreams = { open: openEventStream };
