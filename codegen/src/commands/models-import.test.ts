import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { expect, test, vi } from "vitest";
import { emptyFolder, library, writeMadeUp } from "../load/made-up-models.js";
import { ModelError } from "../load/model-error.js";
import { modelsImportCommand } from "./models-import.js";

function source(): string {
  return writeMadeUp({
    "__init__.py": '__version__ = "9.8.7"',
    "data/partitions.json": { version: "1.1", partitions: [] },
    "data/endpoints.json": { version: 3, partitions: [] },
    "data/_retry.json": { definitions: {}, retry: {} },
    "data/sdk-default-configuration.json": { version: 1, base: {}, modes: {} },
    "data/library/2020-05-01/service-2.json": library.service,
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
