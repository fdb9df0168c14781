import type { ServiceModel } from "../model/service-model.js";
import type { Layout } from "./layout.js";
import { pureConstant } from "./source-file.js";
import type { CoreImports } from "./type-expression.js";

/** The objects that aws-sdk v3 has for enums, beside their types. They need `import type * as types`. */
export function enumDeclarations(model: ServiceModel, core: CoreImports): string[] {
  return Object.entries(model.raw.shapes)
    .filter(([name, shape]) => shape.type === "string" && shape.enum?.length && model.usages.of(name) !== undefined)
    .map(([shape, { enum: values }]) => {
      const name = model.names.type(shape);
      const list: Layout = {
        open: "[",
        parts: [...new Set(values)].map((value) => JSON.stringify(value)),
        close: "]",
        style: "filled",
      };
      const type = `${core.use("Enumeration")}<types.${name}>`;
      return `export type ${name} = types.${name};\n${pureConstant(name, type, core.useValue("enumeration"), [list])}`;
    });
}
