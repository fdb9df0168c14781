import getReleasePlan from "@changesets/get-release-plan";
import type { ComprehensiveRelease, ReleasePlan } from "@changesets/types";
import { fits } from "../../codegen/src/doctor/packages.js";
import { nextVersion, strongestOf } from "./next-version.js";

/**
 * The changesets of hand-written packages as a plan, with versions as `^` reads them before 1.0.0: changesets itself
 * makes 1.0.0 of what breaks, and of whatever has a package for its peer that got something new.
 */
export async function planWritten(cwd: string): Promise<ReleasePlan> {
  const plan = await getReleasePlan(cwd);
  return { ...plan, releases: readEarlyVersions(plan) };
}

/** Core and the generator have one version: what one of them says of itself holds for both. */
export function readEarlyVersions({ changesets, releases }: ReleasePlan): ComprehensiveRelease[] {
  const named = changesets.flatMap((changeset) => changeset.releases);
  const ownBump = (names: readonly string[]) =>
    strongestOf(named.flatMap(({ name, type }) => (names.includes(name) && type !== "none" ? [type] : [])));
  const ofCore = ownBump(linked);
  const core = releases.find(({ name }) => name === "@inia/core")?.oldVersion;
  const breaks = core && ofCore && !fits(nextVersion(core, ofCore), `^${core}`);
  return releases
    .filter(({ type }) => type !== "none")
    .map((release) => {
      // What needs core follows it, and breaks where it does.
      const followed = breaks ? ("major" as const) : ("patch" as const);
      const own = ownBump([release.name]);
      const bump = linked.includes(release.name)
        ? (ofCore ?? followed)
        : strongestOf(own ? [own, followed] : [followed])!;
      return { ...release, type: bump, newVersion: nextVersion(release.oldVersion, bump) };
    });
}

const linked: readonly string[] = ["@inia/core", "@inia/codegen"];
