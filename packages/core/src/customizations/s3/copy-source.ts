import { percentEncodePath } from "../../encoding/percent.js";
import type { EventPayload } from "../../events/event-map.js";
import { invalidParameter } from "../parts/invalid-parameter.js";
import { isAccessPointArn } from "./bucket.js";

/**
 * Writes the source of a copy as the header wants it. As a string it is taken for not yet encoded, but for a version
 * at its end; as an object nothing is ambiguous.
 *
 * @throws {@link ParamValidationError} when the object lacks bucket or key.
 * @see botocore handlers.py, handle_copy_source_param
 */
export function encodeCopySource({ params }: EventPayload<"before-parameter-build">): void {
  const source = params.CopySource;
  if (typeof source === "string") {
    const [, path = "", version = ""] = /^(.*?)(\?versionId=\S+)?$/s.exec(source)!;
    params.CopySource = percentEncodePath(path) + version;
  } else if (typeof source === "object" && source !== null) {
    params.CopySource = formatCopySource(source);
  }
}

interface CopySource {
  readonly Bucket?: unknown;
  readonly Key?: unknown;
  readonly VersionId?: unknown;
}

function formatCopySource({ Bucket, Key, VersionId }: CopySource): string {
  const missing = Bucket === undefined ? "Bucket" : Key === undefined ? "Key" : undefined;
  if (missing !== undefined) {
    throw invalidParameter(`CopySource.${missing}`, `Missing required parameter in CopySource: "${missing}"`);
  }
  const bucket = String(Bucket);
  const encoded = percentEncodePath(`${bucket}${isAccessPointArn(bucket) ? "/object/" : "/"}${Key}`);
  return VersionId === undefined || VersionId === null ? encoded : `${encoded}?versionId=${VersionId}`;
}
