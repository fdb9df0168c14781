import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { digestOf } from "./digest.js";
import { load, loadPartitions, loadService } from "./load.js";
import { library, libraryFiles, writeMadeUp } from "./made-up-models.js";
import { readServiceTable } from "./service-table.js";

const olderLibrary = { "library/2019-01-01/service-2.json": library.service };

function renamed(serviceId: string): object {
  return { ...library.service, metadata: { ...library.service.metadata, serviceId } };
}

test("a service's newest API version is read, all its files", () => {
  const dir = writeMadeUp({ ...olderLibrary, ...libraryFiles, "overrides/readme.txt": "no model" });
  expect(load(dir)).toEqual([
    { name: "library", apiVersion: "2020-05-01", files: library, digest: expect.stringMatching(/^[0-9a-f]{64}$/) },
  ]);
});

test("a service needs no file but its model", () => {
  const dir = writeMadeUp(olderLibrary);
  expect(load(dir)[0]?.files).toEqual({ service: library.service });
});

test("extras are merged over the files they are named after", () => {
  const dir = writeMadeUp({
    ...libraryFiles,
    "library/2020-05-01/service-2.sdk-extras.json": {
      version: 1.0,
      merge: { shapes: { Loan: { members: { Fee: { shape: "String" } } } } },
    },
    "library/2020-05-01/paginators-1.sdk-extras.json": {
      version: 1.0,
      merge: { pagination: { ListBooks: { non_aggregate_keys: ["NextToken"] } } },
    },
  });
  const [{ files } = {}] = load(dir);
  expect(files?.service.shapes["Loan"]).toMatchObject({
    members: { Due: { shape: "Time" }, Fee: { shape: "String" } },
  });
  expect(files?.paginators?.pagination["ListBooks"]).toEqual({
    ...library.paginators.pagination.ListBooks,
    non_aggregate_keys: ["NextToken"],
  });
});

test("models that still have their prose load too", () => {
  const dir = writeMadeUp({
    "library/2020-05-01/service-2.json": { ...library.service, documentation: "<p>Lends books.</p>" },
  });
  expect(load(dir)[0]?.files.service.documentation).toBe("<p>Lends books.</p>");
});

describe("services are found", () => {
  const dir = writeMadeUp({
    ...libraryFiles,
    "archive/2021-01-01/service-2.json": renamed("Old Books"),
    "zoo/2021-01-01/service-2.json": renamed("Zoo"),
  });

  test("by folder and by hyphenised id, sorted, each once", () => {
    const names = load(dir, { services: ["zoo", "book-library", "library", "old-books"] }).map(({ name }) => name);
    expect(names).toEqual(["archive", "library", "zoo"]);
    expect(loadService(dir, "old-books").name).toBe("archive");
  });

  test("or the nearest names are told", () => {
    expect(() => load(dir, { services: ["old-bocks"] })).toThrow(
      `${dir}: expected the name of a service (nearest: "old-books"), found "old-bocks"`,
    );
  });

  test("never outside the folder", () => {
    expect(() => loadService(join(dir, "zoo"), "../library")).toThrow("expected the name of a service");
  });
});

describe("two services of one id", () => {
  test("keep apart: the one whose folder has the name owns it", () => {
    const dir = writeMadeUp({
      "library/2020-05-01/service-2.json": library.service,
      "book-library/2020-05-01/service-2.json": library.service,
    });
    expect(readServiceTable(dir)).toMatchObject({
      library: { hyphenizedServiceId: "book-library", clientId: "library" },
      "book-library": { hyphenizedServiceId: "book-library", clientId: "book-library" },
    });
    expect(loadService(dir, "book-library").name).toBe("book-library");
  });

  test("are an error where their folders' names are taken as well", () => {
    const dir = writeMadeUp({
      "a/2020-05-01/service-2.json": library.service,
      "b/2020-05-01/service-2.json": library.service,
      "c/2020-05-01/service-2.json": renamed("b"),
    });
    expect(() => readServiceTable(dir)).toThrow("b/2020-05-01/service-2.json at /metadata/serviceId");
  });
});

describe("digests", () => {
  test("are those of load, and change with any byte of the service alone", () => {
    const dir = writeMadeUp({
      ...libraryFiles,
      "zoo/2021-01-01/service-2.json": renamed("Zoo"),
      "partitions.json": "{}",
    });
    const before = digestOf(dir);
    expect(before.services).toEqual(Object.fromEntries(load(dir).map(({ name, digest }) => [name, digest])));

    appendFileSync(join(dir, "library/2020-05-01/waiters-2.json"), "\n");
    const after = digestOf(dir);
    expect(after.services["library"]).not.toBe(before.services["library"]);
    expect(after.services["zoo"]).toBe(before.services["zoo"]);
    expect(after.shared).toBe(before.shared);

    appendFileSync(join(dir, "partitions.json"), "\n");
    expect(digestOf(dir, ["zoo"])).toEqual({
      shared: expect.not.stringContaining(before.shared),
      services: { zoo: before.services["zoo"] },
    });
  });
});

describe("what is missing is named", () => {
  test("the folder", () => {
    expect(() => load("/no/such/folder")).toThrow("/no/such/folder: expected a folder of models, found no such folder");
  });

  test("a service's model", () => {
    const dir = writeMadeUp({ "library/2020-05-01/waiters-2.json": library.waiters });
    expect(() => load(dir)).toThrow(
      `${dir}/library/2020-05-01/service-2.json: expected the service's model, found no such file`,
    );
  });
});

test("every model of this repository holds to the grammar", () => {
  const dir = fileURLToPath(new URL("../../../models", import.meta.url));
  const services = load(dir);
  expect(services.length).toBeGreaterThan(400);
  expect(Object.keys(readServiceTable(dir))).toEqual(services.map(({ name }) => name));
  expect(loadPartitions(dir)?.partitions.map(({ id }) => id)).toContain("aws-cn");
}, 60_000);
