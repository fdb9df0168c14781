import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { buildServiceModel, loadService, readSharedFacts } from "@inia/codegen/reference";
import { build } from "esbuild";
import { describe, expect, test } from "vitest";
import { SchemaRuler } from "../src/reference/schema-bytes.js";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const models = `${root}models`;
const shared = readSharedFacts(models);

/** The schemas, of all that the index of a built client holds, but for those of errors, which hold classes. */
function schemasOf(service: string): string {
  const index = readFileSync(`${root}packages/clients/${service}/dist/index.js`, "utf8");
  const statements = index.split(/^(?=(?:export )?(?:const|class|function) )/m);
  const schemas = statements.filter((statement) => /^const \w+\$ = (?!\{\s*name: ")/.test(statement));
  // Types whose code is core's: a name that nobody declares would keep every schema that has it.
  const ofCore = [...index.matchAll(/^import \{([^}]*)\} from "@inia\/core/gm)]
    .flatMap(([, names]) => names!.split(",").map((name) => name.trim()))
    .filter((name) => name.endsWith("$"));
  return `${ofCore.map((name) => `const ${name} = [];`).join("")}${schemas.join("")}`;
}

describe.each([
  ["ec2", ["DescribeInstances", "RunInstances", "DescribeRegions"]],
  ["sts", ["GetCallerIdentity"]],
] as const)("%s", (service, operations) => {
  const model = buildServiceModel(loadService(models, service), { models, clientId: service, shared });
  const ruler = new SchemaRuler(model);

  test.each(operations)("what a page says of %s is what a bundler makes of its schemas", async (operation) => {
    const { input, output } = model.operation(operation);
    const names = [input, output].filter((name) => name !== undefined).map((name) => model.names.schema(name));
    const { outputFiles } = await build({
      stdin: {
        contents: `${schemasOf(service)}use(${names});`,
      },
      bundle: true,
      minify: true,
      format: "esm",
      write: false,
      treeShaking: true,
    });
    const bundled = outputFiles[0]!.contents.length - `use(a,b);`.length;
    const { minified } = ruler.of(operation);
    expect(minified).toBeGreaterThan(bundled * 0.93);
    expect(minified).toBeLessThan(bundled * 1.07 + 30);
  });
});
