import { type ClientModule, knownServices, loadInstalledClient } from "#platform/installed-client";
import type { ClientConfig } from "../config/client-config.js";
import { nearestNames } from "../config/nearest-names.js";
import type { SessionContext } from "../config/session-context.js";
import { UnknownServiceError } from "../errors/call.js";
import type { DataLoader } from "./data-loader.js";
import { packageNameByService } from "./service-names.js";

/** A client's class, as sessions call it. The session is no part of the configuration that users see. */
export type ClientClass<Client> = new (config?: ClientConfig, session?: SessionContext) => Client;

/** What is known of a service by its name. */
export interface NamedService {
  readonly type: ClientClass<unknown>;
  /** What the client's package exports, or would export. */
  readonly module: ClientModule;
}

/**
 * A service by botocore's name of it (`logs`) or by the hyphenised id that its package is called by
 * (`cloudwatch-logs`): of a model on the data path, else of the installed package.
 *
 * @throws {@link UnknownServiceError} when the package is not installed, or no service has the name.
 */
export function serviceByName(service: string, loader?: DataLoader): NamedService {
  const name = `@inia/client-${packageNameByService[service] ?? service}`;
  if (/^[a-z0-9][a-z0-9-]*$/.test(service)) {
    const module = loader?.clientModule?.(namesOf(service)) ?? loadInstalledClient(name);
    const type = module && serviceClass(module);
    if (type) return { type, module };
  }
  const known = new Set([...knownServices(), ...Object.entries(packageNameByService).flat()]);
  const nearest = known.has(service) ? [] : nearestNames(service, known);
  throw new UnknownServiceError(
    `No client for the service "${service}" is installed: npm install ${name}.` +
      (nearest.length > 0 ? ` Did you mean ${nearest.join(" or ")}?` : ""),
  );
}

/** The name that was given, and the service's other one. */
function namesOf(service: string): string[] {
  const others = Object.entries(packageNameByService).find((names) => names.includes(service)) ?? [];
  return [...new Set([service, ...others])];
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
