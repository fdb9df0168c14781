import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { ReleasePlan as WrittenPlan } from "@changesets/types";
import type { Bump } from "../../codegen/src/diff/change.js";
import type { ClientChanges } from "../../codegen/src/diff/changesets.js";
import { fits } from "../../codegen/src/doctor/packages.js";
import { readJson } from "../clients.js";
import { nextVersion, strongestOf } from "./next-version.js";
import { planWritten } from "./written-versions.js";

/** `.changeset/clients.json`: what was released of clients, which are generated and so have no `package.json` in git. */
export interface ClientReleases {
  /** Of clients that are not named yet. */
  readonly start: string;
  /** By the names of packages, the newest release first. */
  readonly released: Readonly<Record<string, readonly ClientRelease[]>>;
}

export interface ClientRelease {
  readonly version: string;
  /** Markdown. */
  readonly changes: string;
}

/** The versions of a release, by the names of packages. */
export interface ReleasePlan {
  /** Of hand-written packages, as changesets writes them. */
  readonly writtenPlan: WrittenPlan;
  /** Of all packages, also of those that stay as they are. */
  readonly versions: Readonly<Record<string, string>>;
  /** Only packages that get another version. */
  readonly changed: readonly ChangedVersion[];
  readonly clients: ClientReleases;
  /** Clients that end with this release: they are not published again. */
  readonly ended: readonly string[];
  /** Files that the release takes. */
  readonly taken: readonly string[];
}

export interface ChangedVersion {
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

/** Reads the changesets of a repository: those of hand-written packages, and what `inia models import` wrote of clients. */
export async function planRelease(cwd: string, clients: readonly string[]): Promise<ReleasePlan> {
  const writtenPlan = await planWritten(cwd);
  const written = writtenPlan.releases.map(
    ({ name, newVersion, oldVersion }): ChangedVersion => ({ name, from: oldVersion, to: newVersion }),
  );
  const folder = join(cwd, ".changeset");
  const before = readJson<ClientReleases>(join(folder, "clients.json"));
  const taken = readdirSync(folder)
    .filter((name) => /^clients-.+\.json$/.test(name))
    .sort();
  const pending = taken.map((name) => readJson<ClientChanges>(join(folder, name)));
  const generated = generatedAnew(writtenPlan);
  const versionOf = (name: string) => before.released[name]?.[0]?.version ?? before.start;
  const entries = clients.map((name) => ({ name, release: nextRelease(name, versionOf(name), pending, generated) }));
  const released = entries.flatMap(({ name, release }): [string, readonly ClientRelease[]][] =>
    release ? [[name, [release, ...(before.released[name] ?? [])]]] : [],
  );
  const versions = {
    ...versionsOf(cwd),
    ...Object.fromEntries(written.map(({ name, to }) => [name, to])),
    ...Object.fromEntries(entries.map(({ name, release }) => [name, release?.version ?? versionOf(name)])),
  };
  return {
    writtenPlan,
    versions,
    changed: [
      ...written,
      ...entries.flatMap(({ name, release }) =>
        release && release.version !== versionOf(name) ? [{ name, from: versionOf(name), to: release.version }] : [],
      ),
    ],
    clients: { ...before, released: { ...before.released, ...Object.fromEntries(released) } },
    ended: pending.flatMap(({ packages }) =>
      Object.keys(packages).filter((name) => packages[name]!.kind === "removed"),
    ),
    taken: taken.map((name) => join(folder, name)),
  };
}

/** One release of a client for all that waits for it; none where nothing does. */
function nextRelease(
  name: string,
  version: string,
  pending: readonly ClientChanges[],
  generated: (ClientRelease & { readonly bump: Bump }) | undefined,
): ClientRelease | undefined {
  const changes = pending.flatMap(({ packages }) => packages[name] ?? []);
  const isNew = changes.some(({ kind }) => kind === "added");
  const all = [...changes, ...(generated === undefined ? [] : [generated])];
  if (all.length === 0) return undefined;
  const bump = strongestOf(all.map(({ bump }) => bump))!;
  return {
    version: isNew ? version : nextVersion(version, bump),
    changes: all.map(({ changes }) => changes).join("\n"),
  };
}

/** A newer generator writes all clients anew; a core that broke something breaks what runs on it. */
function generatedAnew({ changesets, releases }: WrittenPlan): (ClientRelease & { readonly bump: Bump }) | undefined {
  const core = releases.find(({ name }) => name === "@inia/core");
  if (core !== undefined && !fits(core.newVersion, `^${core.oldVersion}`)) {
    const changes = `- needs \`@inia/core\` ${core.newVersion}, which broke something`;
    return { version: core.newVersion, bump: "major", changes };
  }
  // It is released with core, too, and then writes what it did before.
  if (!changesets.some((changeset) => changeset.releases.some(({ name }) => name === "@inia/codegen")))
    return undefined;
  const version = releases.find(({ name }) => name === "@inia/codegen")!.newVersion;
  return { version, bump: "patch", changes: `- generated by \`@inia/codegen\` ${version}` };
}

function versionsOf(cwd: string): Record<string, string> {
  const { workspaces } = readJson<{ workspaces: readonly string[] }>(join(cwd, "package.json"));
  return Object.fromEntries(
    workspaces
      .map((folder) => join(cwd, folder, "package.json"))
      .filter((path) => existsSync(path))
      .map((path) => readJson<{ name: string; version: string }>(path))
      .map(({ name, version }) => [name, version]),
  );
}

/** The changelog of a client, the newest release first. */
export function printChangelog(name: string, releases: readonly ClientRelease[]): string {
  const parts = releases.map(({ changes, version }) => `## ${version}\n\n${changes}\n`);
  return `# ${name}\n\n${parts.join("\n")}`;
}
