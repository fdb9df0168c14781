import type { LoweredOperation, RawOperation } from "@inia/core/model";
import type { Project } from "ts-morph";
import { operationValue } from "../model/names.js";
import type { ServiceModel } from "../model/service-model.js";
import { operationDocs } from "./docs.js";
import { exampleCall } from "./example.js";
import { jmespathImport, printExpression, usesJmesPath } from "./expression.js";
import { printData, printKey, schemaName } from "./schemas.js";
import { constant, type GeneratedFile, namedImports, printSource } from "./source-file.js";
import { CoreImports, TypeWriter } from "./type-expression.js";

/** `operations.ts`: every operation as a value. */
export function emitOperations(model: ServiceModel, project: Project): GeneratedFile {
  const core = new CoreImports(model);
  const make = core.useValue("operation");
  const declarations = model.lowered.operations.map((operation) => {
    const types = operationTypes(operation, model, core);
    const kind = core.use(types.inputOptional ? "OptionalInputOperation" : "Operation");
    return constant(
      operationValue(operation.name),
      `${kind}<${JSON.stringify(model.lowered.facts.id)}, ${types.input}, ${types.output}, ${types.failure}>`,
      `/*#__PURE__*/ ${make}(${printDescriptor(operation, model)})`,
      operationDocs(
        operation.name,
        model.raw.operations[operation.name] as RawOperation,
        model,
        exampleCall(operation, model, "function"),
      ),
    );
  });
  const { operations } = model.lowered;
  const schemas = operations.flatMap(({ input, output }) => [input, output]).filter((name) => name !== undefined);
  const errors = operations.flatMap((operation) => operation.errors).map((name) => model.names.type(name));
  return printSource(project, "src/operations.ts", model, [
    ...core.declarations("@inia/core/generated"),
    ...(usesJmesPath(declarations.join("\n")) ? [jmespathImport] : []),
    ...namedImports(
      "@inia/core/generated/checksum",
      operations.some(({ checksum }) => checksum !== undefined) ? ["httpChecksum"] : [],
      false,
    ),
    ...namedImports(
      "@inia/core/generated/event-stream",
      operations.some(({ eventStream }) => eventStream !== undefined) ? ["eventStreams"] : [],
      false,
    ),
    ...namedImports(
      "./errors.js",
      errors.flatMap((name) => [`type ${name}`, `${name}$`]),
      false,
    ),
    ...namedImports(
      "./schemas.js",
      schemas.map((name) => schemaName(name, model)),
      false,
    ),
    ...namedImports("./types.js", inputAndOutputNames(operations, model), true),
    ...declarations,
  ]);
}

export interface OperationTypes {
  readonly input: string;
  readonly output: string;
  readonly failure: string;
  /** Whether the input may be left out: nothing in it is required. */
  readonly inputOptional: boolean;
}

/** The four types of an operation, as they are written in generated code. */
export function operationTypes(operation: LoweredOperation, model: ServiceModel, core: CoreImports): OperationTypes {
  const writer = new TypeWriter(model, core);
  const shape = operation.input === undefined ? undefined : model.raw.shapes[operation.input]!;
  const required = (shape?.required ?? []).filter((member) => {
    const { idempotencyToken } = shape!.members![member]!;
    return !idempotencyToken && model.override(operation.input!, member)?.required !== false;
  });
  return {
    input: operation.input === undefined ? core.use("NoInput") : writer.structureName(operation.input, "input"),
    output: operation.output === undefined ? core.use("NoOutput") : writer.structureName(operation.output, "output"),
    failure:
      operation.errors.length === 0 ? "never" : operation.errors.map((name) => model.names.type(name)).join(" | "),
    inputOptional: required.length === 0,
  };
}

/** Names that files about operations take from `types.ts`. */
export function inputAndOutputNames(operations: readonly LoweredOperation[], model: ServiceModel): Set<string> {
  const writer = new TypeWriter(model, new CoreImports(model));
  const names = new Set<string>();
  for (const { input, output } of operations) {
    if (input !== undefined) names.add(writer.structureName(input, "input"));
    if (output !== undefined) names.add(writer.structureName(output, "output"));
  }
  return names;
}

function printDescriptor(operation: LoweredOperation, model: ServiceModel): string {
  const { name, http, input, output, errors, operationContextParams, eventStream, ...rest } = operation;
  const entries = [
    `name: ${JSON.stringify(name)}`,
    `http: ${printData(http)}`,
    ...(input === undefined ? [] : [`input: ${schemaName(input, model)}`]),
    ...(output === undefined ? [] : [`output: ${schemaName(output, model)}`]),
    ...(errors.length === 0 ? [] : [`errors: [${errors.map((error) => `${model.names.type(error)}$`).join(", ")}]`]),
    ...Object.entries(rest).map(([key, value]) => `${key}: ${printData(value)}`),
    ...(operation.checksum === undefined ? [] : ["httpChecksum"]),
    ...(eventStream === undefined ? [] : ["events: eventStreams"]),
    ...(operationContextParams ? [`operationContextParams: ${printContext(operation, operationContextParams, model)}`] : []),
  ];
  const line = `{ ${entries.join(", ")} }`;
  return line.length <= 100 ? line : `{\n${entries.map((entry) => `  ${entry},`).join("\n")}\n}`;
}

function printContext(operation: LoweredOperation, params: Readonly<Record<string, string>>, model: ServiceModel): string {
  const inputType = new TypeWriter(model, new CoreImports(model)).structureName(operation.input!, "input");
  const where = `models/${model.source}/service-2.json#/operations/${operation.name}/operationContextParams`;
  return `{ ${Object.entries(params)
    .map(([name, path]) => `${printKey(name)}: ${printExpression(path, `input: ${inputType}`, `${where}/${name}`)}`)
    .join(", ")} }`;
}
