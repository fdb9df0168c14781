import type { AwsSdkMetadata } from "@inia/core/generated/aws-sdk";

/** The counterpart of `@aws-sdk/types` and `@smithy/types`: the types that programs name. */

export type {
  EndpointInput as Endpoint,
  HttpHandlerOptions,
  Middleware as InitializeMiddleware,
  MiddlewareOptions,
  Pluggable,
  RequestHandler,
  RequestHandlerOptions as NodeHttpHandlerOptions,
  SdkStreamMixin,
  StreamingBlobPayloadOutputTypes,
  WaiterConfiguration,
} from "@inia/core/generated/aws-sdk";
export type { AwsCredentialIdentity, AwsCredentialIdentityProvider } from "./credential-providers.js";

/** What gives a value. */
export type Provider<Value> = () => Promise<Value>;

/** What every output has. */
export interface MetadataBearer {
  readonly $metadata: AwsSdkMetadata;
}
