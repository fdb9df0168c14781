/** Bun, Deno, Node and workerd send a body while it is read. */
export { requestStream } from "./request-stream.js";
