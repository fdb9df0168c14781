import { builtIns, type LoweredError, type LoweredOperation } from "@inia/core/model";
import type { ServiceModel } from "../model/service-model.js";
import { protocolValue } from "./client.js";
import { printEndpoint } from "./endpoint.js";
import { braces, brackets, entry, generic, type Layout, print } from "./layout.js";
import { layOutData, layOutStructure } from "./schemas.js";
import { banner, constant, type GeneratedFile, namedImports, separate } from "./source-file.js";
import { CoreImports, structureType, TypeWriter } from "./type-expression.js";

/**
 * One file of `packages/core/src/credentials/operations/`: what core calls of a service itself. `model` has these
 * operations alone, and of errors those whose members core reads; nothing is documented, nothing pages or waits.
 */
export function emitCoreCalls(model: ServiceModel, isCustomized: boolean): GeneratedFile {
  const { facts, structures, operations, errors } = model.lowered;
  const endpoint = printEndpoint(model.endpoint);
  const protocolFile = facts.protocol === "rest-json" ? plainRestJson(model) : facts.protocol;
  const protocol = protocolValue(protocolFile);
  const imports = new Map<string, string[]>([
    ["../../client/service-descriptor.js", ["type ServiceDescriptor"]],
    [`../../protocols/${protocolFile.replace(/^smithy-/, "")}.js`, [protocol]],
    ["../../schema/codes.js", ["type Schema"]],
    ["../core-operation.js", ["type CoreOperation"]],
  ]);
  const timestamps = new Set<string>();
  const useValue = (name: string): string => {
    timestamps.add(name);
    return name;
  };
  const printer = { model, bare: new Set<string>(), useValue };
  const schemas = structures.map((structure) =>
    inner(constant(model.names.schema(structure.name), "Schema", layOutStructure(structure, printer))),
  );
  if (timestamps.size > 0) imports.set("../../protocols/timestamp.js", [...timestamps]);
  if (isCustomized) imports.set(`../../customizations/${facts.id}.js`, ["customizations"]);
  if (errors.length > 0) imports.set("../../errors/client-error.js", ["ClientError"]);
  for (const name of endpoint.imports) {
    const file = endpointFiles[name] ?? (name in builtIns ? "../../endpoints/built-ins.js" : undefined);
    if (file === undefined) throw new TypeError(`No file of core is known to have ${name}.`);
    imports.set(file, [...(imports.get(file) ?? []), /^[A-Z]/.test(name) ? `type ${name}` : name]);
  }
  const declarations = [
    ...[...imports]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .flatMap(([from, names]) => importLine(from, names)),
    ...Object.keys(model.raw.shapes).flatMap((shape) => interfaceText(shape, model)),
    ...schemas,
    ...endpoint.declarations.map(inner),
    constant(
      "service",
      `ServiceDescriptor<"${facts.id}">`,
      serviceFacts(model, protocol, isCustomized),
      `${facts.serviceId}, as far as core calls it.`,
    ),
    ...operations.map((operation) =>
      constant(
        model.names.operation(operation.name),
        generic("CoreOperation", [operation.input!, operation.output!].map(model.names.type)),
        descriptor(operation, model),
      ),
    ),
  ];
  const text = `${banner(model, "npm run fixtures")}\n${separate(`${declarations.join("\n")}\n`)}`;
  return { path: `${facts.id}.ts`, text };
}

/** A protocol that needs no conversions of JSON: most programs of Node's carry these calls. */
function plainRestJson({ raw }: ServiceModel): string {
  for (const [name, { type, members = {}, ...shape }] of Object.entries(raw.shapes)) {
    const isPlain = ["structure", "list", "string", "integer", "long", "boolean"].includes(type);
    const renamed = Object.entries(members).find(
      ([member, { location, locationName = member }]) => location === undefined && locationName !== member,
    );
    if (isPlain && renamed === undefined && !shape.document) continue;
    throw new TypeError(`${name} is more than plain JSON: core's own calls need restJson then.`);
  }
  return "plain-rest-json";
}

function importLine(from: string, names: readonly string[]): string[] {
  const areTypes = names.every((name) => name.startsWith("type "));
  return namedImports(from, areTypes ? names.map((name) => name.replace("type ", "")) : names, areTypes);
}

/** What other files have no use for. */
function inner(text: string): string {
  return text.replace(/^export /gm, "");
}

function interfaceText(shape: string, model: ServiceModel): string[] {
  const raw = model.raw.shapes[shape]!;
  const usage = model.usages.of(shape);
  if (raw.type !== "structure" || usage === undefined || model.isError(shape)) return [];
  const writer = new TypeWriter(model, new CoreImports(model));
  const members = Object.entries(raw.members ?? {}).map(([name, reference]) => {
    const type = writer.member(reference, usage);
    const optional = raw.required?.includes(name) ? "" : "?";
    return `  readonly ${name}${optional}: ${type}${optional && " | undefined"};`;
  });
  return [`export interface ${structureType(shape, usage, model)} {\n${members.join("\n")}\n}`];
}

function serviceFacts({ folder, lowered }: ServiceModel, protocol: string, isCustomized: boolean): Layout {
  const { id, protocol: _, eventAliases: __, clientContextParams: ___, ...facts } = lowered.facts;
  return braces([
    ...Object.entries({ id, folder, ...facts }).map(([key, value]) => entry(key, layOutData(value))),
    entry("protocol", protocol),
    entry("endpoint", "endpointRules"),
    ...(isCustomized ? ["customizations"] : []),
  ]);
}

/** Parameters of endpoint rules are settled already. */
function descriptor(operation: LoweredOperation, model: ServiceModel): Layout {
  const { name, http, input, output, errors, staticContextParams: _, code: __, ...rest } = operation;
  const modelled = model.lowered.errors.filter((error) => errors.includes(error.name));
  return braces([
    entry("name", JSON.stringify(name)),
    entry("http", layOutData(http)),
    entry("input", model.names.schema(input!)),
    entry("output", model.names.schema(output!)),
    ...(modelled.length > 0 ? [entry("errors", brackets(modelled.map((error) => errorText(error, model))))] : []),
    ...Object.entries(rest).map(([key, value]) => entry(key, layOutData(value as unknown))),
  ]);
}

/** Core goes by the code: a class for each would be told apart by nobody. */
function errorText({ name, members, ...facts }: LoweredError, model: ServiceModel): string {
  const schema = members ? [entry("members", model.names.schema(name))] : [];
  const others = Object.entries(facts).map(([key, value]) => entry(key, layOutData(value)));
  return print(braces([entry("name", JSON.stringify(name)), "type: ClientError", ...others, ...schema]));
}

/** Where core has what endpoint rules use. */
const endpointFiles: Readonly<Record<string, string>> = {
  Endpoint: "../../endpoints/endpoint.js",
  EndpointProperties: "../../endpoints/endpoint.js",
  EndpointRules: "../../endpoints/endpoint.js",
  partition: "../../endpoints/partition.js",
  RegionalEndpointParameters: "../../endpoints/regional.js",
  regionalEndpoint: "../../endpoints/regional.js",
  regionalParameters: "../../endpoints/regional.js",
};
