import type { Bump } from "../../codegen/src/diff/change.js";

/** The version after a change. Before 1.0.0 the second number is the one that says that something broke, as in `^`. */
export function nextVersion(version: string, bump: Bump): string {
  const [major = 0, minor = 0, patch = 0] = version.split(".").map(Number);
  const isEarly = major === 0;
  if (bump === "major") return isEarly ? `0.${minor + 1}.0` : `${major + 1}.0.0`;
  return bump === "minor" && !isEarly ? `${major}.${minor + 1}.0` : `${major}.${minor}.${patch + 1}`;
}

/** The bump that stands for several. */
export function strongestOf(bumps: readonly Bump[]): Bump | undefined {
  return (["major", "minor", "patch"] as const).find((one) => bumps.includes(one));
}
