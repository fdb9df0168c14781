import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { addMadeUp, emptyFolder, library, libraryFiles, type MadeUpFiles, writeMadeUp } from "./load/made-up-models.js";

const cli = fileURLToPath(new URL("../dist/cli.js", import.meta.url));

vi.setConfig({ testTimeout: 120_000 });

beforeAll(() => {
  if (!existsSync(cli)) throw new Error("The command is not built: run `npm run build --workspace codegen`.");
});

interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `inia` as a shell would; `onProgress` sees what it prints while it works. */
function inia(args: readonly string[], onProgress?: (stop: () => void) => void): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [cli, ...args], { cwd: emptyFolder() });
    const texts = { stdout: "", stderr: "" };
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      texts.stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      texts.stderr += text;
      onProgress?.(() => child.kill("SIGKILL"));
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, ...texts }));
  });
}

function generate(models: string, out: string, ...flags: string[]): Promise<Outcome> {
  return inia(["generate", "--models", models, "--out", out, ...flags]);
}

/** All files below a folder with their texts. */
function read(folder: string): Record<string, string> {
  if (!existsSync(folder)) return {};
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) =>
    statSync(join(folder, path)).isFile(),
  );
  return Object.fromEntries(paths.sort().map((path) => [path, readFileSync(join(folder, path), "utf8")]));
}

/** When each file below a folder was last written. */
function writtenAt(folder: string): Record<string, number> {
  return Object.fromEntries(Object.keys(read(folder)).map((path) => [path, statSync(join(folder, path)).mtimeMs]));
}

function serviceNamed(serviceId: string): object {
  return { ...library.service, metadata: { ...library.service.metadata, serviceId } };
}

const zoo: MadeUpFiles = { "zoo/2021-01-01/service-2.json": serviceNamed("Zoo") };

describe("a run", () => {
  test("writes the same bytes as another, and tells what it did", async () => {
    const models = writeMadeUp({ ...libraryFiles, ...zoo });
    const [one, other] = [emptyFolder(), emptyFolder()];
    const { code, stdout } = await generate(models, one);
    expect(code).toBe(0);
    expect(stdout).toMatch(/2 packages \(2 written, 0 unchanged\), 4 operations, \d+\.\d s\n$/);
    await generate(models, other);
    expect(Object.keys(read(one))).toContain("book-library/src/operations.ts");
    expect(read(one)).toEqual(read(other));
  });

  test("touches nothing where nothing changed", async () => {
    const models = writeMadeUp({ ...libraryFiles, ...zoo });
    const out = emptyFolder();
    await generate(models, out);
    const before = writtenAt(out);
    const { stdout } = await generate(models, out);
    expect(stdout).toContain("2 packages (0 written, 2 unchanged)");
    expect(writtenAt(out)).toEqual(before);
  });

  test("makes again what changed, and what somebody edited", async () => {
    const models = writeMadeUp({ ...libraryFiles, ...zoo });
    const out = emptyFolder();
    await generate(models, out);
    const before = read(out);
    const edited = join(out, "zoo/src/client.ts");
    writeFileSync(edited, "");
    addMadeUp(models, { "library/2020-05-01/service-2.json": serviceNamed("Book Library") });
    expect((await generate(models, out)).stdout).toContain("2 packages (1 written, 1 unchanged)");
    expect(read(out)["zoo/src/client.ts"]).toBe(before["zoo/src/client.ts"]);
  });

  test("leaves nothing of services that are gone or renamed, and all that is not its own", async () => {
    const models = writeMadeUp({ ...libraryFiles, ...zoo });
    const out = emptyFolder();
    addMadeUp(out, { "notes.txt": "mine", "by-hand/src/index.ts": "export {};\n", "empty/readme.md": "mine" });
    await generate(models, out);
    rmSync(join(models, "zoo"), { recursive: true });
    addMadeUp(models, { "library/2020-05-01/service-2.json": serviceNamed("Archive") });
    expect((await generate(models, out)).stdout).toContain("1 packages (1 written, 0 unchanged, 2 removed)");
    expect(readdirSync(out).sort()).toEqual([".manifest.json", "archive", "by-hand", "empty", "notes.txt"]);
    expect(read(join(out, "by-hand"))).toEqual({ "src/index.ts": "export {};\n" });
  });

  test("of some services leaves the others alone", async () => {
    const models = writeMadeUp({ ...libraryFiles, ...zoo });
    const out = emptyFolder();
    await generate(models, out);
    const before = writtenAt(join(out, "zoo"));
    addMadeUp(models, { "zoo/2021-01-01/service-2.json": serviceNamed("Aquarium") });
    expect((await generate(models, out, "--services", "library")).stdout).toContain("1 packages");
    expect(writtenAt(join(out, "zoo"))).toEqual(before);
  });

  test("that is interrupted leaves whole packages only, and the next one cleans up", async () => {
    const names = Array.from({ length: 40 }, (_, index) => `Shelf ${index}`);
    const models = writeMadeUp(
      Object.fromEntries(
        names.map((name) => [`${name.replace(" ", "")}/2020-01-01/service-2.json`, serviceNamed(name)]),
      ),
    );
    const [out, whole] = [emptyFolder(), emptyFolder()];
    await inia(["generate", "--models", models, "--out", out], (stop) => stop());
    await generate(models, whole);
    const expected = read(whole);
    for (const name of readdirSync(out).filter((entry) => !entry.startsWith("."))) {
      const prefix = `${name}/`;
      const files = Object.entries(expected).filter(([path]) => path.startsWith(prefix));
      expect(read(join(out, name))).toEqual(
        Object.fromEntries(files.map(([path, text]) => [path.slice(prefix.length), text])),
      );
    }
    await generate(models, out);
    expect(read(out)).toEqual(expected);
    expect(existsSync(join(out, ".staging"))).toBe(false);
  });
});

describe("services are chosen", () => {
  const models = writeMadeUp({ ...libraryFiles, ...zoo });

  test.each(["library", "book-library", "library, book-library"])("as %s", async (names) => {
    const out = emptyFolder();
    expect((await generate(models, out, "--services", names)).code).toBe(0);
    expect(readdirSync(out).sort()).toEqual([".manifest.json", "book-library"]);
  });

  test("or the nearest names are told, and nothing is written", async () => {
    const out = join(emptyFolder(), "out");
    const { code, stderr } = await generate(models, out, "--services", "libary");
    expect(code).toBe(1);
    expect(stderr).toBe(`inia: ${models}: expected the name of a service (nearest: "library"), found "libary"\n`);
    expect(existsSync(out)).toBe(false);
  });
});

describe("a model that is wrong ends the run with its place, and nothing is written", () => {
  const service = library.service;
  const cases: readonly (readonly [what: string, files: MadeUpFiles, message: string])[] = [
    [
      "a reference that leads nowhere",
      {
        "zoo/2021-01-01/service-2.json": {
          ...service,
          shapes: { ...service.shapes, Books: { type: "list", member: { shape: "Isbm" } } },
        },
      },
      'zoo/2021-01-01/service-2.json at /shapes/Books/member/shape: expected the name of a shape (nearest: "Isbn"), found "Isbm"',
    ],
    ["broken JSON", { "zoo/2021-01-01/service-2.json": "{" }, "zoo/2021-01-01/service-2.json:1:2: expected"],
    [
      "a JMESPath expression that cannot be compiled",
      {
        "zoo/2021-01-01/service-2.json": service,
        "zoo/2021-01-01/waiters-2.json": {
          version: 2,
          waiters: {
            BookReturned: {
              ...library.waiters.waiters.BookReturned,
              acceptors: [{ matcher: "path", state: "success", argument: "Books[", expected: true }],
            },
          },
        },
      },
      "zoo/2021-01-01/waiters-2.json at /waiters/BookReturned/acceptors/0/argument: ",
    ],
    [
      "endpoint rules that mean nothing",
      {
        "zoo/2021-01-01/service-2.json": service,
        "zoo/2021-01-01/endpoint-rule-set-1.json": {
          ...library.ruleSet,
          rules: [{ type: "endpoint", conditions: [], endpoint: { url: "https://{Nowhere}.example.org" } }],
        },
      },
      "zoo/2021-01-01/endpoint-rule-set-1.json at /rules/0",
    ],
    [
      "an override of a member that is not there",
      { "overrides.json": { library: { "Loan.Duo": { required: true, evidence: "none" } } } },
      'overrides.json at /library/Loan.Duo: expected a member of Loan (nearest: "Due"), found "Loan.Duo"',
    ],
    [
      "an override without evidence",
      { "overrides.json": { library: { "Loan.Due": { required: true } } } },
      'overrides.json at /library/Loan.Due: expected the key "evidence", found an object without it',
    ],
    [
      "an override that makes inputs harder to write",
      { "overrides.json": { library: { "LendBookRequest.Token": { required: true, evidence: "none" } } } },
      "overrides.json at /library/LendBookRequest.Token: expected a required member to be in outputs only",
    ],
  ];

  test.each(cases)("%s", async (_, files, message) => {
    const models = writeMadeUp({ ...libraryFiles, ...files });
    const out = join(emptyFolder(), "out");
    const { code, stdout, stderr } = await generate(models, out);
    expect(code).toBe(1);
    expect(stderr).toContain(`inia: ${models}/${message}`);
    expect(stderr).not.toContain("    at ");
    expect(stdout).toBe("");
    expect(read(out)).toEqual({});
  });

  test("also where packages stand already", async () => {
    const models = writeMadeUp(libraryFiles);
    const out = emptyFolder();
    await generate(models, out);
    const before = writtenAt(out);
    addMadeUp(models, { ...zoo, "library/2020-05-01/paginators-1.json": "[]" });
    expect((await generate(models, out)).code).toBe(1);
    expect(writtenAt(out)).toEqual(before);
  });
});

test("overrides change, add and hide members, and say so in docs", async () => {
  const models = writeMadeUp({
    ...libraryFiles,
    "overrides.json": {
      library: {
        "Loan.Due": { required: true, evidence: "the clerk" },
        "Loan.documentation": { hidden: true, evidence: "the clerk" },
        "Loan.Desk": { added: true, type: "string", note: "Where to pick it up.", evidence: "the clerk" },
        "*.Isbn": { required: false, type: "string | number", evidence: "the clerk" },
      },
    },
  });
  const out = emptyFolder();
  expect(await generate(models, out)).toMatchObject({ code: 0 });
  const types = read(out)["book-library/src/types.ts"];
  expect(types).toContain(
    "export interface Loan {\n  Due: Date;\n  /** Where to pick it up. */\n  Desk?: string;\n}\n",
  );
  expect(types).toContain("  Isbn?: string | number | undefined;");
  expect(read(out)["book-library/src/operations.ts"]).toContain("export const lendBook: OptionalInputOperation<");
});

test("prose is written into doc comments, with AWS's own example where it fits", async () => {
  const models = writeMadeUp(libraryFiles);
  const docs = writeMadeUp({
    "library/2020-05-01/docs.json": {
      "service-2.json": {
        documentation: "<p>Lends  <i>books</i> &amp; journals.</p>",
        operations: { LendBook: { documentation: "<p>Lends a book. See <a href='https://example.org'>it</a>.</p>" } },
        shapes: {
          Loan: {
            documentation: "<p>A loan.</p><ul><li><p>short</p></li><li>long</li></ul>",
            members: { Due: { documentation: `<p>The day, ${"long ".repeat(40)}ago.</p>` } },
          },
        },
      },
    },
    "library/2020-05-01/examples-1.json": {
      version: "1.0",
      examples: { LendBook: [{ input: { Isbn: "0306406152" } }], ListBooks: [{ input: { Gone: "1" } }] },
    },
  });
  const out = emptyFolder();
  expect(await generate(models, out, "--docs", docs)).toMatchObject({ code: 0 });
  const files = read(join(out, "book-library/src"));
  expect(files["client.ts"]).toContain("/**\n * Lends *books* & journals.\n *\n");
  expect(files["types.ts"]).toContain("/**\n * A loan.\n * - short\n * - long\n */\nexport interface Loan {");
  expect(files["types.ts"]!.split("\n").filter((line) => line.length > 120)).toEqual([]);
  expect(files["operations.ts"]).toContain('await lendBook(bookLibrary, { Isbn: "0306406152" });');
  expect(files["operations.ts"]).toContain("await listBooks(bookLibrary);");
  const before = read(out);
  await generate(models, out);
  expect(read(out)["book-library/src/client.ts"]).not.toContain("journals");
  await generate(models, out, "--docs", docs);
  expect(read(out)).toEqual(before);
});

test("a folder of prose that is not there is told", async () => {
  const out = join(emptyFolder(), "out");
  const { code, stderr } = await generate(writeMadeUp(libraryFiles), out, "--docs", "/no/such/folder");
  expect([code, stderr]).toEqual([
    1,
    "inia: /no/such/folder: expected a folder of prose, as an import writes it, found no such folder\n",
  ]);
  expect(existsSync(out)).toBe(false);
});

test("the command explains itself and refuses what it does not know", async () => {
  const { code, stdout } = await inia(["generate", "--help"]);
  expect([code, stdout]).toEqual([0, expect.stringContaining("--services <names>")]);
  const wrong = await inia(["generate", "--servces", "s3"]);
  expect([wrong.code, wrong.stderr]).toEqual([1, expect.stringContaining("(Did you mean --services?)")]);
});

test("two folders of models are compared, and a pipeline can stop at what breaks", async () => {
  const { LendBook: _, ...operations } = library.service.operations;
  const before = writeMadeUp(libraryFiles);
  const after = writeMadeUp({
    ...libraryFiles,
    "library/2020-05-01/service-2.json": { ...library.service, operations },
  });
  const told = await inia(["models", "diff", before, after]);
  expect([told.code, told.stderr]).toEqual([0, ""]);
  expect(told.stdout).toContain("## What breaks\n\n### `@inia/client-book-library` (Made-up Library)\n");
  const json = await inia(["models", "diff", before, after, "--json", "--fail-on-breaking"]);
  expect(json.code).toBe(2);
  expect(JSON.parse(json.stdout)).toMatchObject({ bump: "major", services: [{ service: "library" }] });
  expect((await inia(["models", "diff", before, before, "--fail-on-breaking"])).code).toBe(0);
});

describe("parts of one's own package", () => {
  test("are sources alone, under the package's name", async () => {
    const out = emptyFolder();
    const { stdout } = await generate(writeMadeUp(libraryFiles), out, "--package", "@acme/services");
    expect(stdout).toContain("1 packages (1 written, 0 unchanged)");
    const files = read(join(out, "book-library"));
    expect(Object.keys(files)).toContain("index.ts");
    expect(Object.keys(files).filter((path) => !/^[a-z]+\.ts$/.test(path))).toEqual([]);
    expect(files["service.ts"]).toContain('importOwnModel("@acme/services/book-library/model")');
    expect(files["service.ts"]).toContain('import { BookLibrary } from "@acme/services/book-library";');
    const before = writtenAt(out);
    await generate(writeMadeUp(libraryFiles), out, "--package", "@acme/services");
    expect(writtenAt(out)).toEqual(before);
  });

  test("never take the place of what somebody wrote", async () => {
    const out = writeMadeUp({ "book-library/mine.ts": "export {};" });
    const { code, stderr } = await generate(writeMadeUp(libraryFiles), out, "--package", "acme");
    expect([code, stderr]).toEqual([
      1,
      expect.stringContaining("book-library: expected a folder that `inia generate` wrote, or none, found other files"),
    ]);
    expect(read(out)).toEqual({ "book-library/mine.ts": "export {};" });
  });
});

test("longs may be bigints in outputs, and the client reads them so", async () => {
  const shapes = { ...library.service.shapes, Time: { type: "long" } };
  const models = writeMadeUp({
    ...libraryFiles,
    "library/2020-05-01/service-2.json": { ...library.service, shapes },
  });
  const [plain, big] = [emptyFolder(), emptyFolder()];
  await generate(models, plain);
  await generate(models, big, "--longs", "bigint");
  expect(read(plain)["book-library/src/types.ts"]).toContain("  Due?: number;");
  expect(read(big)["book-library/src/types.ts"]).toContain("  Due?: number | bigint;");
  expect(read(big)["book-library/src/client.ts"]).toContain('super(service, { longs: "bigint", ...config }, session);');
});

test("a watching run makes again what changes, tells what is wrong, and goes on", async () => {
  const models = writeMadeUp({ ...libraryFiles, ...zoo });
  const out = emptyFolder();
  const child = spawn(process.execPath, [cli, "generate", "--models", models, "--out", out, "--watch"]);
  let said = "";
  const waiting: { readonly text: string; readonly resolve: () => void }[] = [];
  const hear = (text: string): void => {
    said += text;
    for (const each of waiting.splice(0)) (said.includes(each.text) ? each.resolve : () => waiting.push(each))();
  };
  /** Resolves once the text is said, and forgets all that was said. */
  const says = async (text: string): Promise<void> => {
    if (!said.includes(text)) await new Promise<void>((resolve) => waiting.push({ text, resolve }));
    said = "";
  };
  child.stdout.setEncoding("utf8").on("data", hear);
  child.stderr.setEncoding("utf8").on("data", hear);
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));

  await says("2 packages (2 written, 0 unchanged)");
  addMadeUp(models, { "zoo/2021-01-01/service-2.json": serviceNamed("Aquarium") });
  await says("2 packages (1 written, 1 unchanged, 1 removed)");
  expect(readdirSync(out).sort()).toEqual([".manifest.json", "aquarium", "book-library"]);
  addMadeUp(models, { "zoo/2021-01-01/service-2.json": "{" });
  await says("zoo/2021-01-01/service-2.json:1:2: expected a key");
  addMadeUp(models, { "zoo/2021-01-01/service-2.json": serviceNamed("Zoo") });
  await says("2 packages (1 written, 1 unchanged, 1 removed)");
  expect(existsSync(join(out, "zoo/src/index.ts"))).toBe(true);
  child.kill("SIGTERM");
  expect(await ended).toBe(0);
});
