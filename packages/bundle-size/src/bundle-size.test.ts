import { expect, test } from "vitest";
import { bundleScenario } from "./bundle.js";
import { findForbidden } from "./find-forbidden.js";
import { measure } from "./measure.js";
import { scenarios } from "./scenarios.js";

const quick = ["S3 getObject", "STS getCallerIdentity", "DynamoDB getItem", "DynamoDB marshall alone"];

for (const name of quick) {
  test(`${name} stays below its ceilings and holds nothing forbidden`, async () => {
    const { problems } = await measure(scenarios.find((scenario) => scenario.name === name)!);
    expect(problems).toEqual([]);
  });
}

test.each([
  ["S3 getObject", "S3 GetObjectCommand, aws-sdk's face"],
  ["DynamoDB getItem", "DynamoDB GetItemCommand, aws-sdk's face"],
])("%s as a command of aws-sdk's face costs 1.0 kB more, and brings no other", async (...names) => {
  const [operation, command] = names.map((name) => scenarios.find((scenario) => scenario.name === name));
  const { bundles, problems } = await measure(command!);
  expect(problems).toEqual([]);
  expect(bundles.esbuild.gzipKb).toBeLessThan((await bundleScenario(operation!, "esbuild")).gzipKb + 1.05);
});

test("a bundle that outgrew its ceiling is told of", async () => {
  const [scenario] = scenarios;
  const { problems } = await measure({ ...scenario!, ceilings: { esbuild: 1, rolldown: 1000 } });
  expect(problems).toEqual([expect.stringMatching(/kB with esbuild, its ceiling is 1$/)]);
});

test("an operation that the program does not use is found in its bundle", async () => {
  const [scenario] = scenarios;
  const { code } = await bundleScenario(scenario!, "rolldown");
  const found = await findForbidden({ ...scenario!, operations: [], forbidden: [] }, code);
  expect(found.map((occurrence) => occurrence.name)).toEqual([
    "operation CreateSession",
    "operation GetObject",
    "operation HeadBucket",
  ]);
});

test("what is listed as known must still occur", async () => {
  const scenario = scenarios.find((each) => each.name === "DynamoDB getItem")!;
  const { problems } = await measure({ ...scenario, known: { ...scenario.known, "node:": "for this test" } });
  expect(problems).toEqual(["DynamoDB getItem: node: is listed as known, but no longer occurs: take it off the list"]);
});
