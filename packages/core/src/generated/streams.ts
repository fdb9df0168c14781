/** The index has them, too: there is where clients take them from. */
export { requestStreams, responseStreams, streams } from "../protocols/streams.js";
