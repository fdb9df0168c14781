import type { LoweredError } from "@inia/core/model";
import { type Project, StructureKind } from "ts-morph";
import type { ServiceModel } from "../model/service-model.js";
import { comment, memberDocs } from "./docs.js";
import { prose } from "./prose.js";
import { docs, type GeneratedFile, namedImports, printSource, type Statements } from "./source-file.js";
import { CoreImports, TypeWriter } from "./type-expression.js";

/** Fields that every error has, and what no class may declare: a member of that name is in `response` only. */
const errorFields: ReadonlySet<string> = new Set([
  ...["name", "code", "message", "fault", "operation", "service", "requestId", "statusCode", "attempts", "$metadata"],
  ...["cause", "response", "stack", "constructor", "prototype", "__proto__", "toString"],
]);

/** `errors.ts`: a class per modelled error. */
export function emitErrors(model: ServiceModel, project: Project): GeneratedFile {
  const core = new CoreImports(model);
  const writer = new TypeWriter(model, core);
  const classes = model.lowered.errors.map((error) => errorClass(error, model, writer, core));
  if (classes.length === 0) return printSource(project, "src/errors.ts", model, ["export {};"]);
  return printSource(project, "src/errors.ts", model, [
    ...core.declarations("@inia/core/generated"),
    ...namedImports("./types.js", writer.used, true),
    ...classes,
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
