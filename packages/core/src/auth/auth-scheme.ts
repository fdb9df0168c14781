import type { AuthScheme, OperationDescriptor } from "../schema/operation.js";
import { preferredVersion, versionOfAuth } from "./auth-trait.js";
import { type EndpointAuth, type OfferedScheme, schemeOfEndpoint } from "./endpoint-auth-scheme.js";
import { UNSIGNED } from "./signer.js";

/** What a client knows of how its calls are authorised: part of its configuration, and facts of its service. */
export interface AuthSettings {
  /** What holds where neither operation nor endpoint say otherwise. */
  readonly signatureVersion: string;
  /** What was asked for in code. */
  readonly givenSignatureVersion: string | undefined;
  /** Short names of schemes, for example `sigv4a`. */
  readonly authSchemePreference: readonly string[];
  /** Whether the preference was given in code. */
  readonly authSchemePreferenceGiven: boolean;
  readonly sigv4aSigningRegionSet: string | undefined;
  readonly region: string | undefined;
  /** The service's schemes. */
  readonly auth?: readonly AuthScheme[] | undefined;
  readonly signingName: string;
  /** Whether the environment holds a bearer token for the service: {@link bearerTokenVariable}. */
  readonly hasEnvironmentToken?: boolean | undefined;
}

/** How one call is authorised, as far as its operation and its endpoint say. */
export interface CallAuth extends EndpointAuth {
  readonly unsignedPayload: boolean;
}

/** How one call is signed. */
export interface SigningChoice {
  readonly signatureVersion: string;
  /** For SigV4a the set of regions. */
  readonly region: string | undefined;
  readonly signingName: string;
  readonly unsignedPayload: boolean;
}

/**
 * Reads what operation and endpoint say. The schemes of the endpoint's rules, where it has any, win.
 *
 * @see botocore client.py, BaseClient._make_api_call and _resolve_endpoint_ruleset
 */
export function callAuth(
  operation: Pick<OperationDescriptor, "auth" | "authType" | "unsignedPayload">,
  endpointSchemes: readonly OfferedScheme[] | undefined,
  { givenSignatureVersion, authSchemePreference }: AuthSettings,
): CallAuth {
  const unsignedPayload = operation.unsignedPayload === 1;
  if (endpointSchemes !== undefined) {
    return { ...schemeOfEndpoint(endpointSchemes, givenSignatureVersion, authSchemePreference), unsignedPayload };
  }
  const { auth, authType } = operation;
  if (!auth?.length) return { authType, unsignedPayload };
  return {
    authType: authSchemePreference.length > 0 ? preferredVersion(authSchemePreference, auth) : versionOfAuth(auth),
    unsignedPayload,
  };
}

/**
 * Chooses the signature version as botocore's own `choose-signer` handlers do; handlers of the user come before it.
 *
 * `suffix` names the kind of presigning. A presigned URL follows the endpoint's rules, not preferences, tokens or the configured
 * set of regions.
 *
 * @see botocore handlers.py, set_operation_specific_signer and _set_auth_scheme_preference_signer
 */
export function chooseSigner(
  call: CallAuth,
  settings: AuthSettings,
  suffix: "" | "-query" | "-presign-post" = "",
): SigningChoice {
  const signingName = call.signingName ?? settings.signingName;
  const { authType } = call;
  const version =
    versionOfCall(authType, signingName) ??
    (suffix === "" ? versionOfClient(settings, signingName) : undefined) ??
    authType ??
    settings.signatureVersion;
  const region =
    authType === "v4a" || version === "v4a"
      ? (suffix === "" && settings.sigv4aSigningRegionSet) || call.region || "*"
      : (call.region ?? settings.region);
  return {
    signatureVersion: version === UNSIGNED || version.endsWith(suffix) ? version : version + suffix,
    region,
    signingName,
    unsignedPayload: authType === "v4-unsigned-body" || (call.unsignedPayload && Boolean(authType)),
  };
}

/** The variable of the environment that may hold a bearer token for a service. */
export function bearerTokenVariable(signingName: string): string {
  return `AWS_BEARER_TOKEN_${signingName.replace(/[- ]/g, "_").toUpperCase()}`;
}

function versionOfCall(authType: string | undefined, signingName: string): string | undefined {
  if (authType === UNSIGNED || authType === "bearer" || authType === "v4-s3express") return authType;
  if (!authType?.startsWith("v4")) return undefined;
  const version = authType === "v4a" ? "v4a" : "v4";
  return s3SigningNames.test(signingName) ? `s3${version}` : version;
}

/** Undefined where preference and environment change nothing. */
function versionOfClient(settings: AuthSettings, signingName: string): string | undefined {
  const { signatureVersion, givenSignatureVersion, authSchemePreference, auth = [] } = settings;
  let version = signatureVersion;
  if (givenSignatureVersion === undefined && authSchemePreference.length > 0 && auth.length > 0) {
    version = preferredVersion(authSchemePreference, auth);
  }
  const isFree = givenSignatureVersion === undefined && !settings.authSchemePreferenceGiven;
  if (
    settings.hasEnvironmentToken &&
    bearerSigningNames.test(signingName) &&
    auth.includes("smithy.api#httpBearerAuth") &&
    (version === "bearer" || isFree)
  ) {
    version = "bearer";
  }
  return version === signatureVersion ? undefined : version;
}

// botocore handlers.py, S3_SIGNING_NAMES
const s3SigningNames = /^s3(?:-outposts|-object-lambda|express)?$/;
// botocore handlers.py, get_bearer_auth_supported_services
const bearerSigningNames = /^bedrock$/;
