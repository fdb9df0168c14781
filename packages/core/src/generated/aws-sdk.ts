/** What the entries `@inia/client-…/aws-sdk` are made of. */
export { middlewareCode } from "#platform/aws-sdk-middleware";
export {
  aggregatedClient,
  type CommandMethods,
  type PaginateMethod,
  type WaitMethod,
} from "../aws-sdk/aggregated-client.js";
export { AwsSdkClient, type AwsSdkConfig, type Callback, type HttpHandlerOptions } from "../aws-sdk/client.js";
export {
  type Command,
  type CommandClass,
  type CommandInput,
  type CommandInputs,
  type CommandOutput,
  type CommandOutputs,
  command,
  type OptionalInputCommandClass,
} from "../aws-sdk/command.js";
export type { AwsSdkClientConfig, EndpointInput, Provided } from "../aws-sdk/config.js";
export { type Enumeration, enumeration } from "../aws-sdk/enumeration.js";
export { eventMember } from "../aws-sdk/event-stream.js";
export {
  type Exception,
  type ExceptionClass,
  type ExceptionOptions,
  exception,
  ServiceException,
  toAwsSdkError,
} from "../aws-sdk/exception.js";
export { type AwsSdkRequest, toAwsSdkRequest, urlOf } from "../aws-sdk/http-messages.js";
export { type AwsSdkMetadata, awsSdkMetadata } from "../aws-sdk/metadata.js";
export {
  type Middleware,
  type MiddlewareOptions,
  type MiddlewareStack,
  type Pluggable,
} from "../aws-sdk/middleware-stack.js";
export { ownClient } from "../aws-sdk/own-client.js";
export { type Paginate, type PaginationConfiguration, paginateCommand } from "../aws-sdk/paginate.js";
export { decodedUserData, unquotedCopySource, withoutEncodingType } from "../aws-sdk/quirks.js";
export type { RequestHandler, RequestHandlerOptions } from "../aws-sdk/request-handler.js";
export {
  type DefaultCredentialProvider,
  decorateWithAssumers,
  type GetAssumer,
  getRoleAssumer,
  getWebIdentityAssumer,
  type RoleAssumer,
  type RoleAssumerWithWebIdentity,
  type STSRoleAssumerOptions,
} from "../aws-sdk/role-assumers.js";
export { s3Settings } from "../aws-sdk/s3-settings.js";
export {
  blobMember,
  type SdkStreamMixin,
  type StreamingBlobPayloadOutputTypes,
  streamingMember,
  type Uint8ArrayBlobAdapter,
  type WithBlobAdapter,
  type WithSdkStream,
} from "../aws-sdk/sdk-stream.js";
export type { Untyped } from "../aws-sdk/untyped.js";
export {
  pollCommand,
  type WaiterConfiguration,
  type WaiterResult,
  type WaiterState,
  type WaitUntil,
  waitForCommand,
} from "../aws-sdk/wait.js";
export type { NoInput, NoOutput } from "../schema/values.js";
