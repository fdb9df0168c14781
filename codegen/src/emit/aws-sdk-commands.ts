import type { LoweredOperation } from "@inia/core/model";
import type { ServiceModel } from "../model/service-model.js";
import { commandQuirks } from "./aws-sdk-quirks.js";
import { generic } from "./layout.js";
import { inputAndOutputNames, operationTypes } from "./operations.js";
import { type GeneratedFile, joinSource, namedImports, pureConstant } from "./source-file.js";
import { CoreImports } from "./type-expression.js";

/** `aws-sdk-commands.ts`: a command per operation, with the types of its input and output, by aws-sdk v3's names. */
export function emitAwsSdkCommands(model: ServiceModel): GeneratedFile {
  const core = new CoreImports(model);
  const { names, lowered } = model;
  const { operations } = lowered;
  if (operations.length === 0) return joinSource("src/aws-sdk-commands.ts", model, ["export {};"]);
  const declarations = operations.map((operation) => commandDeclaration(operation, model, core));
  return joinSource("src/aws-sdk-commands.ts", model, [
    ...core.declarations("@inia/core/generated/aws-sdk"),
    ...namedImports(
      "./operations.js",
      operations.map(({ name }) => names.operation(name)),
      false,
    ),
    ...namedImports("./types.js", inputAndOutputNames(operations, model), true),
    ...declarations,
  ]);
}

/** Names that hold for a command. */
export function commandNames({ name }: LoweredOperation): { command: string; input: string; output: string } {
  return { command: `${name}Command`, input: `${name}CommandInput`, output: `${name}CommandOutput` };
}

function commandDeclaration(operation: LoweredOperation, model: ServiceModel, core: CoreImports): string {
  const types = operationTypes(operation, model, core);
  const names = commandNames(operation);
  const body = bodyOf(operation, model);
  const output = body === undefined ? types.output : `${core.use(body.type)}<${types.output}, "${body.member}">`;
  const quirk = commandQuirks[model.lowered.facts.id]?.[operation.name];
  const events = eventMemberOf(operation, model);
  const made = body ?? (events === undefined ? undefined : { adapt: "eventMember", member: events });
  const adapt =
    made === undefined
      ? quirk?.adapt && core.useValue(quirk.adapt)
      : `/*#__PURE__*/ ${core.useValue(made.adapt)}("${made.member}")`;
  const prepare = quirk?.prepare && core.useValue(quirk.prepare);
  const given = [
    model.names.operation(operation.name),
    ...(adapt ? [adapt] : prepare ? ["undefined"] : []),
    ...(prepare ? [prepare] : []),
  ];
  const kind = core.use(types.inputOptional ? "OptionalInputCommandClass" : "CommandClass");
  const id = JSON.stringify(model.lowered.facts.id);
  return [
    `export type ${names.input} = ${core.use("CommandInput")}<${types.input}>;`,
    `export type ${names.output} = ${core.use("CommandOutput")}<${output}>;`,
    ...(isBlobPayload(operation.input, model) ? [`export type ${names.input}Type = ${names.input};`] : []),
    ...(body?.adapt === "blobMember" ? [`export type ${names.output}Type = Omit<${names.output}, "$metadata">;`] : []),
    `export type ${names.command} = InstanceType<typeof ${names.command}>;`,
    pureConstant(names.command, generic(kind, [id, names.input, names.output]), core.useValue("command"), given),
  ].join("\n");
}

/** What v3 makes of the payload of an output: a stream where the model says so, bytes where it is any other blob. */
function bodyOf(
  { output }: LoweredOperation,
  model: ServiceModel,
): { readonly member: string; readonly type: string; readonly adapt: string } | undefined {
  const shape = output === undefined ? undefined : model.raw.shapes[output]!;
  const reference = shape?.payload === undefined ? undefined : shape.members?.[shape.payload];
  if (reference === undefined) return undefined;
  const target = model.raw.shapes[reference.shape]!;
  if (target.type !== "blob") return undefined;
  return reference.streaming || target.streaming
    ? { member: shape!.payload!, type: "WithSdkStream", adapt: "streamingMember" }
    : { member: shape!.payload!, type: "WithBlobAdapter", adapt: "blobMember" };
}

/** Whether a payload is bytes, and no stream: v3 has types of their own for commands of such. */
function isBlobPayload(name: string | undefined, { raw: { shapes } }: ServiceModel): boolean {
  const { payload, members = {} } = (name === undefined ? undefined : shapes[name]) ?? {};
  const reference = payload === undefined ? undefined : members[payload];
  const target = reference && shapes[reference.shape]!;
  return target?.type === "blob" && !reference?.streaming && !target.streaming;
}

/** The member of an output that is a stream of events. */
function eventMemberOf({ output }: LoweredOperation, { raw: { shapes } }: ServiceModel): string | undefined {
  const members = (output === undefined ? undefined : shapes[output]!.members) ?? {};
  return Object.keys(members).find((name) => shapes[members[name]!.shape]!.eventstream);
}
