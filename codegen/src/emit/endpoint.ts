import type { EndpointParameter, EndpointStatement, LoweredEndpoint } from "@inia/core/model";
import { indent } from "./endpoint-expression.js";
import { printStatements } from "./endpoint-statements.js";
import { printData, printKey } from "./schemas.js";

/** The text of `endpoint.ts` below its banner: what the rules read, and the function that they are. */
export function emitEndpoint(lowered: LoweredEndpoint): string {
  const used = new Map<string, string>();
  const use = (name: string): string => {
    used.set(name, name);
    return name;
  };
  const resolve = printResolve(lowered, use);
  const values = [...used.keys()].sort().join(", ");
  return `import { ${values}, type Endpoint, type EndpointRules } from "@inia/core/generated/endpoints";

/** What the endpoint rules read. */
export interface EndpointParameters {
${indent(Object.entries(lowered.parameters).map(printParameter).join("\n"))}
}

${resolve}

export const endpointRules: EndpointRules = {
  parameters: {
${indent(
  indent(
    Object.entries(lowered.parameters)
      .map(([name, parameter]) => `${printKey(name)}: ${printData(parameter)},`)
      .join("\n"),
  ),
)}
  },
  resolve: resolveEndpoint,
};
`;
}

function printParameter([name, { type, required, default: fallback, builtIn }]: [string, EndpointParameter]): string {
  const typeName = type === "stringArray" ? "readonly string[]" : type;
  const facts = [
    builtIn === undefined ? undefined : `\`${builtIn}\`.`,
    fallback === undefined ? undefined : `Default: \`${JSON.stringify(fallback)}\`.`,
  ].filter((fact) => fact !== undefined);
  const comment = facts.length === 0 ? "" : `/** ${facts.join(" ")} */\n`;
  const isNeeded = required && fallback === undefined;
  return `${comment}readonly ${printKey(name)}${isNeeded ? "" : "?"}: ${typeName}${isNeeded ? "" : " | undefined"};`;
}

function printResolve({ parameters, statements }: LoweredEndpoint, use: (name: string) => string): string {
  const names = Object.keys(parameters);
  const read = names.filter((name) => isRequired(parameters[name]!) || reads(statements, name));
  const body = [
    read.length === 0
      ? ""
      : `const { ${read.map((name) => printBinding(name, parameters[name]!)).join(", ")} } = parameters;`,
    ...names
      .filter((name) => isRequired(parameters[name]!))
      .map((name) => `if (${name} === undefined) throw ${use("missingParameter")}(${JSON.stringify(name)});`),
    printStatements(statements, new Map(), new Set([...names, "parameters"]), use),
    isFinal(statements) ? "" : `throw ${use("noEndpoint")}(parameters);`,
  ];
  return `/**
 * Chooses the endpoint.
 *
 * @throws EndpointResolutionError when the rules refuse the parameters.
 */
export function resolveEndpoint(parameters: EndpointParameters): Endpoint {
${indent(body.filter((line) => line !== "").join("\n"))}
}`;
}

function printBinding(name: string, { default: fallback }: EndpointParameter): string {
  return fallback === undefined ? name : `${name} = ${printData(fallback)}`;
}

function isRequired({ required, default: fallback }: EndpointParameter): boolean {
  return required === true && fallback === undefined;
}

function reads(part: unknown, name: string): boolean {
  if (typeof part !== "object" || part === null) return false;
  if ((part as { kind?: unknown }).kind === "reference") return (part as { name?: unknown }).name === name;
  return Object.values(part).some((inner) => reads(inner, name));
}

function isFinal(statements: readonly EndpointStatement[]): boolean {
  const last = statements.at(-1);
  if (last === undefined || last.kind === "if") return false;
  return last.kind === "bind" ? last.always && isFinal(last.then) : true;
}
