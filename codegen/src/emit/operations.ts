import { checksumCode, fieldByCode, type LoweredOperation, type OperationCode, streamsBySide } from "@inia/core/model";
import type { ServiceModel } from "../model/service-model.js";
import { operationDocs } from "./docs.js";
import { exampleCall } from "./example.js";
import { jmespathImport, printExpression, usesJmesPath } from "./expression.js";
import { braces, brackets, entry, generic, type Layout, union } from "./layout.js";
import { requiredMembers } from "./required-members.js";
import { layOutData, printData, printKey } from "./schemas.js";
import { constant, type GeneratedFile, joinSource, namedImports } from "./source-file.js";
import { CoreImports, structureType } from "./type-expression.js";

/** `operations.ts`: every operation as a value. */
export function emitOperations(model: ServiceModel): GeneratedFile {
  const core = new CoreImports(model);
  const { names } = model;
  const { operations } = model.lowered;
  if (operations.length === 0) return joinSource("src/operations.ts", model, ["export {};"]);
  const make = core.useValue("operation");
  const declarations = operations.map((operation) => {
    const types = operationTypes(operation, model, core);
    const kind = core.use(types.inputOptional ? "OptionalInputOperation" : "Operation");
    return constant(
      names.operation(operation.name),
      generic(kind, [JSON.stringify(model.lowered.facts.id), types.input, types.output, failure(operation, model)]),
      braces(descriptorEntries(operation, model, core), `/*#__PURE__*/ ${make}({`, "})"),
      operationDocs(operation, model, exampleCall(operation, model, "function")),
    );
  });
  const schemas = operations.flatMap(({ input, output }) => [input, output]).filter((name) => name !== undefined);
  const errors = operations.flatMap((operation) => operation.errors).map(names.type);
  return joinSource("src/operations.ts", model, [
    ...core.declarations("@inia/core/generated"),
    ...(usesJmesPath(declarations.join("\n")) ? [jmespathImport] : []),
    ...namedImports(
      "@inia/core/generated/checksum",
      operations.flatMap(({ checksum }) => checksumCode(checksum)),
      false,
    ),
    ...namedImports(
      "@inia/core/generated/compression",
      operations.some(({ compression }) => compression !== undefined) ? ["compressRequest"] : [],
      false,
    ),
    ...namedImports(
      "@inia/core/generated/event-stream",
      operations.flatMap(({ eventStream }) => (eventStream === undefined ? [] : [streamCode(eventStream)])),
      false,
    ),
    ...namedImports(
      "@inia/core/generated/xml-body",
      operations.flatMap(({ code }) => code.filter(isInXml)),
      false,
    ),
    ...namedImports("./errors.js", errors, true),
    ...namedImports("./schemas.js", [...schemas.map(names.schema), ...errors.map((name) => `${name}$`)], false),
    ...namedImports("./types.js", inputAndOutputNames(operations, model), true),
    ...declarations,
  ]);
}

export interface OperationTypes {
  readonly input: string;
  readonly output: string;
  /** Whether the input may be left out: nothing in it is required. */
  readonly inputOptional: boolean;
}

/** The types of an operation, as they are written in generated code. */
export function operationTypes(
  { input, output }: LoweredOperation,
  model: ServiceModel,
  core: CoreImports,
): OperationTypes {
  return {
    input: input === undefined ? core.use("NoInput") : structureType(input, "input", model),
    output: output === undefined ? core.use("NoOutput") : structureType(output, "output", model),
    inputOptional: input === undefined || requiredMembers(input, model).length === 0,
  };
}

/** Names that files about operations take from `types.ts`. */
export function inputAndOutputNames(operations: readonly LoweredOperation[], model: ServiceModel): string[] {
  return operations.flatMap(({ input, output }) => [
    ...(input === undefined ? [] : [structureType(input, "input", model)]),
    ...(output === undefined ? [] : [structureType(output, "output", model)]),
  ]);
}

function failure({ errors }: LoweredOperation, { names }: ServiceModel): Layout {
  return errors.length === 0 ? "never" : union(errors.map(names.type));
}

function descriptorEntries(operation: LoweredOperation, model: ServiceModel, core: CoreImports): Layout[] {
  const {
    name,
    http,
    input,
    output,
    errors,
    operationContextParams: _,
    eventStream,
    streams,
    code,
    ...rest
  } = operation;
  const { names } = model;
  return [
    entry("name", JSON.stringify(name)),
    entry("service", JSON.stringify(model.lowered.facts.id)),
    entry("http", printData(http)),
    ...(input === undefined ? [] : [entry("input", names.schema(input))]),
    ...(output === undefined ? [] : [entry("output", names.schema(output))]),
    ...(errors.length === 0 ? [] : [entry("errors", brackets(errors.map((error) => `${names.type(error)}$`)))]),
    ...Object.entries(rest).map(([key, value]) => entry(key, layOutData(value))),
    ...checksumCode(operation.checksum),
    ...(operation.compression === undefined ? [] : ["compress: compressRequest"]),
    ...(eventStream === undefined ? [] : [`events: ${streamCode(eventStream)}`]),
    ...(streams === undefined ? [] : [descriptorField("streams", core.useValue(streamsBySide[streams]))]),
    ...code.map((name) => descriptorField(fieldByCode[name], isInXml(name) ? name : core.useValue(name))),
    ...contextParams(operation, model),
  ];
}

/** A field, in short where it is named as its value. */
function descriptorField(name: string, value: string): Layout {
  return name === value ? name : entry(name, value);
}

function isInXml(code: OperationCode): boolean {
  return code === "writeXmlBody" || code === "xmlEvents";
}

/** What signs and sends events is in the bundles of those operations alone that send some. */
function streamCode(side: NonNullable<LoweredOperation["eventStream"]>): string {
  return side === "output" ? "eventStreams" : "duplexEventStreams";
}

/** Endpoint parameters that are computed of the input. */
function contextParams({ name, input, operationContextParams }: LoweredOperation, model: ServiceModel): Layout[] {
  if (operationContextParams === undefined || input === undefined) return [];
  const where = `${model.path}/service-2.json at /operations/${name}/operationContextParams`;
  const argument = `input: ${structureType(input, "input", model)}`;
  const params = Object.entries(operationContextParams).map(([parameter, path]) =>
    entry(printKey(parameter), printExpression(path, argument, `${where}/${parameter}/path`)),
  );
  return [entry("operationContextParams", braces(params))];
}
