import { IniaError } from "./inia-error.js";

/** Something about choosing an endpoint failed. */
export class EndpointProviderError extends IniaError {
  override readonly name: string = "EndpointProviderError";
}

/** The service's endpoint rules refuse these parameters; the message is the rule's own. */
export class EndpointResolutionError extends EndpointProviderError {
  override readonly name: string = "EndpointResolutionError";
}

/** An endpoint rule set asks for a built-in that this core does not know. */
export class UnknownEndpointResolutionBuiltInName extends EndpointProviderError {
  override readonly name: string = "UnknownEndpointResolutionBuiltInName";
}

/** No region was given and none is configured. */
export class NoRegionError extends IniaError {
  override readonly name: string = "NoRegionError";
}

/** The region is not a host label. */
export class InvalidRegionError extends IniaError {
  override readonly name: string = "InvalidRegionError";
}

/** The region belongs to no known partition. */
export class UnknownRegionError extends IniaError {
  override readonly name: string = "UnknownRegionError";
}

/** No endpoint is known for this service and region. */
export class UnknownEndpointError extends IniaError {
  override readonly name: string = "UnknownEndpointError";
}

/** The service has no endpoint of the variant asked for. */
export class EndpointVariantError extends IniaError {
  override readonly name: string = "EndpointVariantError";
}

/** A value that becomes part of the host name is not a host label. */
export class InvalidHostLabelError extends IniaError {
  override readonly name: string = "InvalidHostLabelError";
}

/** The ARN given as `Bucket` is of a kind that S3 does not take. */
export class UnsupportedS3ArnError extends IniaError {
  override readonly name: string = "UnsupportedS3ArnError";
}

/** The ARN is not one that this S3 Control operation takes. */
export class UnsupportedS3ControlArnError extends IniaError {
  override readonly name: string = "UnsupportedS3ControlArnError";
}

/** The Outposts ARN is not that of an access point. */
export class UnsupportedOutpostResourceError extends IniaError {
  override readonly name: string = "UnsupportedOutpostResourceError";
}

/** These S3 settings cannot be combined. */
export class UnsupportedS3ConfigurationError extends IniaError {
  override readonly name: string = "UnsupportedS3ConfigurationError";
}

/** These settings cannot be combined with an access point. */
export class UnsupportedS3AccesspointConfigurationError extends IniaError {
  override readonly name: string = "UnsupportedS3AccesspointConfigurationError";
}

/** These settings cannot be combined with S3 Control. */
export class UnsupportedS3ControlConfigurationError extends IniaError {
  override readonly name: string = "UnsupportedS3ControlConfigurationError";
}

/** The endpoint settings of this call are not allowed. */
export class InvalidEndpointConfigurationError extends IniaError {
  override readonly name: string = "InvalidEndpointConfigurationError";
}

/** The bucket's name cannot stand in a host name. */
export class InvalidDNSNameError extends IniaError {
  override readonly name: string = "InvalidDNSNameError";
}

/** The operation needs endpoint discovery, and it is switched off. */
export class EndpointDiscoveryRequired extends IniaError {
  override readonly name: string = "EndpointDiscoveryRequired";
}

/** The service did not tell the endpoint that this operation needs. */
export class EndpointDiscoveryRefreshFailed extends IniaError {
  override readonly name: string = "EndpointDiscoveryRefreshFailed";
}
