import type { Pluggable as AnyPluggable, AwsSdkMetadata, Middleware, Untyped } from "@inia/core/generated/aws-sdk";

/** The counterpart of `@aws-sdk/types` and `@smithy/types`: the types that programs name. */

export type { Logger } from "@inia/core";
export type {
  AwsSdkRequest as HttpRequest,
  EndpointInput as Endpoint,
  HttpHandlerOptions,
  MiddlewareOptions,
  RequestHandler,
  RequestHandlerOptions as NodeHttpHandlerOptions,
  SdkStreamMixin,
  StreamingBlobPayloadOutputTypes,
  WaiterConfiguration,
} from "@inia/core/generated/aws-sdk";
export type { AwsCredentialIdentity, AwsCredentialIdentityProvider } from "./credential-providers.js";

/** What gives a value. */
export type Provider<Value> = () => Promise<Value>;

/** A response as middleware and request handlers see it. */
export interface HttpResponse {
  readonly statusCode: number;
  readonly reason?: string | undefined;
  readonly headers: Record<string, string>;
  readonly body?: Untyped;
}

/** What every output has. */
export interface MetadataBearer {
  readonly $metadata: AwsSdkMetadata;
}

/** Middleware by its step. Of what types inputs and outputs are, v3's middleware hardly ever knows: nothing checks it. */
export type InitializeMiddleware<_Input = object, _Output = object> = Middleware;
export type SerializeMiddleware<_Input = object, _Output = object> = Middleware;
export type BuildMiddleware<_Input = object, _Output = object> = Middleware;
export type FinalizeRequestMiddleware<_Input = object, _Output = object> = Middleware;
export type DeserializeMiddleware<_Input = object, _Output = object> = Middleware;
export type Pluggable<_Input = object, _Output = object> = AnyPluggable;
