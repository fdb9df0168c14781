import type { ServiceModel } from "../model/service-model.js";

/** The sets of signers of `@inia/core/generated` that a service needs besides SigV4. */
export function signerSets({ raw, lowered }: ServiceModel): string[] {
  const { signatureVersion, signingName, auth = [] } = lowered.facts;
  const offered = new Set<string>([
    ...auth,
    ...Object.values(raw.operations).flatMap((operation) => operation.auth ?? []),
  ]);
  return [
    ...(s3SigningNames.has(signingName) ? ["s3Signers"] : []),
    ...(signatureVersion === "bearer" || offered.has("smithy.api#httpBearerAuth") ? ["bearerSigners"] : []),
    ...(signatureVersion === "v2" ? ["sigv2Signers"] : []),
  ];
}

// botocore handlers.py, S3_SIGNING_NAMES
const s3SigningNames: ReadonlySet<string> = new Set(["s3", "s3-outposts", "s3-object-lambda", "s3express"]);
