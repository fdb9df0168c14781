import { fits } from "../../codegen/src/doctor/packages.js";
import type { PackageManifest } from "./package-manifest.js";

/**
 * Why two clients of different releases would get two cores; nothing, if npm can give them one. A client of this
 * release asks for this core or newer, one of the release before for that one or newer.
 */
export function sharingProblems(manifests: readonly PackageManifest[]): string[] {
  const core = manifests.find(({ name }) => name === "@inia/core");
  if (core === undefined) return ["@inia/core is not packed"];
  return manifests.flatMap(({ dependencies, name, peerDependencies }) => {
    const range = dependencies?.["@inia/core"] ?? peerDependencies?.["@inia/core"];
    if (range === undefined) return name === core.name ? [] : [`${name} does not ask for @inia/core`];
    if (!/^\^\d/.test(range))
      return [`${name} asks for @inia/core ${range}: only a range that starts with ^ is shared`];
    return fits(core.version, range) ? [] : [`${name} asks for @inia/core ${range}, which ${core.version} is not`];
  });
}
