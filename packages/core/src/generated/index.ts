/** What generated packages import of core: a contract between the generator and the runtime. */
export { Client } from "../client/client.js";
export { type CallExplanation, explainByName } from "../client/explain.js";
export { generatePresignedUrl, type PresignOptions } from "../client/presign.js";
export type { ServiceDescriptor } from "../client/service-descriptor.js";
export type { ClientConfig } from "../config/client-config.js";
export type { SessionContext } from "../config/session-context.js";
export { ClientError } from "../errors/client-error.js";
export type { ServiceModel } from "../model/service-model.js";
export {
  type BoundPaginator,
  getPaginator,
  type OptionalInputPaginated,
  type Paginated,
  paginator,
} from "../pagination/paginator.js";
export { blob$, sensitiveBlob$ } from "../protocols/blob.js";
export { document$, sensitiveDocument$ } from "../protocols/document.js";
export { renderHostPrefix } from "../protocols/host-prefix.js";
export { reportInexact } from "../protocols/inexact.js";
export { jsonValue$, sensitiveJsonValue$ } from "../protocols/json-value.js";
export {
  iso8601$,
  rfc822$,
  sensitiveIso8601$,
  sensitiveRfc822$,
  sensitiveTimestamp$,
  sensitiveUnixTimestamp$,
  timestamp$,
  unixTimestamp$,
} from "../protocols/timestamp.js";
export { union$ } from "../protocols/union.js";
export type { Schema } from "../schema/codes.js";
export type { ErrorSchema } from "../schema/error-schema.js";
export type {
  AnyOperation,
  CallOptions,
  InputOf,
  Operation,
  OptionalInputOperation,
  WithMetadata,
} from "../schema/operation.js";
export type { DocumentValue, NoInput, NoOutput, TaggedUnion } from "../schema/values.js";
export type { StreamingBody } from "../streaming/streaming-body.js";
export type { BlobInput, EventStreamInput, StreamingInput } from "../streaming/types.js";
export {
  type BoundWaiter,
  getWaiter,
  type OptionalInputWaiterOf,
  type WaiterOf,
  waiter,
} from "../waiters/waiter.js";
export * from "./endpoints.js";
export { operation } from "./operation.js";
export * from "./signers.js";
export * from "./streams.js";
