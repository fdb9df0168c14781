import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root: string = fileURLToPath(new URL("..", import.meta.url));
export const clientsFolder: string = join(root, "packages", "clients");

/** Folders of the generated clients, by name. */
export function listClients(): string[] {
  if (!existsSync(clientsFolder)) return [];
  return readdirSync(clientsFolder).filter((name) => existsSync(join(clientsFolder, name, "package.json")));
}

export function readJson<Value>(path: string): Value {
  return JSON.parse(readFileSync(path, "utf8")) as Value;
}
