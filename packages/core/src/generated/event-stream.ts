export { duplexEventStreams } from "../auth/duplex-event-streams.js";
export { eventStreams } from "../protocols/event-stream/event-streams.js";
