import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join, relative } from "node:path";
import { clientsFolder, listClients, root } from "./clients.js";

/**
 * Links `node_modules/@inia/client-*` to the generated clients. They are no workspaces (npm would start one process a
 * package for every task), so npm does not link them, and prunes these links at every install.
 */
export function linkClients(): void {
  const scope = join(root, "node_modules", "@inia");
  mkdirSync(scope, { recursive: true });
  const wanted = new Map(listClients().map((name) => [`client-${name}`, relative(scope, join(clientsFolder, name))]));
  for (const name of readdirSync(scope)) {
    if (!name.startsWith("client-") || wanted.has(name)) continue;
    rmSync(join(scope, name));
  }
  for (const [name, target] of wanted) {
    const link = join(scope, name);
    if (existsSync(link) && lstatSync(link).isSymbolicLink() && readlinkSync(link) === target) continue;
    rmSync(link, { force: true });
    symlinkSync(target, link, "junction");
  }
  linkCommand();
}

/** npm links a command when it installs, and only if it is there: ours is built later. */
function linkCommand(): void {
  const folder = join(root, "node_modules", ".bin");
  const isWindows = process.platform === "win32";
  const link = join(folder, isWindows ? "inia.cmd" : "inia");
  const cli = join(root, "codegen", "dist", "cli.js");
  if (!existsSync(cli)) return;
  chmodSync(cli, 0o755);
  if (existsSync(link)) return;
  // A link whose target was not there when it was looked at.
  rmSync(link, { force: true });
  if (isWindows) writeFileSync(link, `@node "%~dp0\\${relative(folder, cli)}" %*\r\n`);
  else symlinkSync(relative(folder, cli), link);
}
