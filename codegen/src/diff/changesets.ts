import { type Bump, type Change, strongest } from "./change.js";
import type { ModelDiff } from "./diff-models.js";
import { printChanges } from "./print-markdown.js";

/** What a diff makes of the next release of clients, until the release script takes it. */
export interface ClientChanges {
  readonly from: string | undefined;
  readonly to: string | undefined;
  /** By the names of packages. */
  readonly packages: Readonly<Record<string, ClientChange>>;
}

export interface ClientChange {
  readonly bump: Bump;
  /** `removed` where the package ends, `added` where it begins. */
  readonly kind: Change["kind"];
  /** Markdown for its changelog. */
  readonly changes: string;
}

/** A file of the folder of changesets. */
export interface ChangesetFile {
  readonly name: string;
  readonly text: string;
}

/**
 * The changesets of a diff: one for core, which holds regions and the services' names, in the form of changesets; and
 * one file for all clients, which changesets refuses, because they are no workspaces.
 */
export function printChangesets(diff: ModelDiff): ChangesetFile[] {
  const version = (diff.to ?? "models").replaceAll(/[^\w.]+/g, "-");
  return [
    ...coreChangeset(diff).map((text) => ({ name: `core-models-${version.replaceAll(".", "-")}.md`, text })),
    ...(diff.services.length === 0
      ? []
      : [{ name: `clients-${version}.json`, text: `${JSON.stringify(clientChanges(diff), null, 1)}\n` }]),
  ];
}

function coreChangeset({ to, services, shared }: ModelDiff): string[] {
  const whole = services.flatMap(({ changes }) =>
    changes.filter(({ subject, kind }) => subject === "service" && kind !== "changed"),
  );
  const renamed = services.flatMap(({ formerClientId, changes: [first] }) => (formerClientId && first ? [first] : []));
  if (whole.length + renamed.length + shared.length === 0) return [];
  // A service that is gone from core's table can still be called: nothing of core's own interface ends.
  const bump = strongest([
    ...[...whole, ...renamed].map(({ bump }) => ({ bump: bump === "major" ? ("minor" as const) : bump })),
    ...shared,
  ]);
  const lines = printChanges([...whole, ...renamed, ...shared]);
  return [
    `---\n"@inia/core": ${bump ?? "patch"}\n---\n\nModels of botocore ${to ?? "of another release"}.\n\n${lines}\n`,
  ];
}

function clientChanges({ from, to, services }: ModelDiff): ClientChanges {
  return {
    from,
    to,
    packages: Object.fromEntries(
      services.flatMap(({ clientId, formerClientId, bump, changes }): [string, ClientChange][] => {
        const [first] = changes;
        const kind = first?.subject === "service" ? first.kind : "changed";
        const text = printChanges(changes);
        if (formerClientId === undefined) return [[packageOf(clientId), { bump, kind, changes: text }]];
        return [
          [
            packageOf(formerClientId),
            { bump: "major", kind: "removed", changes: `- goes on as \`${packageOf(clientId)}\`` },
          ],
          [packageOf(clientId), { bump: "minor", kind: "added", changes: text }],
        ];
      }),
    ),
  };
}

function packageOf(clientId: string): string {
  return `@inia/client-${clientId}`;
}
