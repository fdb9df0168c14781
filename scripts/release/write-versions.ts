import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import applyReleasePlan from "@changesets/apply-release-plan";
import { read } from "@changesets/config";
import { getPackages } from "@manypkg/get-packages";
import { readJson, root } from "../clients.js";
import { mustRun } from "../run.js";
import type { ReleasePlan } from "./plan.js";

/** Writes the versions and changelogs of a plan, and takes the changesets away that are in it. */
export async function writeVersions({ clients, taken, writtenPlan }: ReleasePlan): Promise<void> {
  const packages = await getPackages(root);
  await applyReleasePlan(writtenPlan, packages, await read(root, packages));
  writeFileSync(join(root, ".changeset", "clients.json"), `${JSON.stringify(clients, null, 2)}\n`);
  for (const path of taken) rmSync(path);
  const { version } = readJson<{ version: string }>(join(root, "packages", "core", "package.json"));
  const stated = join(root, "packages", "core", "src", "config", "version.ts");
  writeFileSync(stated, readFileSync(stated, "utf8").replace(/(?<=VERSION = ")[^"]+/, version));
  await mustRun("npm", ["install", "--package-lock-only", "--ignore-scripts", "--no-audit", "--no-fund"]);
}
