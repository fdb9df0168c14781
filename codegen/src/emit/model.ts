import type { ServiceModel } from "../model/service-model.js";
import { printKey } from "./schemas.js";
import { banner, type GeneratedFile } from "./source-file.js";

/**
 * `model.ts`: the whole model, for programs that look at it at run time. Only the subpath `./model` loads it. One
 * line per operation and shape.
 */
export function emitModel(model: ServiceModel): GeneratedFile {
  const { operations, shapes, ...rest } = model.raw;
  const text = [
    banner(model),
    'import { type RawService, ServiceModel } from "@inia/core/generated/model";',
    "",
    "// Its grammar was checked when the package was made; traits that core does not read are here, too.",
    "const model: unknown = {",
    ...Object.entries(rest).map(([key, value]) => `  ${printKey(key)}: ${JSON.stringify(value)},`),
    "  operations: {",
    ...Object.entries(operations).map(([name, operation]) => `    ${printKey(name)}: ${JSON.stringify(operation)},`),
    "  },",
    "  shapes: {",
    ...Object.entries(shapes).map(([name, shape]) => `    ${printKey(name)}: ${JSON.stringify(shape)},`),
    "  },",
    "};",
    "",
    "/** The service's model: operations, shapes and their traits. */",
    `export const serviceModel: ServiceModel = /*#__PURE__*/ new ServiceModel(model as RawService, ${JSON.stringify(model.folder)});`,
    "",
  ].join("\n");
  return { path: "src/model.ts", text };
}
