import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { temporaryFolder } from "../config/shared-files.fixture.js";
import type { DynamicClientClass } from "./client-from-model.js";
import { clientModuleOnPath, findModel } from "./data-path.js";
import { library } from "./library.fixture.js";

/** A folder of models with these files. */
function folderOf(files: Readonly<Record<string, unknown>>): string {
  const folder = temporaryFolder();
  for (const [path, content] of Object.entries(files)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    const text = typeof content === "string" ? content : JSON.stringify(content);
    writeFileSync(file, path.endsWith(".gz") ? gzipSync(text) : text);
  }
  return folder;
}

const versioned = (apiVersion: string): object => ({ ...library, metadata: { ...library.metadata, apiVersion } });

test("the newest version is taken, wherever it lies, plain or gzipped", () => {
  const one = folderOf({ "library/2020-05-01/service-2.json": versioned("2020-05-01") });
  const other = folderOf({
    "library/2021-01-01/service-2.json.gz": versioned("2021-01-01"),
    "library/2022-01-01/paginators-1.json": {},
    "library/README": "not a version",
  });
  expect(findModel("library", [one, other, "/nowhere"])).toMatchObject({
    service: { metadata: { apiVersion: "2021-01-01" } },
    folder: "library",
  });
  expect(findModel("library", [one])?.service.metadata.apiVersion).toBe("2020-05-01");
  expect(findModel("books", [one, other])).toBeUndefined();
});

test("of each kind of file the first that is found holds, with the extras of all folders laid over", () => {
  const first = folderOf({
    "library/2020-05-01/waiters-2.json": { version: 2, waiters: {} },
    "library/2020-05-01/service-2.sdk-extras.json": { merge: { metadata: { signingName: "changed" } } },
  });
  const second = folderOf({
    "library/2020-05-01/service-2.json": library,
    "library/2020-05-01/waiters-2.json": { version: 2, waiters: { never: {} } },
    "library/2020-05-01/service-2.sdk-extras.json": { merge: { metadata: { jsonVersion: "1.1" } } },
  });
  const { service, waiters, paginators } = findModel("library", [first, second])!;
  expect(service.metadata).toMatchObject({ signingName: "changed", jsonVersion: "1.1", serviceId: "Book Library" });
  expect(waiters).toEqual({ version: 2, waiters: {} });
  expect(paginators).toBeUndefined();
});

test("what is no JSON is an error that names the file", () => {
  const folder = folderOf({ "library/2020-05-01/service-2.json": "{" });
  expect(() => findModel("library", [folder])).toThrow(
    expect.objectContaining({
      name: "DataNotFoundError",
      message: expect.stringContaining(join(folder, "library/2020-05-01/service-2.json cannot be read as JSON")),
    }),
  );
});

test("clients of such a model call", async () => {
  const folder = folderOf({ "library/2020-05-01/service-2.json": library });
  const { Service } = clientModuleOnPath("library", [folder])!;
  const sent: string[] = [];
  const client = new (Service as DynamicClientClass)({
    region: "r",
    endpoint: "https://example.com",
    credentials: { accessKeyId: "a", secretAccessKey: "s" },
    loadConfig: false,
    httpHandler: {
      async send({ method, url }) {
        sent.push(`${method} ${url}`);
        return { status: 200, headers: {}, body: new TextEncoder().encode("{}") };
      },
    },
  });
  await client["listBooks"]({});
  expect(sent).toEqual(["GET https://example.com/books"]);
});
