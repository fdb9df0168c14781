import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { expect, test, vi } from "vitest";
import { addMadeUp, emptyFolder, library, type MadeUpFiles, writeMadeUp } from "../load/made-up-models.js";
import { ModelError } from "../load/model-error.js";
import { modelsImportCommand } from "./models-import.js";

function source(changes: MadeUpFiles = {}): string {
  return writeMadeUp({
    "__init__.py": '__version__ = "9.8.7"',
    "data/partitions.json": { version: "1.1", partitions: [] },
    "data/endpoints.json": { version: 3, partitions: [] },
    "data/_retry.json": { definitions: {}, retry: {} },
    "data/sdk-default-configuration.json": { version: 1, base: {}, modes: {} },
    "data/library/2020-05-01/service-2.json": library.service,
    ...changes,
  });
}

async function inia(...args: string[]): Promise<string> {
  const written = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  const progress = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  try {
    const program = new Command("inia").addCommand(new Command("models").addCommand(modelsImportCommand()));
    await program.parseAsync(args, { from: "user" });
    return written.mock.calls.map(([text]) => String(text)).join("");
  } finally {
    written.mockRestore();
    progress.mockRestore();
  }
}

test("inia models import writes models and docs, and says what it did", async () => {
  const dir = emptyFolder();
  const [to, docs] = [join(dir, "models"), join(dir, "docs")];
  const said = await inia("models", "import", "--from", source(), "--to", to, "--docs", docs);
  expect(said).toMatch(/^botocore 9\.8\.7: 1 services, 2 operations, [\d.]+ s\n/);
  expect(said).toContain(`${to}: files 9 written, 0 unchanged, 0 removed`);
  expect(said).toContain(`${docs}: files `);
  expect(readFileSync(join(to, "VERSION"), "utf8")).toBe("9.8.7\n");
  expect(existsSync(join(docs, "library/2020-05-01/docs.json"))).toBe(true);
});

test("a wrong source rejects with what is wrong", async () => {
  const dir = emptyFolder();
  await expect(inia("models", "import", "--from", dir, "--to", join(dir, "models"))).rejects.toThrow(ModelError);
  expect(existsSync(join(dir, "models"))).toBe(false);
});

test("a newer source: what changed is told, for people, for programs and for the next release", async () => {
  const dir = emptyFolder();
  const [to, diff, changesets] = ["models", "diff", "changesets"].map((name) => join(dir, name)) as [
    string,
    string,
    string,
  ];
  addMadeUp(dir, { "changesets/config.json": {} });
  const flags = ["--to", to, "--diff", diff, "--changesets", changesets];
  const first = await inia("models", "import", "--from", source(), ...flags);
  expect(first).not.toContain("services are new");
  expect(existsSync(diff)).toBe(false);

  const { ListBooks: _, ...operations } = library.service.operations;
  const newer = source({
    "__init__.py": '__version__ = "9.9.0"',
    "data/library/2020-05-01/service-2.json": { ...library.service, operations },
  });
  const said = await inia("models", "import", "--from", newer, ...flags);
  expect(said).toContain("0 services are new, 0 are gone, 1 changed: 1 in a way that breaks callers (major)");
  const markdown = readFileSync(join(diff, "models-9.8.7-9.9.0.md"), "utf8");
  expect(markdown).toContain("- operations removed: `ListBooks`");
  expect(JSON.parse(readFileSync(join(diff, "models-9.8.7-9.9.0.json"), "utf8"))).toMatchObject({
    from: "9.8.7",
    to: "9.9.0",
    bump: "major",
    services: [{ service: "library", bump: "major" }],
  });
  expect(readdirSync(changesets).sort()).toEqual(["clients-9.9.0.json", "config.json"]);

  const again = await inia("models", "import", "--from", newer, ...flags);
  expect(again).not.toContain("services are new");
});
