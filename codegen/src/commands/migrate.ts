import { Command } from "commander";
import { type MigratedFile, migrateFiles } from "../migrate/migrate-files.js";
import type { Remark } from "../migrate/migrate-text.js";

/** `inia migrate`: changes a program's imports over from aws-sdk v3. */
export function migrateCommand(): Command {
  return new Command("migrate")
    .description("Change a program over from aws-sdk v3: rewrites the names of packages, and tells what it could not.")
    .argument("<paths...>", "folders and files of the program; node_modules and hidden folders are left out")
    .option("--dry-run", "tell what would change, and change nothing")
    .action(runMigrate);
}

async function runMigrate(paths: readonly string[], { dryRun = false }: { readonly dryRun?: boolean }): Promise<void> {
  const files = await migrateFiles(paths, { write: !dryRun });
  process.stdout.write(report(files, dryRun));
}

function report(files: readonly MigratedFile[], dryRun: boolean): string {
  const changed = files.filter(({ changes }) => changes.length > 0);
  const lines = dryRun
    ? files.flatMap(({ path, changes }) => changes.map(({ line, from, to }) => `${path}:${line}: ${from} → ${to}`))
    : [];
  lines.push(
    `${dryRun ? "Would change" : "Changed"} ${plural(count(files, "changes"), "import")} in ${plural(changed.length, "file")}.`,
  );
  lines.push(...section("Left as they are:", files, ({ left }) => left));
  lines.push(...section("To look at:", files, ({ notes }) => notes));
  const folders = [...new Set(files.map(({ packageFolder }) => packageFolder))].sort();
  for (const folder of folders) {
    const where = folders.length === 1 || folder === undefined ? "" : ` in ${folder}`;
    const [install, remove] = packages(files.filter(({ packageFolder }) => packageFolder === folder));
    if (install.length > 0) lines.push(`Install${where}: ${install.join(" ")}`);
    if (remove.length > 0) lines.push(`No longer imported in these files${where}: ${remove.join(" ")}`);
  }
  return `${lines.join("\n")}\n`;
}

function section(
  title: string,
  files: readonly MigratedFile[],
  pick: (file: MigratedFile) => readonly Remark[],
): string[] {
  const lines = files.flatMap((file) =>
    pick(file).map(({ line, what, reason }) => `  ${file.path}:${line}: ${what}: ${reason}`),
  );
  return lines.length === 0 ? [] : [title, ...lines];
}

/** Packages that are imported now, and those that no longer are. */
function packages(files: readonly MigratedFile[]): readonly [install: string[], remove: string[]] {
  const changes = files.flatMap((file) => file.changes);
  const kept = new Set(files.flatMap(({ left }) => left.map(({ what }) => nameOf(what))));
  const install = new Set(changes.flatMap(({ to }) => [nameOf(to), ...(needs[to] ?? [])]));
  const remove = new Set(changes.map(({ from }) => nameOf(from)).filter((name) => !kept.has(name)));
  return [[...install].sort(), [...remove].sort()];
}

/** What counterparts are made of. */
const needs: Readonly<Record<string, readonly string[]>> = {
  "@inia/aws-sdk/lib-storage": ["@inia/s3-transfer", "@inia/client-s3"],
  "@inia/aws-sdk/lib-dynamodb": ["@inia/dynamodb-documents", "@inia/client-dynamodb"],
  "@inia/aws-sdk/util-dynamodb": ["@inia/dynamodb-documents", "@inia/client-dynamodb"],
};

function nameOf(specifier: string): string {
  return specifier.split("/").slice(0, 2).join("/");
}

function count(files: readonly MigratedFile[], what: "changes"): number {
  return files.reduce((sum, file) => sum + file[what].length, 0);
}

function plural(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
