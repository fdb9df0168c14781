export type { AwsCredentials, BearerToken } from "../auth/identity.js";
export type { CredentialsAsker, CredentialsInput, TokenInput } from "../config/client-config.js";
export type { CredentialCache } from "./credential-cache.js";
export {
  Credentials,
  DeferredRefreshableCredentials,
  RefreshableCredentials,
  type RefreshOptions,
} from "./credentials.js";
export type { CredentialsFunction } from "./credentials-function.js";
export type { CredentialExplanation } from "./explain.js";
export { type CognitoIdentityOptions, fromCognitoIdentity } from "./from-cognito-identity.js";
export { type CognitoIdentityPoolOptions, fromCognitoIdentityPool } from "./from-cognito-identity-pool.js";
export { fromContainer } from "./from-container.js";
export { fromEnv } from "./from-env.js";
export { fromInstanceMetadata } from "./from-instance-metadata.js";
export { fromProcess } from "./from-process.js";
export { fromProfile, type ProfileOptions } from "./from-profile.js";
export { fromStatic } from "./from-static.js";
export { fromTemporaryCredentials, type TemporaryCredentialsOptions } from "./from-temporary-credentials.js";
export { fromTokenFile, type TokenFileOptions } from "./from-token-file.js";
export { fromWebToken, type WebTokenOptions } from "./from-web-token.js";
export { jsonFileCache } from "./json-file-cache.js";
export type { CredentialProvider, MfaPrompter, Note } from "./provider.js";
export { CredentialResolver } from "./resolver.js";
export { type AuthToken, type TokenProvider, TokenProviderChain, type TokenRequest } from "./token-provider-chain.js";
