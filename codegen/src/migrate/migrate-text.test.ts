import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Project } from "ts-morph";
import { expect, test, vi } from "vitest";
import { counterparts } from "./counterparts.js";
import { migrateText } from "./migrate-text.js";

vi.setConfig({ testTimeout: 60_000 });

const project = new Project({ useInMemoryFileSystem: true, compilerOptions: { allowJs: true } });
const migrate = (text: string, path = "a.ts") => migrateText(path, text, project);

const rewritten: readonly (readonly [what: string, before: string, after: string])[] = [
  ["import", `import { S3Client } from "@aws-sdk/client-s3";`, `import { S3Client } from "@inia/client-s3/aws-sdk";`],
  ["single quotes", `import {S3Client} from '@aws-sdk/client-s3'`, `import {S3Client} from '@inia/client-s3/aws-sdk'`],
  ["namespace", `import * as s3 from "@aws-sdk/client-s3";`, `import * as s3 from "@inia/client-s3/aws-sdk";`],
  ["types", `import type { Tag } from "@aws-sdk/client-ec2";`, `import type { Tag } from "@inia/client-ec2/aws-sdk";`],
  ["side effect", `import "@aws-sdk/client-sfn";`, `import "@inia/client-sfn/aws-sdk";`],
  ["export", `export { Upload } from "@aws-sdk/lib-storage";`, `export { Upload } from "@inia/aws-sdk/lib-storage";`],
  ["export star", `export * from "@aws-sdk/client-sns";`, `export * from "@inia/client-sns/aws-sdk";`],
  [
    "import()",
    `const { S3Client: C } = await import( "@aws-sdk/client-s3" );`,
    `const { S3Client: C } = await import( "@inia/client-s3/aws-sdk" );`,
  ],
  [
    "type of import()",
    `type S = import("@aws-sdk/client-s3").S3Client; let m: typeof import("@aws-sdk/client-sqs");`,
    `type S = import("@inia/client-s3/aws-sdk").S3Client; let m: typeof import("@inia/client-sqs/aws-sdk");`,
  ],
  [
    "require",
    `const { SQS } = require("@aws-sdk/client-sqs");`,
    `const { SQS } = require("@inia/client-sqs/aws-sdk");`,
  ],
  ["import =", `import s3 = require("@aws-sdk/client-s3");`, `import s3 = require("@inia/client-s3/aws-sdk");`],
  [
    "mocks",
    `jest.mock("@aws-sdk/client-s3", () => ({ ...jest.requireActual("@aws-sdk/client-s3") }));\nvi.mock('@aws-sdk/lib-dynamodb');\nawait vi.importActual<typeof import("@aws-sdk/client-s3")>("@aws-sdk/client-s3");`,
    `jest.mock("@inia/client-s3/aws-sdk", () => ({ ...jest.requireActual("@inia/client-s3/aws-sdk") }));\nvi.mock('@inia/aws-sdk/lib-dynamodb');\nawait vi.importActual<typeof import("@inia/client-s3/aws-sdk")>("@inia/client-s3/aws-sdk");`,
  ],
  [
    "what editors import from inside of a package",
    `import type { Tag } from "@aws-sdk/client-s3/dist-types/models/models_0";\nimport { GetCommandInput } from "@aws-sdk/lib-dynamodb/dist-types/commands";`,
    `import type { Tag } from "@inia/client-s3/aws-sdk";\nimport { GetCommandInput } from "@inia/aws-sdk/lib-dynamodb";`,
  ],
  [
    "package.json",
    `require("@aws-sdk/client-s3/package.json"); require.resolve("@aws-sdk/lib-storage/package.json");`,
    `require("@inia/client-s3/package.json"); require.resolve("@inia/aws-sdk/package.json");`,
  ],
  [
    "members, and modules that are promised",
    `const S3 = require("@aws-sdk/client-s3").S3; import("@aws-sdk/client-sns").then(({ SNS }) => SNS);`,
    `const S3 = require("@inia/client-s3/aws-sdk").S3; import("@inia/client-sns/aws-sdk").then(({ SNS }) => SNS);`,
  ],
  [
    "other mocks",
    `jest.unstable_mockModule("@aws-sdk/client-s3", f); mock.module("@aws-sdk/client-s3"); t.mock.module('@aws-sdk/client-s3'); td.replaceEsm("@aws-sdk/client-s3");`,
    `jest.unstable_mockModule("@inia/client-s3/aws-sdk", f); mock.module("@inia/client-s3/aws-sdk"); t.mock.module('@inia/client-s3/aws-sdk'); td.replaceEsm("@inia/client-s3/aws-sdk");`,
  ],
  [
    "whatever is around it",
    `#!/usr/bin/env node\r\n// "@aws-sdk/client-s3" in a comment\r\nimport {\r\n\tS3Client , // client\r\n\tGetObjectCommand as Get\r\n} from   "@aws-sdk/client-s3"\r\n`,
    `#!/usr/bin/env node\r\n// "@aws-sdk/client-s3" in a comment\r\nimport {\r\n\tS3Client , // client\r\n\tGetObjectCommand as Get\r\n} from   "@inia/client-s3/aws-sdk"\r\n`,
  ],
];

for (const [what, before, after] of rewritten) {
  test(`${what}: the name between the quotes changes, and nothing else`, () => {
    expect(migrate(before)).toMatchObject({ text: after, left: [] });
  });
}

const left: readonly (readonly [text: string, reason: RegExp])[] = [
  [`import AWS from "aws-sdk";`, /v2/],
  [`import { S3 } from "aws-sdk/clients/all";`, /v2/],
  [`import { mockClient } from "aws-sdk-client-mock";`, /Stubber/],
  [`import { RawDataPart } from "@aws-sdk/lib-storage";`, /has no "RawDataPart"/],
  [`const { Hash } = await import("@aws-sdk/types");`, /has no "Hash"/],
  [`import { $Command } from "@aws-sdk/client-s3";`, /has no "\$Command"/],
  [`import { x } from "@aws-sdk/client-s3/other";`, /inside of the package/],
  [`import * as models from "@aws-sdk/lib-storage/dist-types"; models.RawDataPart;`, /has no "RawDataPart"/],
  [`export * from "@aws-sdk/client-s3/dist-types/models";`, /inside of the package/],
  [`import * as s3 from "@aws-sdk/client-s3"; class A extends s3.$Command {}`, /has no "\$Command"/],
  [`import * as s3 from "@aws-sdk/client-s3"; let a: s3.$Command;`, /has no "\$Command"/],
  [`import s3 from "@aws-sdk/client-s3";`, /no default export/],
  [`const C = require("@aws-sdk/client-s3").$Command;`, /has no "\$Command"/],
  [`const s3 = await import("@aws-sdk/client-s3"); s3.$Command;`, /has no "\$Command"/],
  [`import("@aws-sdk/client-s3").then((s3) => s3.$Command);`, /has no "\$Command"/],
  [`(await import("@aws-sdk/client-s3"))["$Command"];`, /has no "\$Command"/],
  [`declare module "@aws-sdk/client-s3" { interface S3Client { own: 1 } }`, /adds to the package's types/],
  [`import { HttpRequest } from "@smithy/protocol-http";`, /needs none/],
  [`import { x } from "@aws-sdk/client-dynamdb";`, /no client of dynamdb \(nearest: "dynamodb"/],
  [`import { Sha256 } from "@smithy/hash-node";`, /no counterpart/],
  ["await import(`@aws-sdk/client-${name}`);", /run time/],
  [`require("@aws-sdk/client-" + name);`, /run time/],
  [`export default { external: ["@aws-sdk/client-s3"] };`, /outside of imports/],
];

for (const [text, reason] of left) {
  test(`stays, with a reason: ${text}`, () => {
    const result = migrate(`\n${text}\n`);
    expect(result.text).toBe(`\n${text}\n`);
    expect(result.left).toEqual([{ line: 2, what: expect.any(String), reason: expect.stringMatching(reason) }]);
  });
}

test("JavaScript and JSX are read, too", () => {
  const jsx = `const { S3 } = require('@aws-sdk/client-s3');\nexport const A = () => <a href="@aws">x</a>;`;
  expect(migrate(jsx, "a.jsx").text).toBe(jsx.replace("@aws-sdk/client-s3", "@inia/client-s3/aws-sdk"));
});

test("middleware is noted, as bundles need an import for it", () => {
  const text = `import { S3Client } from "@aws-sdk/client-s3";\nnew S3Client({}).middlewareStack.add(a, {});`;
  expect(migrate(text).notes).toMatchObject([{ line: 2, what: "middlewareStack" }]);
});

test("the table of counterparts says what they export, no more and no less", () => {
  const folder = fileURLToPath(new URL("../../../packages/aws-sdk/src", import.meta.url));
  for (const { to, names } of Object.values(counterparts)) {
    const name = to.slice("@inia/aws-sdk/".length);
    const file = project.createSourceFile(`${name}.ts`, readFileSync(join(folder, `${name}.ts`), "utf8"), {
      overwrite: true,
    });
    const declared = [
      ...[...file.getClasses(), ...file.getFunctions(), ...file.getInterfaces(), ...file.getTypeAliases()],
      ...file.getVariableDeclarations(),
    ].filter((declaration) => declaration.isExported());
    const passedOn = file.getExportDeclarations().flatMap((declaration) => declaration.getNamedExports());
    const exported = new Set([
      ...declared.map((declaration) => declaration.getName()),
      ...passedOn.map((each) => each.getAliasNode()?.getText() ?? each.getName()),
    ]);
    expect([to, [...names].sort()]).toEqual([to, [...exported].sort()]);
  }
});
