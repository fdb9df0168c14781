import type { EndpointResolutionError } from "../errors/endpoint.js";
import type { OperationDescriptor } from "../schema/operation.js";
import type { ResolvedSigning } from "./signing.js";

export type {} from "../schema/platform-types.js";

/**
 * What is known about one call, shared by its steps and visible to event handlers: botocore's request context.
 * Handlers may add keys of their own.
 */
export interface CallContext {
  clientRegion: string | undefined;
  hasStreamingInput: boolean;
  /** `v4`, `v4a`, `v4-s3express`, `bearer`, `none`, or a signer's own name. */
  authType: string | undefined;
  /** The endpoint's word on signing: region, name, double encoding. */
  signing: ResolvedSigning | undefined;
  /** True where the payload is not hashed, by the model's word. */
  unsignedPayload: boolean;
  endpointProperties: Readonly<Record<string, unknown>>;
  /** The parameters as the serializer got them. */
  inputParams: Record<string, unknown>;
  isPresignRequest?: boolean;
  /** Set by a handler where a presigned request goes to a global host, and is signed for the client's region still. */
  useGlobalEndpoint?: boolean;
  /** For core alone: the client whose call this is. */
  client: unknown;
  signal: AbortSignal | undefined;
  /** Where the call goes; known from endpoint resolution on. */
  endpointUrl?: string;
  /** Set by a handler that serialises another form of the operation than its descriptor. */
  operation?: OperationDescriptor;
  /** Set by a handler that gives refusals of the endpoint rules classes of their own. */
  endpointError?: (error: EndpointResolutionError) => Error;
  /** Set by a handler that wants the endpoint resolved anew before the next attempt. */
  endpointOutdated?: boolean;
  /** Set by a handler that takes some unreadable successes for failures of the server. */
  isServerFailure?: (error: unknown) => boolean;
  /** Set by a handler of `before-parse`: the body is not the one that its head announces. */
  isBodyCorrupt?: boolean;
  /** Set by a handler: the code that the error's class goes by. */
  errorCodeOverride?: string;
  /** Set by a handler: who signs, where that is not the client. */
  identity?: () => unknown;
  /** S3's old signature: the path that it covers. */
  authPath?: string;
  [key: string]: unknown;
}
