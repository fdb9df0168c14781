/** Clients made since take it from the index. */
export { streams } from "../protocols/streams.js";
