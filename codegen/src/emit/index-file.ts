import type { ServiceModel } from "../model/service-model.js";
import { banner, type GeneratedFile } from "./source-file.js";

/** `index.ts`: everything that a program imports from the package. */
export function emitIndex(model: ServiceModel): GeneratedFile {
  const { clientClass, serviceClass } = model.names;
  const lines = [
    banner(model),
    `export { ${clientClass} } from "./client.js";`,
    'export * from "./errors.js";',
    'export * from "./operations.js";',
    ...(Object.keys(model.paginators).length > 0 ? ['export * from "./paginators.js";'] : []),
    `export { ${serviceClass} } from "./service.js";`,
    'export * from "./types.js";',
    ...(Object.keys(model.waiters).length > 0 ? ['export * from "./waiters.js";'] : []),
  ];
  return { path: "src/index.ts", text: `${lines.join("\n")}\n` };
}
