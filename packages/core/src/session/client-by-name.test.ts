import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, expect, expectTypeOf, test } from "vitest";
import { temporaryFolder } from "../config/shared-files.fixture.js";
import * as node from "./installed-client.node.js";
import * as web from "./installed-client.web.js";
import { getSession } from "./session.js";

const program = process.argv[1];
afterEach(() => {
  process.argv[1] = program!;
});

/** A program's folder with a client package in it; the running program pretends to be there. */
function install(name: string, source: string): void {
  const folder = temporaryFolder();
  const target = join(folder, "node_modules", "@inia", name);
  mkdirSync(target, { recursive: true });
  writeFileSync(
    join(target, "package.json"),
    JSON.stringify({ name: `@inia/${name}`, type: "module", exports: "./index.js" }),
  );
  writeFileSync(join(target, "index.js"), source);
  process.argv[1] = join(folder, "program.js");
}

const source = `
  export const getLogEvents = () => {};
  export class CloudWatchLogsClient { constructor(config, session) { Object.assign(this, { config, session }); } }
  export class CloudWatchLogs extends CloudWatchLogsClient {}
  export class ResourceNotFoundException extends Error {}
`;

test.each(["logs", "cloudwatch-logs"])(
  "a client is made by the name %s from the package beside the program",
  (name) => {
    install("client-cloudwatch-logs", source);
    const session = getSession();
    const client: unknown = session.createClient(name, { region: "r" });
    expect(client).toMatchObject({ config: { region: "r" }, session });
    expect((client as object).constructor.name).toBe("CloudWatchLogs");
  },
);

test("a package that is not installed is an error that names it", () => {
  expect(() => getSession().createClient("no-service")).toThrow(
    expect.objectContaining({
      name: "UnknownServiceError",
      message: 'No client for the service "no-service" is installed: npm install @inia/client-no-service.',
    }),
  );
});

test("a misspelt name is an error that names the nearest", () => {
  expect(() => getSession().createClient("stepfunction")).toThrow(/Did you mean stepfunctions\?/);
});

test("a name that could lead out of the scope is not looked up", () => {
  expect(() => getSession().createClient("../../etc")).toThrow(
    expect.objectContaining({ name: "UnknownServiceError" }),
  );
});

test("an error within the package is not taken for its absence", () => {
  install("client-broken", 'import "not-installed";');
  expect(() => getSession().createClient("broken")).toThrow(/not-installed/);
});

test("all services are known where the table is installed beside", () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  writeFileSync(join(folder, "service-table.data.js"), "export const serviceTable = { services: { s3: 's3 s3' } };");
  expect(node.knownServices(pathToFileURL(join(folder, "installed-client.js")).href)).toEqual(["s3"]);
  expect(node.knownServices(pathToFileURL(join(folder, "elsewhere", "bundle.js")).href)).toEqual([]);
});

test("a service without a folder on the data path is looked for no further", () => {
  expect(node.loadModelledClient(["books"], [])).toBeUndefined();
  expect(node.loadModelledClient(["books"], [temporaryFolder(), temporaryFolder()])).toBeUndefined();
});

test("elsewhere nothing is known by name", () => {
  expectTypeOf<typeof web>().toEqualTypeOf<typeof node>();
  expect(web.loadInstalledClient("@inia/client-s3")).toBeUndefined();
  expect(web.loadModelledClient(["s3"], ["/"])).toBeUndefined();
  expect(web.knownServices()).toEqual([]);
});
