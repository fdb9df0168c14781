/** The counterpart of `@smithy/fetch-http-handler`: a client sends by `fetch` wherever there is nothing else. */
export {
  NodeHttpHandler as FetchHttpHandler,
  type NodeHttpHandlerOptions as FetchHttpHandlerOptions,
} from "./node-http-handler.js";
