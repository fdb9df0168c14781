import { IniaError } from "./inia-error.js";

/** A setting has a value that is not allowed; the message names its source and the allowed values. */
export class InvalidConfigError extends IniaError {
  override readonly name: string = "InvalidConfigError";
}

/** A chain of `source_profile`s leads back to a profile already visited. */
export class InfiniteLoopConfigError extends InvalidConfigError {
  override readonly name: string = "InfiniteLoopConfigError";
}

/** The chosen profile is in neither of the shared files. */
export class ProfileNotFound extends IniaError {
  override readonly name: string = "ProfileNotFound";
}

/** A shared configuration file is not readable as INI; the message names file and line. */
export class ConfigParseError extends IniaError {
  override readonly name: string = "ConfigParseError";
}

/** A configuration file that was asked for by path does not exist. */
export class ConfigNotFound extends IniaError {
  override readonly name: string = "ConfigNotFound";
}

/** A value of `proxiesConfig` cannot be used. */
export class InvalidProxiesConfigError extends IniaError {
  override readonly name: string = "InvalidProxiesConfigError";
}

/** `defaultsMode` is not one of botocore's modes. */
export class InvalidDefaultsMode extends IniaError {
  override readonly name: string = "InvalidDefaultsMode";
}

/** The retry settings contradict each other or are unknown. */
export class InvalidRetryConfigurationError extends IniaError {
  override readonly name: string = "InvalidRetryConfigurationError";
}

/** `maxAttempts` is not a whole number of at least one. */
export class InvalidMaxRetryAttemptsError extends InvalidRetryConfigurationError {
  override readonly name: string = "InvalidMaxRetryAttemptsError";
}

/** `retryMode` is none of `standard`, `legacy`, `adaptive`. */
export class InvalidRetryModeError extends InvalidRetryConfigurationError {
  override readonly name: string = "InvalidRetryModeError";
}

/** A checksum setting is neither `when_supported` nor `when_required`. */
export class InvalidChecksumConfigError extends IniaError {
  override readonly name: string = "InvalidChecksumConfigError";
}

/** `s3.addressingStyle` is none of `virtual`, `path`, `auto`. */
export class InvalidS3AddressingStyleError extends IniaError {
  override readonly name: string = "InvalidS3AddressingStyleError";
}

/** `s3.usEast1RegionalEndpoint` is neither `legacy` nor `regional`. */
export class InvalidS3UsEast1RegionalEndpointConfigError extends IniaError {
  override readonly name: string = "InvalidS3UsEast1RegionalEndpointConfigError";
}

/** `sts_regional_endpoints` is neither `legacy` nor `regional`. */
export class InvalidSTSRegionalEndpointsConfigError extends IniaError {
  override readonly name: string = "InvalidSTSRegionalEndpointsConfigError";
}

/** `endpointDiscoveryEnabled` is none of true, false, `auto`. */
export class InvalidEndpointDiscoveryConfigurationError extends IniaError {
  override readonly name: string = "InvalidEndpointDiscoveryConfigurationError";
}

/** A signature version that no signer is registered for. */
export class UnknownSignatureVersionError extends IniaError {
  override readonly name: string = "UnknownSignatureVersionError";
}

/** None of the signature versions that the service offers is supported. */
export class UnsupportedSignatureVersionError extends IniaError {
  override readonly name: string = "UnsupportedSignatureVersionError";
}

/** The model names only protocols that this core does not speak. */
export class UnsupportedServiceProtocolsError extends IniaError {
  override readonly name: string = "UnsupportedServiceProtocolsError";
}

/** Something optional is needed that this environment does not have. */
export class MissingDependencyException extends IniaError {
  override readonly name: string = "MissingDependencyException";
}
