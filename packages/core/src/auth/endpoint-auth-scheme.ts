import { UnknownSignatureVersionError } from "../errors/config.js";
import { preferredVersion } from "./auth-trait.js";
import { UNSIGNED } from "./signer.js";

/** An entry of `authSchemes` in the properties of an endpoint. */
export interface OfferedScheme {
  /** For example `sigv4`, `sigv4a`, `sigv4-s3express`. */
  readonly name: string;
  readonly signingName?: string;
  readonly signingRegion?: string;
  readonly signingRegionSet?: readonly string[];
  readonly disableDoubleEncoding?: boolean;
}

/** What the chosen scheme says. An `authType` of undefined leaves the choice to the client's signature version. */
export interface EndpointAuth {
  readonly authType: string | undefined;
  readonly region?: string | undefined;
  readonly signingName?: string | undefined;
}

/**
 * Chooses among the schemes of an endpoint: the one that was asked for in code, else the preferred one, else the
 * first that is not SigV4a. Old signature versions match none of them.
 *
 * @see botocore regions.py, EndpointRulesetResolver.auth_schemes_to_signing_ctx
 */
export function schemeOfEndpoint(
  schemes: readonly OfferedScheme[],
  requested: string | undefined,
  preference: readonly string[],
): EndpointAuth {
  if (requested === UNSIGNED) return { authType: UNSIGNED };
  const versions = schemes.map((scheme) => scheme.name.replace(/^.*#/, "").replace(/^sig/, ""));
  if (requested !== undefined) {
    const scheme = schemes[versions.indexOf(bareVersion(requested))];
    return scheme === undefined ? { authType: undefined } : { authType: requested, ...signingOf(scheme) };
  }
  const chosen =
    preference.length > 0
      ? preferredVersion(
          preference,
          schemes.map(({ name }) => name),
        )
      : // As botocore without its optional CRT: SigV4a only where nothing else is offered.
        (versions.find((version) => isKnown(version) && version !== "v4a") ?? versions.find(isKnown));
  if (chosen === undefined) {
    throw new UnknownSignatureVersionError(`The endpoint offers only unknown auth schemes: ${versions.join(", ")}.`);
  }
  return { authType: chosen, ...signingOf(schemes[versions.indexOf(chosen)]!) };
}

/** Rules know neither S3's own variants nor presigning: `s3v4-query` is `v4` to them. */
function bareVersion(requested: string): string {
  const [version = ""] = requested.split("-");
  return version === "s3" ? version : version.replace(/^s3/, "");
}

function isKnown(version: string): boolean {
  return version === "v4" || version === "v4a" || version === "v4-s3express" || version === "bearer";
}

function signingOf(scheme: OfferedScheme): { region?: string; signingName?: string } {
  const { signingName, signingRegion, signingRegionSet = [] } = scheme;
  const region = signingRegion ?? (signingRegionSet.length > 0 ? signingRegionSet.join(",") : undefined);
  return { ...(region !== undefined && { region }), ...(signingName !== undefined && { signingName }) };
}
