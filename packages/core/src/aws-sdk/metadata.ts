import type { ResponseMetadata } from "../schema/metadata.js";

/** What v3 tells of a response: a part of what Inia does. */
export type AwsSdkMetadata = Pick<
  ResponseMetadata,
  "httpStatusCode" | "requestId" | "extendedRequestId" | "cfId" | "attempts" | "totalRetryDelay"
>;

/** v3's metadata have all of their fields, also where they are undefined. */
export function awsSdkMetadata(metadata: ResponseMetadata = {}): AwsSdkMetadata {
  const made: Record<string, unknown> = {};
  for (const name of fields) made[name] = metadata[name];
  return made;
}

// biome-ignore format: one line
const fields: readonly (keyof AwsSdkMetadata)[] = ["httpStatusCode", "requestId", "extendedRequestId", "cfId", "attempts", "totalRetryDelay"];
