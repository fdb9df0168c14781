import { spawn } from "node:child_process";
import { delimiter, join } from "node:path";
import { root } from "./clients.js";
import { linkClients } from "./link-clients.js";

/** Runs a command from the repository's root with its own tools on the path; resolves to its exit code. */
export function run(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<number> {
  return new Promise((resolve, reject) => {
    const path = [join(root, "node_modules", ".bin"), process.env["PATH"]].join(delimiter);
    const child = spawn(command, args, {
      cwd: root,
      stdio: "inherit",
      shell: process.platform === "win32",
      env: { ...process.env, ...env, PATH: path },
    });
    child.on("error", reject);
    child.on("close", (code) => resolve(code ?? 1));
  });
}

/** The same, but a failure ends the program. */
export async function mustRun(
  command: string,
  args: readonly string[],
  env?: Readonly<Record<string, string>>,
): Promise<void> {
  const code = await run(command, args, env);
  if (code !== 0) process.exit(code);
}

/** Builds core, the tools and all clients; a second run is a cache hit. */
export async function buildAll(): Promise<void> {
  // Packages that are written upon clients find them by their links, which npm takes away whenever it installs something.
  linkClients();
  await mustRun("turbo", ["run", "build", "clients:build", "--output-logs=new-only"]);
  linkClients();
}
