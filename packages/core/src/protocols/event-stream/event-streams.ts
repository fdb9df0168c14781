import { openEventStream } from "./parse.js";
import { serializeEvents } from "./serialize.js";

/** The code of event streams: only operations that have one refer to it, so only their bundles hold it. */
export interface EventStreams {
  readonly open: typeof openEventStream;
  readonly serialize: typeof serializeEvents;
}

export const eventStreams: EventStreams = { open: openEventStream, serialize: serializeEvents };
