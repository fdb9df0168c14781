import type { ResolvedSigning } from "./signing.js";

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
  useGlobalEndpoint?: boolean;
  [key: string]: unknown;
}
