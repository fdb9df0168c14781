import type { LoweredError } from "@inia/core/model";
import { type Project, StructureKind } from "ts-morph";
import type { ServiceModel } from "../model/service-model.js";
import { comment, memberDocs } from "./docs.js";
import { prose } from "./prose.js";
import { printData, schemaName } from "./schemas.js";
import { constant, type GeneratedFile, namedImports, printSource, type Statements } from "./source-file.js";
import { CoreImports, TypeWriter } from "./type-expression.js";

/** Fields that every error has: a modelled member of the same name is in `response` only. */
const errorFields: ReadonlySet<string> = new Set([
  ...["name", "code", "message", "fault", "operation", "service", "requestId", "statusCode", "attempts", "$metadata"],
  ...["cause", "response", "stack"],
]);

/** `errors.ts`: a class per modelled error, what core needs to make one, and the table of them all. */
export function emitErrors(model: ServiceModel, project: Project): GeneratedFile {
  const { errors } = model.lowered;
  const types = new CoreImports(model);
  const writer = new TypeWriter(model, types);
  const declarations = errors.flatMap((error) => [
    errorClass(error, model, writer, types),
    errorSchema(error, model, types),
  ]);
  const table = constant(
    "errors",
    `readonly ${types.use("ErrorSchema")}[]`,
    `[\n${errors.map(({ name }) => `  ${model.names.type(name)}$,\n`).join("")}]`,
    comment("Every modelled error of the service: an operation may answer with one that only another operation names."),
  );
  return printSource(project, "src/errors.ts", model, [
    ...types.declarations("@inia/core/generated"),
    ...namedImports(
      "./schemas.js",
      errors.filter(({ members }) => members).map(({ name }) => schemaName(name, model)),
      false,
    ),
    ...namedImports("./types.js", typesOfErrors(model), true),
    ...declarations,
    table,
  ]);
}

function errorClass(
  error: LoweredError,
  model: ServiceModel,
  writer: TypeWriter,
  types: CoreImports,
): Statements[number] {
  const shape = model.raw.shapes[error.name]!;
  const facts = [error.status === undefined ? undefined : `Status ${error.status}.`, retryText(error)].filter(Boolean);
  return {
    kind: StructureKind.Class,
    isExported: true,
    name: model.names.type(error.name),
    extends: types.useValue("ClientError"),
    docs: comment(prose(model.docs?.shapes?.[error.name]?.documentation), facts.join(" ")),
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
          docs: memberDocs(error.name, name, member, model),
        })),
    ],
  };
}

function retryText({ retryable }: LoweredError): string | undefined {
  if (retryable === undefined) return undefined;
  return retryable === "throttling" ? "Throttling: retried." : "Transient: retried.";
}

function errorSchema(error: LoweredError, model: ServiceModel, types: CoreImports): string {
  const { name, members, ...facts } = error;
  const entries = [
    `name: ${JSON.stringify(name)}`,
    `type: ${model.names.type(name)}`,
    ...Object.entries(facts).map(([key, value]) => `${key}: ${printData(value)}`),
    ...(members ? [`members: ${schemaName(name, model)}`] : []),
  ];
  return constant(`${model.names.type(name)}$`, types.use("ErrorSchema"), `{ ${entries.join(", ")} }`);
}

/** Named types that members of errors have. */
function typesOfErrors(model: ServiceModel): string[] {
  const names = new Set<string>();
  const collect = (shapeName: string, member: { jsonvalue?: boolean }): void => {
    const shape = model.raw.shapes[shapeName]!;
    if (member.jsonvalue) return;
    if (shape.type === "structure" && !shape.document && !shape.exception) names.add(model.names.type(shapeName));
    if (shape.type === "string" && shape.enum) names.add(model.names.type(shapeName));
    if (shape.member) collect(shape.member.shape, shape.member);
    if (shape.value) collect(shape.value.shape, shape.value);
  };
  for (const error of model.lowered.errors) {
    for (const [name, member] of Object.entries(model.raw.shapes[error.name]!.members ?? {})) {
      if (!errorFields.has(name)) collect(member.shape, member);
    }
  }
  return [...names];
}
