/** Everywhere but in Node. */
export { createHttpHandler } from "./fetch-handler.js";
