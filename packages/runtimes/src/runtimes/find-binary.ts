import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { runtimesFolder } from "../folders.js";

/**
 * A runtime's own executable. npm packages of runtimes keep it in a package per platform, of which npm installs the one
 * that fits; the command that npm links is a script in between, which may need install scripts to have run.
 */
export function findBinary(scope: string, file: string): string | undefined {
  const folder = join(runtimesFolder, "node_modules", scope);
  if (!existsSync(folder)) return undefined;
  return readdirSync(folder)
    .flatMap((name) => [join(folder, name, file), join(folder, name, `${file}.exe`)])
    .find((path) => existsSync(path));
}
