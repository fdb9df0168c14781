import { IniaError } from "./inia-error.js";

/** No provider of the chain had credentials. */
export class NoCredentialsError extends IniaError {
  override readonly name: string = "NoCredentialsError";
}

/** A source has some of the credential's parts but not all; the message names what is missing. */
export class PartialCredentialsError extends IniaError {
  override readonly name: string = "PartialCredentialsError";
}

/** A provider was configured but could not get credentials. */
export class CredentialRetrievalError extends IniaError {
  override readonly name: string = "CredentialRetrievalError";
}

/** No credential provider has this name. */
export class UnknownCredentialError extends IniaError {
  override readonly name: string = "UnknownCredentialError";
}

/** Credentials that needed an MFA code ran out; a second code cannot be asked for. */
export class RefreshWithMFAUnsupportedError extends IniaError {
  override readonly name: string = "RefreshWithMFAUnsupportedError";
}

/** The instance metadata or container service did not answer usefully. */
export class MetadataRetrievalError extends IniaError {
  override readonly name: string = "MetadataRetrievalError";
}

/** The configured instance metadata endpoint is not a URL. */
export class InvalidIMDSEndpointError extends IniaError {
  override readonly name: string = "InvalidIMDSEndpointError";
}

/** The metadata endpoint mode is neither `ipv4` nor `ipv6`. */
export class InvalidIMDSEndpointModeError extends IniaError {
  override readonly name: string = "InvalidIMDSEndpointModeError";
}

/** The call needs a bearer token and no provider had one. */
export class NoAuthTokenError extends IniaError {
  override readonly name: string = "NoAuthTokenError";
}

/** A bearer token could not be loaded or refreshed. */
export class TokenRetrievalError extends IniaError {
  override readonly name: string = "TokenRetrievalError";
}

/** No token provider has this name. */
export class UnknownTokenProviderError extends IniaError {
  override readonly name: string = "UnknownTokenProviderError";
}

/** Something about IAM Identity Center sign-in failed. */
export class SSOError extends IniaError {
  override readonly name: string = "SSOError";
}

/** The cached sign-in token is missing or unreadable: sign in again. */
export class SSOTokenLoadError extends SSOError {
  override readonly name: string = "SSOTokenLoadError";
}

/** The sign-in session has expired or was refused: sign in again. */
export class UnauthorizedSSOTokenError extends SSOError {
  override readonly name: string = "UnauthorizedSSOTokenError";
}

/** Something about a console login session failed. */
export class LoginError extends IniaError {
  override readonly name: string = "LoginError";
}

/** The login session has expired or the credentials changed: log in again. */
export class LoginRefreshRequired extends LoginError {
  override readonly name: string = "LoginRefreshRequired";
}

/** The login session lacks the permission to refresh itself. */
export class LoginInsufficientPermissions extends LoginError {
  override readonly name: string = "LoginInsufficientPermissions";
}

/** The cached login token is missing or unreadable. */
export class LoginTokenLoadError extends LoginError {
  override readonly name: string = "LoginTokenLoadError";
}

/** An authorization code could not be redeemed. */
export class LoginAuthorizationCodeError extends LoginError {
  override readonly name: string = "LoginAuthorizationCodeError";
}
