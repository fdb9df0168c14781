import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { emptyFolder, library } from "../load/made-up-models.js";
import { startItemsServer } from "./items-server.fixture.js";
import { starterProtocols } from "./starter-model.js";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const cli = join(root, "codegen/dist/cli.js");

vi.setConfig({ testTimeout: 180_000 });

beforeAll(() => {
  if (!existsSync(cli)) throw new Error("The command is not built: run `npm run build --workspace codegen`.");
});

interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function run(command: string, args: readonly string[], cwd: string, env = {}): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env } });
    const texts = { stdout: "", stderr: "" };
    for (const name of ["stdout", "stderr"] as const) {
      child[name].setEncoding("utf8").on("data", (text: string) => {
        texts[name] += text;
      });
    }
    child.on("error", reject).on("close", (code) => resolve({ code, ...texts }));
  });
}

const inia = (cwd: string, ...args: string[]): Promise<Outcome> => run(process.execPath, [cli, ...args], cwd);

/** What a user of the package writes; it prints what came of it. */
const program = (name: string): string => `
import { Parcels, getItem, ItemNotFound, ParcelsClient, waitUntilItemReady } from "${name}/parcels";
import { resolveEndpoint } from "${name}/parcels/endpoint";
import { tryCall } from "@inia/core";

const config = {
  region: "eu-west-1",
  endpoint: process.env.ENDPOINT,
  credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" },
  loadConfig: false,
  longs: "bigint",
};
const client = new Parcels(config);
const said = [];
const { Item } = await client.putItem({ Id: "one", Size: 9007199254740993n, Tags: { colour: "red" } });
said.push([Item.Id, Item.State, String(Item.Size), Item.Tags]);
await client.putItem({ Id: "two" });
await client.putItem({ Id: "three" });
const ids = [];
for await (const item of client.getPaginator("listItems").paginate({}, { pageSize: 2 }).items()) ids.push(item.Id);
said.push(ids);
const gone = await tryCall(new ParcelsClient(config), getItem, { Id: "four" });
said.push([gone.ok, gone.error instanceof ItemNotFound, gone.error.message, gone.error.statusCode]);
await client.putItem({ Id: "NOT GOOD" }).catch((error) => said.push(error.name));
said.push((await waitUntilItemReady(client, { Id: "two" }, { delaySeconds: 1 })).attempts);
said.push(resolveEndpoint({ Region: "eu-west-1" }).url);
console.log(JSON.stringify(said));
`;

describe.each(starterProtocols)("a package for a service that speaks %s", (protocol) => {
  test("is set up, generated, compiled, and calls the service", async () => {
    const dir = join(emptyFolder(), "my-services");
    const made = await inia(emptyFolder(), "init", dir, "--service", "parcels", "--protocol", protocol);
    expect([made.code, made.stderr]).toEqual([0, ""]);
    expect(made.stdout).toContain("my-services: 8 files");
    symlinkSync(join(root, "node_modules"), join(dir, "node_modules"), "junction");
    const built = await run("npm", ["run", "build"], dir);
    expect([built.code, built.stdout]).toEqual([0, expect.stringContaining("1 packages (1 written, 0 unchanged)")]);

    writeFileSync(join(dir, "program.mjs"), program("my-services"));
    await using server = await startItemsServer(protocol);
    const { stdout, stderr } = await run(process.execPath, ["program.mjs"], dir, { ENDPOINT: server.endpoint });
    expect(stderr).toBe("");
    expect(JSON.parse(stdout)).toEqual([
      ["one", "READY", "9007199254740993", { colour: "red" }],
      ["one", "two", "three"],
      [false, true, expect.stringContaining("There is no four."), 404],
      1,
      "https://parcels.eu-west-1.example.com",
    ]);
    expect(server.operations.slice(0, 3)).toEqual(["PutItem", "PutItem", "PutItem"]);
  });
});

describe("inia init", () => {
  test("takes a model that is there already, with its version, and goes by the folder's name", async () => {
    const dir = emptyFolder();
    const model = join(dir, "service.json");
    writeFileSync(model, JSON.stringify(library.service));
    const { code } = await inia(dir, "init", "The Books!", "--service", "books", "--model", model);
    expect(code).toBe(0);
    const made = join(dir, "The Books!");
    expect(JSON.parse(readFileSync(join(made, "package.json"), "utf8"))).toMatchObject({ name: "the-books" });
    expect(readdirSync(join(made, "models/books/2020-05-01"))).toEqual(["service-2.json"]);
  });

  test("never writes over anything", async () => {
    const dir = emptyFolder();
    writeFileSync(join(dir, "README.md"), "mine");
    const { code, stderr } = await inia(dir, "init");
    expect([code, stderr]).toEqual([1, "inia: README.md: expected no such file yet, found one\n"]);
    expect(readdirSync(dir)).toEqual(["README.md"]);
  });

  test.each([
    [["--service", "My Parcels"], "--service: expected lower case letters, digits and hyphens, found My Parcels"],
    [["--model", "gone.json"], "gone.json: expected a service's model, found no such file"],
    [["--protocol", "soap"], "Allowed choices are json, rest-json, query, cbor."],
  ])("refuses %j", async (flags, message) => {
    const dir = emptyFolder();
    const { code, stderr } = await inia(dir, "init", ...flags);
    expect([code, stderr]).toEqual([1, expect.stringContaining(message)]);
    expect(readdirSync(dir)).toEqual([]);
  });
});
