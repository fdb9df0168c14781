import { InvalidConfigError } from "../errors/config.js";
import { InvalidRegionError } from "../errors/endpoint.js";
import type { Place } from "./key-place.js";

/** @throws {@link InvalidRegionError} when the region cannot be part of a host name. */
export function checkRegion(region: string, source: Place): string {
  if (/^(?![0-9]+$)(?!-)[a-zA-Z0-9-]{1,63}(?<!-)$/.test(region)) return region;
  throw new InvalidRegionError(`Wrong value in ${source}: ${JSON.stringify(region)} cannot be part of a host name.`);
}

/** @throws {@link InvalidConfigError} when the endpoint is no URL with a host. */
export function checkEndpoint(url: string, source: Place): string {
  if (/^https?:\/\/[^/?#\s]+/i.test(url) && URL.canParse(url)) return url;
  throw new InvalidConfigError(
    `Wrong value in ${source}: ${JSON.stringify(url)}; a URL such as https://host is expected.`,
  );
}
