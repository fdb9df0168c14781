/** What runs middleware of aws-sdk v3's form; importing `@inia/aws-sdk/middleware` puts it into a bundle. */
export { foreignHandler } from "../aws-sdk/foreign-handler.js";
export { provideMiddleware } from "../aws-sdk/middleware.js";
export { runMiddleware } from "../aws-sdk/run-middleware.js";
