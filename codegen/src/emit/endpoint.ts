import { builtInName, countReads, type EndpointParameter, isFinal, type LoweredEndpoint } from "@inia/core/model";
import { indent } from "./endpoint-expression.js";
import { hoistProperties, printPropertyFunctions } from "./endpoint-properties.js";
import { findSharedRules, readsStandardOnly, type SharedRules } from "./endpoint-regional.js";
import { printStatements } from "./endpoint-statements.js";
import { printData, printKey } from "./schemas.js";

/** The text of `endpoint.ts` below its banner: what the rules read, and the function that they are. */
export function emitEndpoint(lowered: LoweredEndpoint): string {
  const { imports, declarations } = printEndpoint(lowered);
  return `${printImports(imports)}\n\n${declarations.join("\n\n")}\n`;
}

/** The declarations of `endpoint.ts`, and the names that they take from core. */
export function printEndpoint(lowered: LoweredEndpoint): {
  readonly imports: ReadonlySet<string>;
  readonly declarations: readonly string[];
} {
  const imports = new Set(["Endpoint", "EndpointRules"]);
  const use = (name: string): string => {
    imports.add(name);
    return name;
  };
  const shared = findSharedRules(lowered);
  const isStandard = shared !== undefined && readsStandardOnly(lowered.parameters);
  const declarations = [
    isStandard
      ? `/** What the endpoint rules read. */\nexport type EndpointParameters = ${use("RegionalEndpointParameters")};`
      : printParameters(lowered),
    printResolve(lowered, shared, use),
    `export const endpointRules: EndpointRules = {
  parameters: ${isStandard ? use("regionalParameters") : printTable(lowered, use)},
  resolve: resolveEndpoint,
};`,
  ];
  return { imports, declarations };
}

function printImports(names: ReadonlySet<string>): string {
  const specifiers = [...names].sort(ignoringCase).map((name) => (isType(name) ? `type ${name}` : name));
  const line = `import { ${specifiers.join(", ")} } from "@inia/core/generated";`;
  if (line.length <= 120) return line;
  return `import {\n${specifiers.map((name) => `  ${name},`).join("\n")}\n} from "@inia/core/generated";`;
}

function isType(name: string): boolean {
  return /^[A-Z]/.test(name) && name !== "EndpointResolutionError";
}

function ignoringCase(one: string, other: string): number {
  return one.toLowerCase() < other.toLowerCase() ? -1 : 1;
}

function printParameters({ parameters }: LoweredEndpoint): string {
  const members = Object.entries(parameters).map(printParameter).join("\n");
  return `/** What the endpoint rules read. */\nexport interface EndpointParameters {\n${indent(members)}\n}`;
}

function printParameter([name, parameter]: [string, EndpointParameter]): string {
  const { type, default: fallback, builtIn } = parameter;
  const typeName = type === "stringArray" ? "readonly string[]" : type;
  const facts = [
    builtIn === undefined ? "" : `\`${builtIn}\`.`,
    fallback === undefined ? "" : `Default: \`${JSON.stringify(fallback)}\`.`,
  ].filter((fact) => fact !== "");
  const comment = facts.length === 0 ? "" : `/** ${facts.join(" ")} */\n`;
  const member = isRequired(parameter) ? `: ${typeName}` : `?: ${typeName} | undefined`;
  return `${comment}readonly ${printKey(name)}${member};`;
}

function printTable({ parameters }: LoweredEndpoint, use: (name: string) => string): string {
  const rows = Object.entries(parameters).map(
    ([name, { builtIn }]) => `${printKey(name)}: ${builtIn === undefined ? builtIn : use(builtInName(builtIn))},`,
  );
  return `{\n${indent(indent(rows.join("\n")))}\n  }`;
}

function printResolve(
  { parameters, statements }: LoweredEndpoint,
  shared: SharedRules | undefined,
  use: (name: string) => string,
): string {
  const own = shared?.exceptions ?? statements;
  const properties = hoistProperties(own);
  const names = Object.keys(parameters);
  const read = names.filter((name) => isRequired(parameters[name]!) || countReads(own, name) > 0);
  const taken = new Set([
    ...names,
    "parameters",
    ...coreFunctions,
    ...[...properties.values()].map(({ name }) => name),
  ]);
  const body = [
    read.length === 0 ? "" : printBindings(read.map((name) => printBinding(name, parameters[name]!))),
    ...names
      .filter((name) => isRequired(parameters[name]!))
      .map((name) => `if (${name} === undefined) throw ${use("missingParameter")}(${JSON.stringify(name)});`),
    printStatements(own, new Map(), taken, { use, properties }),
    shared === undefined ? "" : `return ${use(shared.name)}(parameters, ${JSON.stringify(shared.host)});`,
    shared === undefined && !isFinal(own) ? `throw ${use("noEndpoint")}(parameters);` : "",
  ];
  return `/**
 * Chooses the endpoint.
 *
 * @throws EndpointResolutionError when the rules refuse the parameters.
 */
export function resolveEndpoint(parameters: EndpointParameters): Endpoint {
${indent(body.filter((line) => line !== "").join("\n"))}
}${printPropertyFunctions(properties, use)}`;
}

function printBindings(bindings: readonly string[]): string {
  const line = `const { ${bindings.join(", ")} } = parameters;`;
  return line.length <= 110
    ? line
    : `const {\n${bindings.map((binding) => `  ${binding},`).join("\n")}\n} = parameters;`;
}

function printBinding(name: string, { default: fallback }: EndpointParameter): string {
  return fallback === undefined ? name : `${name} = ${printData(fallback)}`;
}

function isRequired({ required, default: fallback }: EndpointParameter): boolean {
  return required === true && fallback === undefined;
}

/** What a variable must not be called, because the file may import it. */
const coreFunctions = [
  ...["globalEndpoint", "isValidHostLabel", "isVirtualHostableS3Bucket", "missingParameter", "noEndpoint", "parseArn"],
  ...["parseUrl", "partition", "regionalEndpoint", "split", "substring", "uriEncode"],
];
