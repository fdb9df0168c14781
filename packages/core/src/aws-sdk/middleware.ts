import { middleware } from "#platform/aws-sdk-middleware";
import { foreignHandler } from "./foreign-handler.js";
import { stackOf } from "./middleware-stack.js";
import { runMiddleware } from "./run-middleware.js";

/** Lets clients have middleware, and request handlers of one's own, where they cannot load what that needs. */
export function provideMiddleware(): void {
  middleware.code = { stackOf, runMiddleware, foreignHandler };
}
