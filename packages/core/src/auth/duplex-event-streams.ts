import { loadHttp2 } from "#platform/load-http2";
import { serializeEventRequest } from "../protocols/event-stream/event-body.js";
import { type EventStreams, eventStreams } from "../protocols/event-stream/event-streams.js";
import { signEventRequest } from "./sign-events.js";

/** For operations that send events, and mostly answer with some. */
export const duplexEventStreams: EventStreams = {
  open: eventStreams.open,
  input: { serialize: serializeEventRequest, sign: signEventRequest, sendOptions: { http2: true, loadHttp2 } },
};
