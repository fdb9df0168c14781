import type { RawMember, RawShape } from "@inia/core/model";
import { type OptionalKind, type Project, type PropertySignatureStructure, StructureKind } from "ts-morph";
import type { ServiceModel } from "../model/service-model.js";
import { comment, memberDocs } from "./docs.js";
import { prose } from "./prose.js";
import { type GeneratedFile, printSource, type Statements } from "./source-file.js";
import { CoreImports, type Form, TypeWriter } from "./type-expression.js";

/** `types.ts`: an interface per structure, a type per union and enum, in the model's order. */
export function emitTypes(model: ServiceModel, project: Project): GeneratedFile {
  const core = new CoreImports(model);
  const writer = new TypeWriter(model, core);
  const declarations: Statements = [];
  for (const [name, shape] of Object.entries(model.raw.shapes)) {
    const usage = model.usages.of(name);
    if (usage === undefined) continue;
    if (shape.enum && shape.type === "string") declarations.push(enumDeclaration(name, shape, model));
    if (shape.type !== "structure" || shape.document || shape.exception) continue;
    const twofold = usage === "both" && model.usages.differs(name);
    const forms: Form[] = twofold ? ["output", "input"] : [usage];
    for (const form of forms) declarations.push(...structureDeclaration(name, shape, form, model, writer, core));
  }
  return printSource(project, "src/types.ts", model, [...core.declarations("@inia/core/generated"), ...declarations]);
}

function enumDeclaration(name: string, shape: RawShape, model: ServiceModel): Statements[number] {
  const values = [...new Set(shape.enum)].map((value) => JSON.stringify(value));
  return {
    kind: StructureKind.TypeAlias,
    isExported: true,
    name: model.names.type(name),
    docs: comment(
      prose(model.docs?.shapes?.[name]?.documentation),
      values.length === 0 ? "The model lists no values." : undefined,
    ),
    // Open: services add values, and a program compiled today must be able to pass them on.
    type: values.length === 0 ? "string" : `${values.join(" | ")} | (string & {})`,
  };
}

function structureDeclaration(
  name: string,
  shape: RawShape,
  form: Form,
  model: ServiceModel,
  writer: TypeWriter,
  core: CoreImports,
): Statements {
  const typeName = writer.structureName(name, form);
  const properties = Object.entries(shape.members ?? {}).map(([member, reference]) =>
    property(name, shape, member, reference, form, model, writer),
  );
  const docs = comment(prose(model.docs?.shapes?.[name]?.documentation));
  if (!shape.union && !shape.eventstream) {
    return [{ kind: StructureKind.Interface, isExported: true, name: typeName, docs, properties }];
  }
  const members = `${typeName}Members`;
  return [
    {
      kind: StructureKind.Interface,
      isExported: true,
      name: members,
      docs: comment(`The arms of {@link ${typeName}}.`),
      properties: properties.map((arm) => ({
        ...arm,
        hasQuestionToken: false,
        type: withoutUndefined(arm.type as string),
      })),
    },
    {
      kind: StructureKind.TypeAlias,
      isExported: true,
      name: typeName,
      docs:
        docs.length > 0
          ? docs
          : comment("Exactly one of its members is there; `$unknown` stands for an arm newer than this package."),
      type: `${core.use("TaggedUnion")}<${members}>`,
    },
  ];
}

function property(
  shapeName: string,
  shape: RawShape,
  name: string,
  reference: RawMember,
  form: Form,
  model: ServiceModel,
  writer: TypeWriter,
): OptionalKind<PropertySignatureStructure> {
  const override = model.override(shapeName, name);
  const type = override?.type ?? writer.member(reference, form, shape.payload === name);
  const required =
    override?.required ??
    ((shape.required?.includes(name) && !(reference.idempotencyToken && form !== "output")) ||
      (form === "output" && shape.payload === name && isStream(reference, model)));
  return {
    name,
    type: !required && form !== "output" ? `${type} | undefined` : type,
    hasQuestionToken: !required,
    docs: memberDocs(shapeName, name, reference, model),
  };
}

function isStream(reference: RawMember, model: ServiceModel): boolean {
  const shape = model.raw.shapes[reference.shape]!;
  return shape.type === "blob" || shape.eventstream === true;
}

function withoutUndefined(type: string): string {
  return type.replace(/ \| undefined$/, "");
}
