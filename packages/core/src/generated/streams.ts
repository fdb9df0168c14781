export { requestStreams, responseStreams, streams } from "../protocols/streams.js";
