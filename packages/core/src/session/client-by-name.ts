import { clientClassOnDataPath } from "#platform/data-path";
import { type ClientModule, knownServices, loadInstalledClient } from "#platform/installed-client";
import type { ClientConfig } from "../config/client-config.js";
import { nearestNames } from "../config/nearest-names.js";
import type { SessionContext } from "../config/session-context.js";
import { UnknownServiceError } from "../errors/call.js";
import { packageNameByService } from "./service-names.js";

/** A client's class, as sessions call it. The session is no part of the configuration that users see. */
export type ClientClass<Client> = new (config?: ClientConfig, session?: SessionContext) => Client;

/**
 * The class of a client whose model lies on the data path, else that of an installed package, by botocore's name of the
 * service (`logs`) or by the hyphenised id that the package is called by (`cloudwatch-logs`).
 *
 * @throws {@link UnknownServiceError} when the package is not installed, or no service has the name.
 */
export function clientClassByName(service: string, dataPath: string | undefined): ClientClass<unknown> {
  const name = `@inia/client-${packageNameByService[service] ?? service}`;
  if (/^[a-z0-9][a-z0-9-]*$/.test(service)) {
    const own = clientClassOnDataPath(service, dataPath);
    if (own) return own;
    const module = loadInstalledClient(name);
    const client = module && serviceClass(module);
    if (client) return client;
  }
  const known = new Set([...knownServices(), ...Object.entries(packageNameByService).flat()]);
  const nearest = known.has(service) ? [] : nearestNames(service, known);
  throw new UnknownServiceError(
    `No client for the service "${service}" is installed: npm install ${name}.` +
      (nearest.length > 0 ? ` Did you mean ${nearest.join(" or ")}?` : ""),
  );
}

/** The class with a method per operation: of `S3` and `S3Client`, the one that extends the other. */
function serviceClass(module: ClientModule): ClientClass<unknown> | undefined {
  for (const [name, value] of Object.entries(module)) {
    const bare = module[`${name}Client`];
    if (typeof value === "function" && typeof bare === "function" && value.prototype instanceof bare) {
      return value as unknown as ClientClass<unknown>;
    }
  }
  return undefined;
}
