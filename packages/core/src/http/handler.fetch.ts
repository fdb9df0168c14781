/** Everywhere but in Node. */
export { createFetchHandler as createHttpHandler } from "./fetch-handler.js";
