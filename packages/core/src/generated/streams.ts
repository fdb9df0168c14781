export { streams } from "../protocols/streams.js";
