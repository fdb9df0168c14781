import type { LoweredError } from "@inia/core/model";
import { type Project, StructureKind } from "ts-morph";
import type { ServiceModel } from "../model/service-model.js";
import { comment, memberDocs } from "./docs.js";
import { braces } from "./layout.js";
import { prose } from "./prose.js";
import { printData } from "./schemas.js";
import { constant, docs, type GeneratedFile, namedImports, printSource, type Statements } from "./source-file.js";
import { CoreImports, TypeWriter } from "./type-expression.js";

/** Fields that every error has, and what no class may declare: a member of that name is in `response` only. */
const errorFields: ReadonlySet<string> = new Set([
  ...["name", "code", "message", "fault", "operation", "service", "requestId", "statusCode", "attempts", "$metadata"],
  ...["cause", "response", "stack", "constructor", "prototype", "__proto__", "toString"],
]);

/** `errors.ts`: a class per modelled error, what core needs to make one, and the table of them all. */
export function emitErrors(model: ServiceModel, project: Project): GeneratedFile {
  const { errors } = model.lowered;
  const core = new CoreImports(model);
  const writer = new TypeWriter(model, core);
  const declarations = errors.flatMap((error) => [
    errorClass(error, model, writer, core),
    errorSchema(error, model, core),
  ]);
  const rows = errors.map(({ name }) => `  ${model.names.type(name)}$,\n`).join("");
  const table = constant(
    "errors",
    `readonly ${core.use("ErrorSchema")}[]`,
    rows === "" ? "[]" : `[\n${rows}]`,
    comment("Every modelled error of the service: an operation may answer with one that only another operation names."),
  );
  return printSource(project, "src/errors.ts", model, [
    ...core.declarations("@inia/core/generated"),
    ...namedImports(
      "./schemas.js",
      errors.filter(({ members }) => members).map(({ name }) => model.names.schema(name)),
      false,
    ),
    ...namedImports("./types.js", writer.used, true),
    ...declarations,
    table,
  ]);
}

function errorClass(
  error: LoweredError,
  model: ServiceModel,
  writer: TypeWriter,
  core: CoreImports,
): Statements[number] {
  const shape = model.raw.shapes[error.name]!;
  const facts = [error.status === undefined ? undefined : `Status ${error.status}.`, retryText(error)].filter(Boolean);
  return {
    kind: StructureKind.Class,
    isExported: true,
    name: model.names.type(error.name),
    extends: core.useValue("ClientError"),
    docs: docs(comment(prose(model.docs?.shapes?.[error.name]?.documentation), facts.join(" "))),
    properties: [
      { name: "name", hasOverrideKeyword: true, isReadonly: true, initializer: JSON.stringify(error.name) },
      ...Object.entries(shape.members ?? {})
        .filter(([name]) => !errorFields.has(name))
        .map(([name, member]) => ({
          name,
          isReadonly: true,
          hasDeclareKeyword: true,
          hasQuestionToken: !shape.required?.includes(name),
          type: writer.member(member, "output"),
          docs: docs(memberDocs(error.name, name, member, model)),
        })),
    ],
  };
}

function retryText({ retryable }: LoweredError): string | undefined {
  if (retryable === undefined) return undefined;
  return retryable === "throttling" ? "Throttling: retried." : "Transient: retried.";
}

function errorSchema(error: LoweredError, model: ServiceModel, core: CoreImports): string {
  const { name, members, ...facts } = error;
  const entries = [
    `name: ${JSON.stringify(name)}`,
    `type: ${model.names.type(name)}`,
    ...Object.entries(facts).map(([key, value]) => `${key}: ${printData(value)}`),
    ...(members ? [`members: ${model.names.schema(name)}`] : []),
  ];
  return constant(`${model.names.type(name)}$`, core.use("ErrorSchema"), braces(entries));
}
