import type { ClientConfig } from "./client-config.js";
import type { ConfigurableService } from "./resolved-config.js";
import type { VariableSource } from "./variable-source.js";

/**
 * What a client signs with where neither operation nor endpoint say otherwise: given in code, `signature_version` in
 * the profile's section for the service, what the model says.
 */
export function resolveSignatureVersion(
  given: ClientConfig,
  variables: VariableSource | undefined,
  service: ConfigurableService,
): string {
  if (given.signatureVersion !== undefined) return given.signatureVersion;
  const section = variables?.scopedConfig[service.endpointPrefix];
  if (typeof section === "object" && section.signature_version) return section.signature_version;
  return modelledSignatureVersion(service);
}

function modelledSignatureVersion({ endpointPrefix, auth, signatureVersion }: ConfigurableService): string {
  // botocore signs these two with s3v4 whatever their models say (client.py, _resolve_signature_version).
  if (endpointPrefix === "s3" || endpointPrefix === "s3-control") return "s3v4";
  for (const scheme of auth ?? []) {
    const version = versionByScheme[scheme];
    if (version) return version;
  }
  return signatureVersion ?? "v4";
}

const versionByScheme: Readonly<Record<string, string>> = {
  "aws.auth#sigv4": "v4",
  "aws.auth#sigv4a": "v4a",
  "smithy.api#httpBearerAuth": "bearer",
  "smithy.api#noAuth": "none",
};
