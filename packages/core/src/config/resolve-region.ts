import { InvalidRegionError, NoRegionError } from "../errors/endpoint.js";
import type { ClientConfig } from "./client-config.js";
import { resolveDefaultsMode } from "./defaults-mode.js";
import type { Logger } from "./logger.js";
import { resolveDualstack } from "./resolve-dualstack.js";
import { resolveS3Config } from "./resolve-s3.js";
import type { ConfigurableService } from "./resolved-config.js";
import type { VariableSource } from "./variable-source.js";

/**
 * The client's region: given, configured, or the service's own.
 *
 * @throws {@link InvalidRegionError} when it cannot be part of a host name.
 * @throws {@link NoRegionError} when there is none.
 */
export function resolveRegion(
  given: ClientConfig,
  variables: VariableSource | undefined,
  service: ConfigurableService,
): string {
  const region = given.region ?? variables?.find("region") ?? defaultRegion(given, variables, service);
  if (region === undefined) {
    throw new NoRegionError(
      `No region for ${service.id}: give the client a \`region\`` +
        `${variables ? ", or set AWS_REGION or the profile's `region`" : ""}.`,
    );
  }
  if (/^(?![0-9]+$)(?!-)[a-zA-Z0-9-]{1,63}(?<!-)$/.test(region)) return region;
  const source = given.region === undefined && variables ? variables.describe("region") : "the client's `region`";
  throw new InvalidRegionError(`Wrong value in ${source}: ${JSON.stringify(region)} cannot be part of a host name.`);
}

/** Takes `fips-` and `-fips` out of a pseudo-region (botocore's `_normalize_fips_region`). */
export function withoutFips(region: string, logger: Logger | undefined): string {
  if (!region.includes("fips")) return region;
  const plain = region.replaceAll("fips-", "").replaceAll("-fips", "");
  if (plain !== region) logger?.warn(`Region ${region} stands for ${plain} with \`useFipsEndpoint\`: say so instead.`);
  return plain;
}

/** S3 without a region is in us-east-1, unless that is a region like the others (botocore regions.py, args.py). */
function defaultRegion(
  given: ClientConfig,
  variables: VariableSource | undefined,
  service: ConfigurableService,
): string | undefined {
  if (service.endpointPrefix !== "s3") return service.defaultRegion;
  const isRegional = resolveDefaultsMode(given, variables) !== "legacy";
  const { usEast1RegionalEndpoint } = resolveS3Config(given.s3 ?? {}, variables, isRegional);
  return usEast1RegionalEndpoint === "legacy" || resolveDualstack(given, variables, service)
    ? "us-east-1"
    : "aws-global";
}
