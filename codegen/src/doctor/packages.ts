import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { doubtful, type Finding, good, told, wrong } from "./finding.js";
import { findInstalled, type InstalledPackage, nodeModulesAbove, shortPath } from "./installed.js";

/** Which packages of ours a program has, and whether they fit together. */
export function inspectPackages(dir: string): Finding[] {
  const installed = findInstalled(nodeModulesAbove(dir));
  const cores = installed.filter(({ name }) => name === "@inia/core");
  const clients = installed.filter(({ name }) => name.startsWith("@inia/client-"));
  const others = installed.filter((one) => !cores.includes(one) && !clients.includes(one));
  return [
    ...describeCores(cores, dir),
    ...describeClients(clients, cores),
    ...(others.length > 0 ? [told(others.map(nameAndVersion).join(", "))] : []),
    ...typescript(dir),
  ];
}

function describeCores(cores: readonly InstalledPackage[], dir: string): Finding[] {
  const [first, ...others] = cores;
  if (first === undefined) return [wrong("@inia/core is not installed here: run this in your program's folder")];
  if (others.length === 0) return [good(nameAndVersion(first))];
  return [
    doubtful(
      `@inia/core is there ${cores.length} times: \`instanceof\` tells errors of one copy from those of another, and a ` +
        "bundle holds each. Install clients of one release, or run `npm dedupe`.",
    ),
    ...cores.map((core) => told(`  ${core.version} in ${shortPath(core.folder, dir)}`)),
  ];
}

function describeClients(clients: readonly InstalledPackage[], cores: readonly InstalledPackage[]): Finding[] {
  if (clients.length === 0) return [told("no client packages")];
  const unfit = clients.filter(({ coreRange }) => coreRange && !cores.some(({ version }) => fits(version, coreRange)));
  const versions = new Map<string, string[]>();
  for (const { name, version } of clients) versions.set(version, [...(versions.get(version) ?? []), name]);
  const lines = [...versions].map(([version, names]) => {
    const shown = names.slice(0, 8).map((name) => name.replace("@inia/", ""));
    const rest = names.length > shown.length ? ` and ${names.length - shown.length} more` : "";
    return good(
      `${names.length === 1 ? "1 client" : `${names.length} clients`} ${version}: ${shown.join(", ")}${rest}`,
    );
  });
  return [...lines, ...unfit.map((client) => wrong(`${nameAndVersion(client)} needs @inia/core ${client.coreRange}`))];
}

/** Whether a version is in a caret's range, the only one that clients use. */
export function fits(version: string, range: string): boolean {
  if (!range.startsWith("^")) return true;
  const [given, least] = [version, range.slice(1)].map((text) => text.split("-")[0]!.split(".").map(Number));
  const fixed = least!.findIndex((number) => number > 0);
  const isSame = given!.slice(0, fixed + 1).every((number, index) => number === least![index]);
  const at = given!.findIndex((number, index) => number !== least![index]);
  return isSame && (at === -1 || given![at]! > least![at]!);
}

function typescript(dir: string): Finding[] {
  try {
    const path = createRequire(join(dir, "program.js")).resolve("typescript/package.json");
    const { version } = JSON.parse(readFileSync(path, "utf8")) as { version: string };
    const [major = 0, minor = 0] = version.split(".").map(Number);
    if (major < 5 || (major === 5 && minor < 9))
      return [doubtful(`TypeScript ${version}: 5.9 is the oldest that is tested`)];
    return [told(`TypeScript ${version}`)];
  } catch {
    return [];
  }
}

function nameAndVersion({ name, version }: InstalledPackage): string {
  return `${name} ${version}`;
}
