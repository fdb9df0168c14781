import { UnknownSignatureVersionError, UnsupportedSignatureVersionError } from "../errors/config.js";
import type { AuthScheme, OperationDescriptor } from "../schema/operation.js";
import { type EndpointAuthScheme, schemeOfEndpoint } from "./endpoint-auth-scheme.js";
import { UNSIGNED } from "./signer.js";

/** What a client knows of how its calls are authorised. */
export interface AuthSettings {
  /** The client's signature version: {@link clientSignatureVersion}. */
  readonly signatureVersion: string;
  /** The same, only if it was given in code. */
  readonly requestedVersion?: string | undefined;
  /** Short names of schemes joined with `,`: `sigv4a,sigv4`. */
  readonly authSchemePreference?: string | undefined;
  /** Whether the preference was given in code, not by environment or profile. */
  readonly isPreferenceFromCode?: boolean | undefined;
  readonly sigv4aSigningRegionSet?: string | undefined;
  /** The service's schemes. */
  readonly auth?: readonly AuthScheme[] | undefined;
  readonly region: string | undefined;
  readonly signingName: string;
  /** Whether the environment holds a bearer token for the service: {@link bearerTokenVariable}. */
  readonly hasEnvironmentToken?: boolean | undefined;
}

/** How one call is authorised, as far as operation and endpoint say. botocore's `auth_type` and `signing`. */
export interface CallAuth {
  readonly authType: string | undefined;
  readonly region?: string | undefined;
  readonly signingName?: string | undefined;
  readonly unsignedPayload?: boolean | undefined;
}

/** How one call is signed. */
export interface SigningChoice {
  readonly signatureVersion: string;
  /** For SigV4a: the set of regions. */
  readonly region: string | undefined;
  readonly signingName: string;
  readonly unsignedPayload: boolean;
}

/**
 * Reads what operation and endpoint say. The schemes of the endpoint's rules, where it has any, win.
 *
 * @see botocore client.py, `_make_api_call` and `_resolve_endpoint_ruleset`
 */
export function callAuth(
  operation: Pick<OperationDescriptor, "auth" | "authType" | "unsignedPayload">,
  endpointSchemes: readonly EndpointAuthScheme[] | undefined,
  settings: AuthSettings,
): CallAuth {
  const unsignedPayload = operation.unsignedPayload === 1;
  if (endpointSchemes !== undefined) return { ...schemeOfEndpoint(endpointSchemes, settings), unsignedPayload };
  return { authType: operationAuthType(operation, settings.authSchemePreference), unsignedPayload };
}

/**
 * Chooses the signer that botocore's own `choose-signer` handlers choose; handlers of the user come before.
 *
 * `suffix` names the kind of presigning. A presigned URL follows the endpoint's rules, not preferences or tokens.
 *
 * @see botocore handlers.py, `set_operation_specific_signer`, `_set_auth_scheme_preference_signer`
 */
export function chooseSigner(
  auth: CallAuth,
  settings: AuthSettings,
  suffix: "" | "-query" | "-presign-post" = "",
): SigningChoice {
  const signingName = auth.signingName ?? settings.signingName;
  const signatureVersion =
    operationVersion(auth, signingName) ??
    (suffix === "" ? preferredVersion(settings, signingName) : auth.authType) ??
    settings.signatureVersion;
  const isAsymmetric = signatureVersion === "v4a" || signatureVersion === "s3v4a";
  const isFromModel = auth.authType === "v4a" || signatureVersion === "v4a";
  return {
    signatureVersion: withSuffix(signatureVersion, suffix),
    region:
      isAsymmetric && isFromModel
        ? settings.sigv4aSigningRegionSet || auth.region || "*"
        : (auth.region ?? settings.region),
    signingName,
    unsignedPayload: Boolean(auth.authType) && (auth.unsignedPayload || auth.authType === "v4-unsigned-body"),
  };
}
