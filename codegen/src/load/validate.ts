import { join } from "node:path";
import type { RawPaginators, RawRuleSet, RawService, RawWaiters } from "@inia/core/model";
import { mergeExtras } from "@inia/core/model";
import type { SchemaObject } from "ajv";
import { checkEndpointReferences, checkPaginatorReferences, checkWaiterReferences } from "./check-companions.js";
import { checkServiceReferences } from "./check-references.js";
import { checkSchema } from "./check-schema.js";
import { ModelError } from "./model-error.js";
import { extrasFileName, type ModelFileName, type ServiceFileName, type SharedFileName } from "./model-folder.js";
import { parseJson } from "./parse-json.js";
import { extrasSchema } from "./schemas/extras.js";
import { paginatorsSchema } from "./schemas/paginators.js";
import { ruleSetSchema } from "./schemas/rule-set.js";
import { serviceSchema } from "./schemas/service.js";
import { sharedSchemas } from "./schemas/shared.js";
import { waitersSchema } from "./schemas/waiters.js";

/** The files of one service, parsed, with their extras merged; their grammar and their references hold. */
export interface ModelFiles {
  readonly service: RawService;
  readonly paginators?: RawPaginators;
  readonly waiters?: RawWaiters;
  readonly ruleSet?: RawRuleSet;
}

/**
 * Parses and checks the files of a service.
 *
 * @param read - The text of a file, or undefined where the service has none of that kind.
 * @param dir - The folder, for errors.
 * @throws {@link ModelError}
 */
export function validateServiceFiles(read: (file: ServiceFileName) => string | undefined, dir: string): ModelFiles {
  const service = readModel<RawService>("service-2.json", serviceSchema);
  const paginators = readModel<RawPaginators>("paginators-1.json", paginatorsSchema);
  const waiters = readModel<RawWaiters>("waiters-2.json", waitersSchema);
  const ruleSet = readModel<RawRuleSet>("endpoint-rule-set-1.json", ruleSetSchema);
  if (service === undefined) {
    throw new ModelError({ file: join(dir, "service-2.json"), expected: "the service's model", found: "no such file" });
  }

  checkServiceReferences(service, join(dir, "service-2.json"));
  if (paginators !== undefined) checkPaginatorReferences(paginators, service, join(dir, "paginators-1.json"));
  if (waiters !== undefined) checkWaiterReferences(waiters, service, join(dir, "waiters-2.json"));
  if (ruleSet !== undefined) checkEndpointReferences(ruleSet, service, join(dir, "service-2.json"));
  return {
    service,
    ...(paginators && { paginators }),
    ...(waiters && { waiters }),
    ...(ruleSet && { ruleSet }),
  };

  function readModel<Model>(name: ModelFileName, schema: SchemaObject): Model | undefined {
    const text = read(name);
    if (text === undefined) return undefined;
    const file = join(dir, name);
    const model = parseJson(text, file);
    checkSchema(schema, model, file);
    return applyExtras(name, schema, model) as Model;
  }

  function applyExtras(name: ModelFileName, schema: SchemaObject, model: unknown): unknown {
    const text = read(extrasFileName(name));
    if (text === undefined) return model;
    const file = join(dir, extrasFileName(name));
    const extras = parseJson(text, file);
    checkSchema(extrasSchema, extras, file);
    const merged = mergeExtras(model, (extras as { merge: unknown }).merge);
    // The model was right by itself: what is wrong now came from the extras.
    checkSchema(schema, merged, file, "/merge");
    return merged;
  }
}

/**
 * Parses and checks one of the files that all services share.
 *
 * @throws {@link ModelError}
 */
export function validateSharedFile(name: SharedFileName, text: string, file: string): unknown {
  const value = parseJson(text, file);
  checkSchema(sharedSchemas[name], value, file);
  return value;
}
