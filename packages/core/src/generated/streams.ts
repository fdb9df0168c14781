/** The index has it, too: there is where clients take it from. */
export { streams } from "../protocols/streams.js";
