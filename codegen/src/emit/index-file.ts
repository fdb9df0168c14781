import type { ServiceModel } from "../model/service-model.js";
import { ownMethods } from "./own-methods.js";
import { banner, type GeneratedFile, namedImports } from "./source-file.js";

/** `index.ts`: everything that a program imports from the package. */
export function emitIndex(model: ServiceModel): GeneratedFile {
  const { clientClass, serviceClass } = model.names;
  const lines = [
    banner(model),
    `export { ${clientClass} } from "./client.js";`,
    'export * from "./errors.js";',
    'export * from "./operations.js";',
    ...(Object.keys(model.paginators).length > 0 ? ['export * from "./paginators.js";'] : []),
    ...ownExports(model),
    `export { ${serviceClass} } from "./service.js";`,
    'export type * from "./types.js";',
    ...(Object.keys(model.waiters).length > 0 ? ['export * from "./waiters.js";'] : []),
  ];
  return { path: "src/index.ts", text: `${lines.join("\n")}\n` };
}

/** What core has for the service besides its calls. */
function ownExports({ lowered }: ServiceModel): string[] {
  const own = ownMethods[lowered.facts.id];
  if (own === undefined) return [];
  const names = [...own.methods.map(({ name }) => name), ...own.exports];
  return namedImports(`@inia/core/generated/methods/${lowered.facts.id}`, names, false).map((line) =>
    line.replace(/^import/, "export"),
  );
}
