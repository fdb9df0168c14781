import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { loadDocs } from "../load/docs.js";
import { load } from "../load/load.js";
import { addMadeUp, emptyFolder, library, type MadeUpFiles, writeMadeUp } from "../load/made-up-models.js";
import { importModels } from "./import-models.js";

/** A release as its wheel unpacks, prose included; the made-up library in two versions, and a smaller service. */
const release: MadeUpFiles = {
  "botocore/__init__.py": "import os\n__version__ = '1.2.3'\n",
  "botocore-1.2.3.dist-info/NOTICE": "Botocore\nCopyright its authors\n",
  "botocore-1.2.3.dist-info/LICENSE.txt": "The licence of the source\n",
  "botocore/data/partitions.json": { version: "1.1", partitions: [] },
  "botocore/data/endpoints.json": { version: 3, partitions: [] },
  "botocore/data/_retry.json": { definitions: {}, retry: {} },
  "botocore/data/sdk-default-configuration.json": {
    version: 1,
    base: { retryMode: "standard" },
    modes: {},
    documentation: { modes: { standard: "Made-up words on the mode." } },
  },
  "botocore/data/library/2019-01-01/service-2.json": library.service,
  "botocore/data/library/2020-05-01/service-2.json.gz": withProse(),
  "botocore/data/library/2020-05-01/paginators-1.json": library.paginators,
  "botocore/data/library/2020-05-01/waiters-2.json": library.waiters,
  "botocore/data/library/2020-05-01/endpoint-rule-set-1.json.gz": {
    ...library.ruleSet,
    parameters: { ...library.ruleSet.parameters, Desk: { type: "string", documentation: "Which desk." } },
  },
  "botocore/data/library/2020-05-01/service-2.sdk-extras.json": `{"version": 1.0, "merge": {"shapes": {"Loan":
    {"members": {"Fee": {"shape": "String", "documentation": "What it costs."}}}}}}`,
  "botocore/data/library/2020-05-01/examples-1.json": {
    version: "1.0",
    examples: { LendBook: [{ id: "lend", input: { Isbn: "0000000000" } }] },
  },
  "botocore/data/zoo/2021-01-01/service-2.json": {
    ...library.service,
    metadata: { ...library.service.metadata, serviceId: "Zoo" },
    operations: {},
  },
};

describe("an import", () => {
  test("keeps the facts of the newest versions and nothing else", async () => {
    const to = emptyFolder();
    const summary = await importModels({ from: source(), to });

    expect(summary).toMatchObject({ version: "1.2.3", services: 2, operations: 2, docs: undefined });
    expect(tree(to)).toEqual([
      "LICENSE",
      "NOTICE",
      "VERSION",
      "_retry.json",
      "endpoints.json",
      "library/2020-05-01/endpoint-rule-set-1.json",
      "library/2020-05-01/paginators-1.json",
      "library/2020-05-01/service-2.json",
      "library/2020-05-01/service-2.sdk-extras.json",
      "library/2020-05-01/waiters-2.json",
      "partitions.json",
      "sdk-default-configuration.json",
      "services.json",
      "zoo/2021-01-01/service-2.json",
    ]);
    const read = (path: string): unknown => JSON.parse(readFileSync(join(to, path), "utf8"));
    expect(read("library/2020-05-01/service-2.json")).toEqual(library.service);
    expect(read("library/2020-05-01/endpoint-rule-set-1.json")).toEqual(library.ruleSet);
    expect(read("sdk-default-configuration.json")).toEqual({ version: 1, base: { retryMode: "standard" }, modes: {} });
    expect(read("services.json")).toEqual({
      library: {
        apiVersion: "2020-05-01",
        serviceId: "Book Library",
        hyphenizedServiceId: "book-library",
        clientId: "book-library",
        endpointPrefix: "library",
      },
      zoo: zooEntry,
    });
  });

  test("keeps the order of keys and the digits of numbers, one space deep", async () => {
    const to = emptyFolder();
    await importModels({ from: source(), to });
    expect(readFileSync(join(to, "library/2020-05-01/service-2.sdk-extras.json"), "utf8")).toBe(
      [
        "{",
        ' "version": 1.0,',
        ' "merge": {',
        '  "shapes": {',
        '   "Loan": {',
        '    "members": {',
        '     "Fee": {',
        '      "shape": "String"',
        "     }",
        "    }",
        "   }",
        "  }",
        " }",
        "}",
        "",
      ].join("\n"),
    );
    expect(readFileSync(join(to, "library/2020-05-01/service-2.json"), "utf8")).toBe(
      `${JSON.stringify(library.service, null, 1)}\n`,
    );
  });

  test("names its source and the source's terms", async () => {
    const to = emptyFolder();
    await importModels({ from: source(), to });
    expect(readFileSync(join(to, "VERSION"), "utf8")).toBe("1.2.3\n");
    expect(readFileSync(join(to, "LICENSE"), "utf8")).toBe("The licence of the source\n");
    const notice = readFileSync(join(to, "NOTICE"), "utf8");
    expect(notice).toContain("botocore 1.2.3");
    expect(notice).toContain("Copyright its authors");
  });

  test("without the source's terms states them itself", async () => {
    const {
      "botocore-1.2.3.dist-info/NOTICE": _notice,
      "botocore-1.2.3.dist-info/LICENSE.txt": _licence,
      ...bare
    } = release;
    const to = emptyFolder();
    await importModels({ from: join(writeMadeUp(bare), "botocore"), to });
    expect(readFileSync(join(to, "LICENSE"), "utf8")).toContain(
      "Apache License\n                           Version 2.0",
    );
    expect(readFileSync(join(to, "NOTICE"), "utf8")).toContain("Copyright Amazon.com, Inc. or its affiliates");
  });

  test("takes the data folder itself, too, and a version where the source has none", async () => {
    const { "botocore/__init__.py": _init, ...unversioned } = release;
    const from = join(writeMadeUp(unversioned), "botocore", "data");
    const to = emptyFolder();
    await expect(importModels({ from, to })).rejects.toThrow("--source-version");
    expect(tree(to)).toEqual([]);
    expect(await importModels({ from, to, sourceVersion: "1.2.4" })).toMatchObject({ version: "1.2.4" });
  });

  test("tells each service before it reads it", async () => {
    const told: unknown[] = [];
    await importModels({ from: source(), to: emptyFolder(), onProgress: (progress) => told.push(progress) });
    expect(told).toEqual([
      { service: "library", done: 0, total: 2 },
      { service: "zoo", done: 1, total: 2 },
    ]);
  });
});

describe("prose", () => {
  test("goes to the side folder, where loadDocs finds it", async () => {
    const docs = emptyFolder();
    const to = emptyFolder();
    await importModels({ from: source(), to, docs });
    expect(loadDocs(docs, "library")).toEqual({
      documentation: "Lends books.",
      operations: { LendBook: { documentation: "Lends one.", errors: { 0: { documentation: "Somebody has it." } } } },
      shapes: {
        Loan: { members: { Due: { documentation: "When to return." }, Fee: { documentation: "What it costs." } } },
      },
      endpointParameters: { Desk: { documentation: "Which desk." } },
      examples: { LendBook: [{ id: "lend", input: { Isbn: "0000000000" } }] },
    });
    expect(loadDocs(docs, "zoo")).toEqual({});
    expect(loadDocs(docs, "circus")).toBeUndefined();
    expect(readFileSync(join(docs, "sdk-default-configuration.json"), "utf8")).toContain("Made-up words");
  });

  test("together with the facts is the source", async () => {
    const docs = emptyFolder();
    const to = emptyFolder();
    await importModels({ from: source(), to, docs });
    const prose = loadDocs(docs, "library");
    const service = load(to, { services: ["library"] })[0]?.files.service;
    const { examples: _examples, endpointParameters: _parameters, ...serviceProse } = prose ?? {};
    expect(overlay(service, serviceProse)).toEqual(overlay(withProse(), extrasOfSource));
  });
});

describe("a second import", () => {
  test("of the same source touches no file", async () => {
    const from = source();
    const [to, docs] = [emptyFolder(), emptyFolder()];
    await importModels({ from, to, docs });
    const before = tree(to).map((path) => statSync(join(to, path)).mtimeMs);
    const { models, docs: docsChanges } = await importModels({ from, to, docs });
    expect(models).toMatchObject({ written: [], removed: [], unchanged: before.length });
    expect(docsChanges).toMatchObject({ written: [], removed: [] });
    expect(tree(to).map((path) => statSync(join(to, path)).mtimeMs)).toEqual(before);
  });

  test("removes services, versions and files that are gone, and only those", async () => {
    const to = emptyFolder();
    await importModels({ from: source(), to });
    addMadeUp(to, { "overrides/library.json": "{}", "library/2018-01-01/service-2.json": "{}", "README.md": "ours" });

    const { "botocore/data/zoo/2021-01-01/service-2.json": _zoo, ...rest } = release;
    const { "botocore/data/library/2020-05-01/waiters-2.json": _waiters, ...left } = rest;
    const { models } = await importModels({ from: join(writeMadeUp(left), "botocore"), to });
    expect(models.removed).toEqual(["library/2018-01-01", "library/2020-05-01/waiters-2.json", "zoo"]);
    expect(models.written).toEqual(["services.json"]);
    expect(tree(to)).toEqual(expect.arrayContaining(["README.md", "overrides/library.json"]));
    expect(existsSync(join(to, "zoo"))).toBe(false);
  });
});

describe("of a source that is wrong nothing is written", () => {
  test.each([
    ["a missing shared file", { "botocore/data/endpoints.json": undefined }, "endpoints.json: expected"],
    [
      "broken JSON",
      { "botocore/data/endpoints.json": '{"version": 3,\n "partitions": [}' },
      "endpoints.json:2:17 at /partitions/0",
    ],
    [
      "a dangling reference",
      { "botocore/data/zoo/2021-01-01/service-2.json": { ...library.service, shapes: {} } },
      "zoo/2021-01-01/service-2.json at /operations/LendBook/input/shape: expected the name of a shape",
    ],
    [
      "bytes that are not gzipped",
      {
        "botocore/data/zoo/2021-01-01/service-2.json": undefined,
        "botocore/data/zoo/2021-01-01/service-2.json.gz": null,
      },
      "service-2.json.gz: expected gzipped JSON",
    ],
    [
      "no version of a service with a model",
      {
        "botocore/data/zoo/2021-01-01/service-2.json": undefined,
        "botocore/data/zoo/2021-01-01/waiters-2.json": library.waiters,
      },
      "zoo/2021-01-01/service-2.json: expected the service's model",
    ],
  ])("%s", async (_name, change, said) => {
    const [to, docs] = [emptyFolder(), emptyFolder()];
    await expect(importModels({ from: sourceWith(change), to, docs })).rejects.toThrow(said);
    expect([...tree(to), ...tree(docs)]).toEqual([]);
  });

  test("text that is no UTF-8", async () => {
    const from = source();
    writeFileSync(join(from, "data/endpoints.json"), Buffer.from([0x22, 0xff, 0x22]));
    await expect(importModels({ from, to: emptyFolder() })).rejects.toThrow("endpoints.json: expected UTF-8");
  });

  test("a table in the target that names other folders", async () => {
    const to = emptyFolder();
    addMadeUp(to, { "models/services.json": { "../precious": zooEntry }, "precious/file.txt": "x" });
    await expect(importModels({ from: source(), to: join(to, "models") })).rejects.toThrow(
      /services\.json: expected a name that matches .*, found "\.\.\/precious"/,
    );
    expect(tree(to)).toEqual(["models/services.json", "precious/file.txt"]);
  });

  test("no data at all", async () => {
    const from = emptyFolder();
    await expect(importModels({ from, to: emptyFolder() })).rejects.toThrow(
      `${from}/partitions.json: expected botocore's`,
    );
  });
});

const zooEntry = {
  apiVersion: "2021-01-01",
  serviceId: "Zoo",
  hyphenizedServiceId: "zoo",
  clientId: "zoo",
  endpointPrefix: "library",
};

const extrasOfSource = {
  shapes: { Loan: { members: { Fee: { shape: "String", documentation: "What it costs." } } } },
};

function withProse(): object {
  const { operations, shapes } = library.service;
  return {
    ...library.service,
    operations: {
      ...operations,
      LendBook: {
        ...operations.LendBook,
        errors: [{ shape: "BookIsOut", documentation: "Somebody has it." }],
        documentation: "Lends one.",
      },
    },
    shapes: {
      ...shapes,
      Loan: {
        ...shapes.Loan,
        members: { ...shapes.Loan.members, Due: { shape: "Time", documentation: "When to return." } },
      },
    },
    documentation: "Lends books.",
  };
}

function source(): string {
  return join(writeMadeUp(release), "botocore");
}

/** The release with other files; undefined: without the file, null: with bytes that mean nothing. */
function sourceWith(change: MadeUpFiles): string {
  const files = Object.entries({ ...release, ...change }).filter(
    ([, content]) => content !== undefined && content !== null,
  );
  const dir = writeMadeUp(Object.fromEntries(files));
  for (const [path, content] of Object.entries(change)) {
    if (content !== null) continue;
    mkdirSync(join(dir, path, ".."), { recursive: true });
    writeFileSync(join(dir, path), "no gzip");
  }
  return join(dir, "botocore");
}

function tree(dir: string): string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(dir.length + 1))
    .sort();
}

/** Lays one tree over another, items of arrays by their index. */
function overlay(base: unknown, over: unknown): unknown {
  if (typeof base !== "object" || base === null || typeof over !== "object" || over === null) return over;
  const entries = new Map(Object.entries(base));
  for (const [key, value] of Object.entries(over)) entries.set(key, overlay(entries.get(key), value));
  return Array.isArray(base) ? [...entries.values()] : Object.fromEntries(entries);
}
