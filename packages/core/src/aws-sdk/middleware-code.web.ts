import type { MiddlewareCode } from "./middleware-code.js";

/**
 * Set by `import "@inia/aws-sdk/middleware"`: there is no other way to leave the code out of all the bundles that have no
 * use for it.
 */
export const middleware: { code?: MiddlewareCode } = {};

/** @throws an error that says what to import, where nobody did. */
export function middlewareCode(): MiddlewareCode {
  if (middleware.code) return middleware.code;
  throw new Error('Middleware and handlers need import "@inia/aws-sdk/middleware"');
}
