export { eventStreams } from "../protocols/event-stream/event-streams.js";
