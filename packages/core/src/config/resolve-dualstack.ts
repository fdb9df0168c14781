import type { ClientConfig } from "./client-config.js";
import type { ConfigurableService } from "./resolved-config.js";
import type { VariableSource } from "./variable-source.js";

/**
 * Whether dual-stack endpoints are used. For S3 and S3 Control `true` in the profile's section `s3` wins over all
 * else (botocore's `_is_s3_dualstack_mode`).
 */
export function resolveDualstack(
  given: ClientConfig,
  variables: VariableSource | undefined,
  { endpointPrefix }: ConfigurableService,
): boolean {
  const isS3Family = endpointPrefix === "s3" || endpointPrefix === "s3-control";
  if (isS3Family && variables?.find("s3.use_dualstack_endpoint")) return true;
  return given.useDualstackEndpoint ?? variables?.find("use_dualstack_endpoint") ?? false;
}
