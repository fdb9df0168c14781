/**
 * Lets clients in a bundle have middleware, and request handlers of one's own: `import "@inia/aws-sdk/middleware"`. On
 * Node, programs that are not bundled load it by themselves.
 */
import { provideMiddleware } from "@inia/core/generated/aws-sdk-middleware";

provideMiddleware();
