import { expect, test } from "vitest";
import { addMadeUp, library, libraryFiles, type MadeUpFiles, writeMadeUp } from "../load/made-up-models.js";
import { printChangesets } from "./changesets.js";
import { diffModels } from "./diff-models.js";
import { openModels } from "./model-set.js";
import { printMarkdown } from "./print-markdown.js";

const partitions = (regions: Record<string, object>) => ({
  version: "1.1",
  partitions: [{ id: "aws", regionRegex: "^x", regions, outputs: { name: "aws", dnsSuffix: "example.org" } }],
});

const endpoints = (...regions: string[]) => ({
  version: 3,
  partitions: [
    {
      partition: "aws",
      services: { library: { endpoints: Object.fromEntries(regions.map((region) => [region, {}])) } },
    },
  ],
});

const service = (serviceId: string, change: object = {}) => ({
  ...library.service,
  ...change,
  metadata: { ...library.service.metadata, serviceId, serviceFullName: `The ${serviceId}` },
});

const before: MadeUpFiles = {
  VERSION: "1.2.3\n",
  ...libraryFiles,
  "zoo/2021-01-01/service-2.json": service("Zoo"),
  "gone/2021-01-01/service-2.json": service("Gone"),
  "partitions.json": partitions({ "xx-east-1": { description: "East" } }),
  "endpoints.json": endpoints("xx-east-1", "xx-west-1"),
};

function diffOf(changes: MadeUpFiles) {
  const { "gone/2021-01-01/service-2.json": _, ...kept } = before;
  return diffModels(openModels(writeMadeUp(before)), openModels(writeMadeUp({ ...kept, ...changes })));
}

test("the same models: nothing is different", () => {
  const diff = diffModels(openModels(writeMadeUp(before)), openModels(writeMadeUp(before)));
  expect(diff).toEqual({ from: "1.2.3", to: "1.2.3", bump: undefined, services: [], shared: [] });
  expect(printMarkdown(diff)).toBe("# Models: 1.2.3 → 1.2.3\n\nNothing is different.\n");
  expect(printChangesets(diff)).toEqual([]);
});

test("files of another layout are no difference", () => {
  const dir = writeMadeUp(before);
  addMadeUp(dir, { "zoo/2021-01-01/service-2.json": JSON.stringify(service("Zoo")) });
  expect(diffModels(openModels(writeMadeUp(before)), openModels(dir)).services).toEqual([]);
});

const newer: MadeUpFiles = {
  VERSION: "1.3.0\n",
  "aquarium/2021-01-01/service-2.json": service("Aquarium"),
  "zoo/2021-01-01/service-2.json": service("Menagerie"),
  "library/2020-05-01/service-2.json": {
    ...library.service,
    shapes: {
      ...library.service.shapes,
      Loan: { type: "structure", members: { Due: { shape: "Time" }, Fee: { shape: "String" } } },
    },
  },
  "partitions.json": partitions({ "xx-east-1": { description: "East" }, "xx-north-1": { description: "North" } }),
  "endpoints.json": endpoints("xx-east-1", "xx-north-1"),
};

test("services that are new, gone, renamed and changed; and what is the same for all", () => {
  const { services, shared, bump } = diffOf(newer);
  expect(bump).toBe("major");
  expect(services.map((diff) => [diff.service, diff.clientId, diff.bump])).toEqual([
    ["aquarium", "aquarium", "minor"],
    ["gone", "gone", "major"],
    ["library", "book-library", "major"],
    ["zoo", "menagerie", "major"],
  ]);
  expect(shared.map(({ bump, subject, kind, name, details }) => [bump, subject, kind, name, ...details])).toEqual([
    ["minor", "region", "added", "xx-north-1", "in aws", "North"],
    ["patch", "endpoint", "changed", "library in aws", "new: `xx-north-1`", "gone: `xx-west-1`"],
  ]);
});

test("people read figures first, then what is gone, what is new, what breaks, and all of it", () => {
  expect(printMarkdown(diffOf(newer))).toMatchInlineSnapshot(`
    "# Models: 1.2.3 → 1.3.0

    1 services are new, 1 are gone, 2 changed: 2 in a way that breaks callers (major), 0 have something new (minor), 0 differ where no caller sees it (patch).

    | | added | removed | changed | of these breaking |
    |---|--:|--:|--:|--:|
    | services | 1 | 1 | 1 | 2 |
    | operations | 0 | 0 | 0 | 0 |
    | structures | 0 | 0 | 0 | 0 |
    | members | 1 | 1 | 0 | 1 |
    | enums | 0 | 0 | 0 | 0 |
    | enum values | 0 | 0 | 0 | 0 |
    | errors | 0 | 0 | 0 | 0 |
    | paginators | 0 | 0 | 0 | 0 |
    | waiters | 0 | 0 | 0 | 0 |
    | endpoints | 1 | 0 | 1 | 0 |
    | settings | 0 | 0 | 0 | 0 |
    | limits of other shapes | 0 | 0 | 0 | 0 |

    ## Services that are gone

    - \`@inia/client-gone\` (The Gone): 2 operations

    ## New services

    - \`@inia/client-aquarium\` (The Aquarium): 2 operations

    ## What breaks

    ### \`@inia/client-book-library\` (Made-up Library)

    - members removed:
      - \`Loan.documentation\` (\`LendBook\`)

    ### \`@inia/client-menagerie\` (The Menagerie)

    - service changed:
      - \`zoo\`: package: zoo → menagerie; serviceId: \`Zoo\` → \`Menagerie\`; serviceFullName: \`"The Zoo"\` → \`"The Menagerie"\`

    ## For all services: \`@inia/core\`

    - regions added:
      - \`xx-north-1\`: in aws; North
    - endpoints changed:
      - \`library in aws\`: new: \`xx-north-1\`; gone: \`xx-west-1\`

    ## Changed services

    ### \`@inia/client-book-library\` (Made-up Library) · major

    - members added:
      - \`Loan.Fee\`: string (\`LendBook\`)
    - members removed (breaking):
      - \`Loan.documentation\` (\`LendBook\`)

    ### \`@inia/client-menagerie\` (The Menagerie) · major

    - service changed (breaking):
      - \`zoo\`: package: zoo → menagerie; serviceId: \`Zoo\` → \`Menagerie\`; serviceFullName: \`"The Zoo"\` → \`"The Menagerie"\`
    "
  `);
});

test("changesets: one of core, and one file of all clients", () => {
  const [core, clients, ...others] = printChangesets(diffOf(newer));
  expect(others).toEqual([]);
  expect(core?.name).toBe("core-models-1-3-0.md");
  expect(core?.text).toContain('---\n"@inia/core": minor\n---\n\nModels of botocore 1.3.0.\n');
  expect(core?.text).toContain("`xx-north-1`: in aws; North");
  expect(clients?.name).toBe("clients-1.3.0.json");
  const { packages, ...rest } = JSON.parse(clients!.text) as {
    packages: Record<string, { bump: string; kind: string }>;
  };
  expect(rest).toEqual({ from: "1.2.3", to: "1.3.0" });
  expect(Object.entries(packages).map(([name, { bump, kind }]) => [name, { bump, kind }])).toEqual([
    ["@inia/client-aquarium", { bump: "minor", kind: "added" }],
    ["@inia/client-gone", { bump: "major", kind: "removed" }],
    ["@inia/client-book-library", { bump: "major", kind: "changed" }],
    ["@inia/client-zoo", { bump: "major", kind: "removed" }],
    ["@inia/client-menagerie", { bump: "minor", kind: "added" }],
  ]);
});

test("a service that is gone leaves core's table, which is no end of core's own", () => {
  const diff = diffOf({});
  expect(diff.bump).toBe("major");
  expect(printChangesets(diff)[0]?.text).toContain('"@inia/core": minor');
});
