import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { mustRun } from "../run.js";
import type { Packed } from "./pack-package.js";

/** Sends npm the tarballs that it does not have, core first: a release that was interrupted goes on where it stopped. */
export async function publishAll(
  packed: readonly Pick<Packed, "file" | "name" | "version">[],
  folder: string,
): Promise<void> {
  // npm takes statements of provenance from GitHub's workflows that may ask for an identity token.
  const provenance = process.env["ACTIONS_ID_TOKEN_REQUEST_URL"] === undefined ? [] : ["--provenance"];
  let sent = 0;
  for (const { file, name, version } of packed) {
    if (await isPublished(name, version)) continue;
    await mustRun("npm", ["publish", join(folder, file), "--access", "public", ...provenance]);
    sent += 1;
  }
  console.log(`${sent} published, ${packed.length - sent} were there`);
}

async function isPublished(name: string, version: string): Promise<boolean> {
  try {
    const { stdout } = await promisify(execFile)("npm", ["view", `${name}@${version}`, "version", "--json"]);
    return stdout.trim() !== "";
  } catch (error) {
    // Any other answer than "there is none" is no permission to publish.
    if (/\bE404\b/.test((error as { stderr?: string }).stderr ?? "")) return false;
    throw new Error(`npm does not say whether ${name} ${version} is published`, { cause: error });
  }
}
