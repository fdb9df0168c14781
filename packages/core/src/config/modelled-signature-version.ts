import type { ConfigurableService } from "./resolved-config.js";

/** What a service's requests are signed with by its model, in botocore's names: `v4`. */
export function modelledSignatureVersion({ endpointPrefix, auth, signatureVersion }: ConfigurableService): string {
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
