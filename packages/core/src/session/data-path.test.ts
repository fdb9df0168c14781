import { mkdirSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, expect, expectTypeOf, test, vi } from "vitest";
import { temporaryFolder } from "../config/shared-files.fixture.js";
import { library, ruleSet } from "../dynamic/library.fixture.js";
import type * as node from "./data-path.node.js";
import * as web from "./data-path.web.js";
import { getSession } from "./session.js";

afterEach(() => vi.unstubAllEnvs());

/** Writes files and returns their folder; the home of whoever runs the test is another, empty one. */
function models(files: Readonly<Record<string, unknown>>): string {
  const folder = temporaryFolder();
  vi.stubEnv("HOME", temporaryFolder());
  for (const [path, content] of Object.entries(files)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    const text = typeof content === "string" ? content : JSON.stringify(content);
    writeFileSync(file, path.endsWith(".gz") ? gzipSync(text) : text);
  }
  return folder;
}

const named = (serviceFullName: string) => ({ ...library, metadata: { ...library.metadata, serviceFullName } });

interface Described {
  readonly meta: { readonly serviceModel: Promise<{ readonly metadata: { readonly serviceFullName?: string } }> };
  readonly listBooks: unknown;
}

function open(dataPath: string): Described {
  vi.stubEnv("AWS_DATA_PATH", dataPath);
  const config = { region: "eu-west-1", loadConfig: false };
  return getSession().createClient("library", config) as unknown as Described;
}

const fullName = async (client: Described): Promise<unknown> =>
  (await client.meta.serviceModel).metadata.serviceFullName;

test("a client is made of a model on the data path: the newest version, of each file the first", async () => {
  const one = models({ "library/2019-01-01/service-2.json": named("old") });
  const other = models({
    "library/2020-05-01/service-2.json.gz": named("new"),
    "library/2020-05-01/endpoint-rule-set-1.json": ruleSet,
  });
  const last = models({ "library/2020-05-01/service-2.json": named("shadowed") });
  const client = open([one, other, last].join(delimiter));
  expect(await fullName(client)).toBe("new");
  expect(client.listBooks).toBeTypeOf("function");
});

test("what sdk-extras say is merged over the model", async () => {
  const folder = models({
    "library/2020-05-01/service-2.json": named("plain"),
    "library/2020-05-01/service-2.sdk-extras.json": { version: 1, merge: { metadata: { serviceFullName: "extra" } } },
  });
  expect(await fullName(open(folder))).toBe("extra");
});

test("~/.aws/models comes last, without any setting", async () => {
  vi.stubEnv("HOME", models({ ".aws/models/library/2020-05-01/service-2.json": named("home") }));
  expect(await fullName(open(""))).toBe("home");
});

test("a folder may be given by home and variables", async () => {
  const folder = models({ "library/2020-05-01/service-2.json": named("by variable") });
  vi.stubEnv("MODELS_FOLDER", dirname(folder));
  expect(await fullName(open(`\${MODELS_FOLDER}/${folder.slice(dirname(folder).length + 1)}`))).toBe("by variable");
  vi.stubEnv("HOME", folder);
  expect(await fullName(open("~"))).toBe("by variable");
});

test("a session reads a model once", () => {
  vi.stubEnv("AWS_DATA_PATH", models({ "library/2020-05-01/service-2.json": library }));
  const session = getSession();
  const config = { region: "r", loadConfig: false };
  const [one, other] = [session.createClient("library", config), session.createClient("library", config)];
  expect(one.constructor).toBe(other.constructor);
});

test("a file that is no JSON is named, and a service that is nowhere is unknown", () => {
  const folder = models({ "library/2020-05-01/service-2.json": "{" });
  expect(() => open(folder)).toThrow(
    expect.objectContaining({
      name: "InvalidConfigError",
      message: `${join(folder, "library/2020-05-01/service-2.json")} is on the data path and cannot be read as JSON. Mend or remove it.`,
      cause: expect.any(SyntaxError),
    }),
  );
  expect(() => open(models({}))).toThrow(expect.objectContaining({ name: "UnknownServiceError" }));
});

test("elsewhere there are no files", () => {
  expectTypeOf<typeof web>().toEqualTypeOf<typeof node>();
  expect(web.clientClassOnDataPath("library", "/models")).toBeUndefined();
});
