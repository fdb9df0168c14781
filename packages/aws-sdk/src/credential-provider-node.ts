/** The counterpart of `@aws-sdk/credential-provider-node`. */
export { fromNodeProviderChain as defaultProvider } from "./credential-providers.js";
