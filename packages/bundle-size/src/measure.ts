import { type Bundle, bundleScenario } from "./bundle.js";
import { findForbidden, type Occurrence } from "./find-forbidden.js";
import { type BundlerName, bundlerNames, type Scenario } from "./scenario.js";

/** A scenario as it is now. */
export interface Measurement {
  readonly scenario: Scenario;
  readonly bundles: Readonly<Record<BundlerName, Bundle>>;
  readonly occurrences: readonly Occurrence[];
  /** What breaks the scenario's rules, a sentence each. */
  readonly problems: readonly string[];
}

/** Bundles a scenario with every bundler and holds the results against its ceilings and its forbidden names. */
export async function measure(scenario: Scenario): Promise<Measurement> {
  const esbuild = await bundleScenario(scenario, "esbuild");
  const rolldown = await bundleScenario(scenario, "rolldown");
  const bundles = { esbuild, rolldown };
  const occurrences = [
    ...(await findForbidden(scenario, esbuild.code)),
    ...(await findForbidden(scenario, rolldown.code)),
  ].filter(({ name }, at, all) => all.findIndex((other) => other.name === name) === at);
  return {
    scenario,
    bundles,
    occurrences,
    problems: [
      ...oversize(scenario, bundles),
      ...unexpected(scenario, occurrences),
      ...outdated(scenario, occurrences),
    ],
  };
}

function oversize({ name, ceilings }: Scenario, bundles: Measurement["bundles"]): string[] {
  return bundlerNames
    .filter((bundler) => bundles[bundler].gzipKb > ceilings[bundler])
    .map((bundler) => {
      const size = bundles[bundler].gzipKb.toFixed(2);
      return `${name}: ${size} kB with ${bundler}, its ceiling is ${ceilings[bundler]}`;
    });
}

function unexpected({ name, known = {} }: Scenario, occurrences: readonly Occurrence[]): string[] {
  return occurrences
    .filter((found) => !Object.hasOwn(known, found.name))
    .map((found) => `${name}: holds ${found.name}: …${found.excerpt}…`);
}

function outdated({ name, known = {} }: Scenario, occurrences: readonly Occurrence[]): string[] {
  return Object.keys(known)
    .filter((listed) => occurrences.every((found) => found.name !== listed))
    .map((listed) => `${name}: ${listed} is listed as known, but no longer occurs: take it off the list`);
}
