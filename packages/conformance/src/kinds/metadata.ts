import type { ResponseMetadata } from "@inia/core";

/** `$metadata` as botocore has it, as far as vectors record it. */
export function responseMetadata(metadata: ResponseMetadata | undefined): Record<string, unknown> | undefined {
  return (
    metadata && {
      RequestId: metadata.requestId,
      HostId: metadata.extendedRequestId,
      HTTPStatusCode: metadata.httpStatusCode,
      HTTPHeaders: metadata.httpHeaders,
    }
  );
}
