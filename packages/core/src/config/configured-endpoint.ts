import { InvalidConfigError } from "../errors/config.js";
import type { Place } from "./key-place.js";
import type { VariableSource } from "./variable-source.js";

/** An endpoint URL, and where it is configured. */
export interface ConfiguredEndpoint {
  readonly url: string;
  readonly source: Place;
}

/**
 * The endpoint URL that environment or profile give a service (by its hyphenised id): `AWS_ENDPOINT_URL_<SERVICE>`,
 * `AWS_ENDPOINT_URL`, `endpoint_url` for the service in the profile's `[services …]` section, `endpoint_url` of the
 * profile. An empty value counts as absent.
 *
 * @throws {@link InvalidConfigError} when the profile names a `[services …]` section that does not exist.
 */
export function configuredEndpoint(serviceId: string, variables: VariableSource): ConfiguredEndpoint | undefined {
  const { environment } = variables;
  const service = serviceId.replaceAll("-", "_");
  for (const name of [`AWS_ENDPOINT_URL_${service.toUpperCase()}`, "AWS_ENDPOINT_URL"]) {
    const url = environment[name];
    if (url) return { url, source: `the environment variable ${name}` };
  }
  const { services, endpoint_url: profileUrl } = variables.scopedConfig;
  if (services !== undefined) {
    const settings = servicesSection(services, variables)[service];
    const url = typeof settings === "object" ? settings.endpoint_url : undefined;
    const key = { kind: "services", name: String(services), key: service, nested: "endpoint_url" } as const;
    if (url)
      return { url, source: named(`endpoint_url of ${service} in [services ${services}]`, variables.placeOf(key)) };
  }
  if (typeof profileUrl !== "string" || profileUrl === "") return undefined;
  const { profileName: name } = variables;
  const place = variables.placeOf({ kind: "profile", name, key: "endpoint_url" });
  return { url: profileUrl, source: named(`endpoint_url of profile "${name}"`, place) };
}

function named(what: string, place: Place): Place {
  return { toString: () => `${what} (${place})` };
}

function servicesSection(name: unknown, { fullConfig }: VariableSource): VariableSource["scopedConfig"] {
  const section = typeof name === "string" ? fullConfig.services[name] : undefined;
  if (section && Object.keys(section).length > 0) return section;
  throw new InvalidConfigError(`The profile says "services = ${name}", but there is no section [services ${name}].`);
}
