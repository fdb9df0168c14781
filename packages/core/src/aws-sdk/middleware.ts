/** The code behind `load-middleware.ts`. */
export { foreignHandler } from "./foreign-handler.js";
export { runMiddleware } from "./run-middleware.js";
