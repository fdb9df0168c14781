import type { ClientState } from "../../client/client-state.js";
import type { EventPayload } from "../../events/event-map.js";

/**
 * Names the setting for other stores in a refusal that looks like one of theirs: they know neither trailers nor S3's
 * newer checksums, or demand Content-MD5 in their place.
 */
export function suggestSetting({ parsed, context }: EventPayload<"needs-retry">): void {
  const error = parsed?.Error as { readonly Code?: string; Message?: string } | undefined;
  const { config } = context.client as ClientState;
  if (error === undefined || config.endpoint === undefined || config.s3.s3Compatible) return;
  if (!refusals.test(`${error.Code} ${error.Message}`)) return;
  error.Message = `${error.Message ?? ""} (If this is another store than S3, give the client s3: { s3Compatible: true }.)`;
}

// Cloudflare R2, Backblaze B2, Ceph before 19, MinIO before 2025.
const refusals: RegExp =
  /^(NotImplemented|MissingContentLength|MissingContentMD5|XAmzContentSHA256Mismatch|Invalid(Argument|Request) .*(checksum|trailer|aws-chunked|content-?md5).*)\b/i;
