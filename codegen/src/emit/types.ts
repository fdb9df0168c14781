import type { RawReference, RawShape } from "@inia/core/model";
import { type OptionalKind, type Project, type PropertySignatureStructure, StructureKind } from "ts-morph";
import type { MemberOverride } from "../model/overrides.js";
import type { ServiceModel } from "../model/service-model.js";
import { comment, memberDocs } from "./docs.js";
import { print, union } from "./layout.js";
import { prose } from "./prose.js";
import { docs, type GeneratedFile, printComment, printSource, type Statements } from "./source-file.js";
import { CoreImports, type Form, structureType, TypeWriter } from "./type-expression.js";

/** `types.ts`: an interface per structure, a type per union and enum, in the model's order. */
export function emitTypes(model: ServiceModel, project: Project): GeneratedFile {
  const core = new CoreImports(model);
  const writer = new TypeWriter(model, core);
  const declarations: Statements = [];
  for (const [name, shape] of Object.entries(model.raw.shapes)) {
    const usage = model.usages.of(name);
    if (usage === undefined) continue;
    if (shape.enum && shape.type === "string") declarations.push(enumDeclaration(name, shape, model));
    if (shape.type !== "structure" || shape.document || model.isError(name)) continue;
    const forms: Form[] = model.usages.isTwofold(name) ? ["output", "input"] : [usage];
    for (const form of forms) declarations.push(...structureDeclaration(name, shape, form, model, writer, core));
  }
  const imports = core.declarations("@inia/core/generated");
  const isEmpty = imports.length + declarations.length === 0;
  return printSource(project, "src/types.ts", model, isEmpty ? ["export {};"] : [...imports, ...declarations]);
}

function enumDeclaration(name: string, shape: RawShape, model: ServiceModel): string {
  const values = [...new Set(shape.enum)].map((value) => JSON.stringify(value));
  const text = prose(model.docs?.shapes?.[name]?.documentation);
  const head = `export type ${model.names.type(name)} =`;
  if (values.length === 0) return `${printComment(comment(text, "The model lists no values."))}${head} string;`;
  // Open: services add values, and a program compiled today must be able to pass them on.
  return `${printComment(comment(text))}${alias(head, [...values, "(string & {})"])}`;
}

function alias(head: string, arms: readonly string[]): string {
  const line = `${head} ${arms.join(" | ")};`;
  return line.length <= 120 ? line : `${head}\n  ${print(union(arms), 2, 2, 1)};`;
}

function structureDeclaration(
  name: string,
  shape: RawShape,
  form: Form,
  model: ServiceModel,
  writer: TypeWriter,
  core: CoreImports,
): Statements {
  const typeName = structureType(name, form, model);
  const text = prose(model.docs?.shapes?.[name]?.documentation);
  const properties = Object.entries(shape.members ?? {}).flatMap(([member, reference]) => {
    const override = model.override(name, member);
    // An error in a stream of events is thrown.
    return override?.hidden || model.isError(reference.shape)
      ? []
      : [property(name, shape, member, reference, form, override, model, writer)];
  });
  for (const [member, override] of model.added(name)) properties.push(addedProperty(member, override, form));
  if (!shape.union && !shape.eventstream) {
    if (properties.length === 0) return [`${printComment(comment(text))}export interface ${typeName} {}`];
    return [{ kind: StructureKind.Interface, isExported: true, name: typeName, docs: docs(comment(text)), properties }];
  }
  const arms = model.names.arms(typeName);
  return [
    {
      kind: StructureKind.Interface,
      isExported: true,
      name: arms,
      docs: docs(comment(`The arms of {@link ${typeName}}.`)),
      properties: properties.map((arm) => ({ ...arm, hasQuestionToken: false, type: withoutUndefined(arm.type) })),
    },
    {
      kind: StructureKind.TypeAlias,
      isExported: true,
      name: typeName,
      docs: docs(
        comment(text ?? "Exactly one of its members is there; `$unknown` stands for an arm newer than this package."),
      ),
      type: `${core.use("TaggedUnion")}<${arms}>`,
    },
  ];
}

interface Property extends OptionalKind<PropertySignatureStructure> {
  readonly type: string;
}

function property(
  shapeName: string,
  shape: RawShape,
  name: string,
  reference: RawReference,
  form: Form,
  override: MemberOverride | undefined,
  model: ServiceModel,
  writer: TypeWriter,
): Property {
  const type = override?.type ?? writer.member(reference, form, shape.payload === name);
  const required =
    override?.required ??
    ((shape.required?.includes(name) && !(reference.idempotencyToken && form !== "output")) ||
      (form === "output" && shape.payload === name && isStream(reference, model)));
  return {
    name: propertyName(name),
    type: !required && form !== "output" ? `${type} | undefined` : type,
    hasQuestionToken: !required,
    docs: docs(memberDocs(shapeName, name, reference, model)),
  };
}

function addedProperty(
  name: string,
  { type = "unknown", required = false, note }: MemberOverride,
  form: Form,
): Property {
  return {
    name: propertyName(name),
    type: !required && form !== "output" ? `${type} | undefined` : type,
    hasQuestionToken: !required,
    docs: docs(comment(note)),
  };
}

function propertyName(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}

function isStream(reference: RawReference, model: ServiceModel): boolean {
  const shape = model.raw.shapes[reference.shape]!;
  return shape.type === "blob" || shape.eventstream === true;
}

function withoutUndefined(type: string): string {
  return type.replace(/ \| undefined$/, "");
}
