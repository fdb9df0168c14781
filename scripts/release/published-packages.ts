import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { clientsFolder, listClients, readJson, root } from "../clients.js";
import type { PackageManifest } from "./package-manifest.js";

/** Folders of the packages that are published and written by hand, core first, by the names of their folders. */
export function writtenPackages(): ReadonlyMap<string, string> {
  const folder = join(root, "packages");
  const beside = readdirSync(folder)
    .filter((name) => name !== "core" && existsSync(join(folder, name, "package.json")))
    .filter((name) => readJson<PackageManifest>(join(folder, name, "package.json")).private !== true);
  return new Map([
    ["core", join(folder, "core")],
    ["codegen", join(root, "codegen")],
    ...beside.map((name) => [name, join(folder, name)] as const),
  ]);
}

/** Folders of all packages that are published. */
export function publishedFolders(): string[] {
  return [...writtenPackages().values(), ...listClients().map((name) => join(clientsFolder, name))];
}

/** Client folders by botocore's names of the services and by our own. */
export function clientsByName(): ReadonlyMap<string, string> {
  const table = readJson<Record<string, { clientId: string }>>(join(root, "models", "services.json"));
  return new Map(
    Object.entries(table).flatMap(([name, { clientId }]) => {
      const folder = join(clientsFolder, clientId);
      return [[name, folder] as const, [clientId, folder] as const];
    }),
  );
}
