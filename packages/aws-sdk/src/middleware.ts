/**
 * Puts what runs middleware, and request handlers of one's own, into a bundle: `import "@inia/aws-sdk/middleware"`.
 * Programs that are not bundled load it by themselves.
 */
import { foreignHandler, provideMiddleware, runMiddleware } from "@inia/core/generated/aws-sdk-middleware";

provideMiddleware({ foreignHandler, runMiddleware });
