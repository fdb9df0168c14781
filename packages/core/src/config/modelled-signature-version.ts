import { versionOfScheme } from "../schema/signature-version.js";
import type { ConfigurableService } from "./resolved-config.js";

/** What a service's requests are signed with by its model, in botocore's names: `v4`. */
export function modelledSignatureVersion({ endpointPrefix, auth, signatureVersion }: ConfigurableService): string {
  // botocore signs these two with s3v4 whatever their models say (client.py, _resolve_signature_version).
  if (endpointPrefix === "s3" || endpointPrefix === "s3-control") return "s3v4";
  const [version] = (auth ?? []).flatMap((scheme) => versionOfScheme(scheme) ?? []);
  return version ?? signatureVersion ?? "v4";
}
