import { fileURLToPath } from "node:url";
import { emit } from "./emit/emit.js";
import type { GeneratedFile } from "./emit/source-file.js";
import { readSharedFacts } from "./generate.js";
import { load } from "./load/load.js";
import { readServiceTable } from "./load/service-table.js";
import { buildServiceModel, type ServiceModel } from "./model/service-model.js";

/** The generator's output as it is kept in git: fixture models, one feature each, and one real service whole. */
export const fixtures: string = fileURLToPath(new URL("../fixtures", import.meta.url));
export const models: string = fileURLToPath(new URL("../../models", import.meta.url));
export const expectedFolder: string = `${fixtures}/expected`;

/** Packages by the folder that holds them; each is named `@inia/client-<folder>`. */
export type GeneratedPackages = ReadonlyMap<string, readonly GeneratedFile[]>;

/** Makes every package of which git holds the expected text. */
export function generateExpected(): GeneratedPackages {
  return new Map([...generateInMemory(`${fixtures}/models`), ...generateInMemory(models, ["sts"])]);
}

/** Makes packages of a folder of models, without writing them. */
export function generateInMemory(dir: string, services?: readonly string[]): GeneratedPackages {
  const facts = { version: "0.0.0", coreRange: "^0.0.0" };
  return new Map(loadModels(dir, services).map((model) => [model.clientId, emit(model, facts)]));
}

/** The models of a folder, as the emitters get them. */
export function loadModels(dir: string, services?: readonly string[]): ServiceModel[] {
  const shared = readSharedFacts(dir);
  const table = readServiceTable(dir);
  return load(dir, { services }).map((files) =>
    buildServiceModel(files, { models: dir, clientId: table[files.name]!.clientId, shared }),
  );
}
