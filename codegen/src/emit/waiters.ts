import type { RawAcceptor, RawWaiter } from "@inia/core/model";
import type { Project } from "ts-morph";
import { operationValue } from "../model/names.js";
import type { ServiceModel } from "../model/service-model.js";
import { comment } from "./docs.js";
import { jmespathImport, printExpression, usesJmesPath } from "./expression.js";
import { inputAndOutputNames, operationTypes } from "./operations.js";
import { constant, type GeneratedFile, namedImports, printSource } from "./source-file.js";
import { CoreImports } from "./type-expression.js";

/** `waiters.ts`: a value per waiter, and their table. Nothing where there are none. */
export function emitWaiters(model: ServiceModel, project: Project): GeneratedFile[] {
  const entries = Object.entries(model.waiters);
  if (entries.length === 0) return [];
  const core = new CoreImports(model);
  const make = core.useValue("waiter");
  const operations = new Set(entries.map(([, { operation }]) => operation));
  const waited = model.lowered.operations.filter(({ name }) => operations.has(name));
  const constants = entries.map(([name, waiter]) => {
    const operation = waited.find((candidate) => candidate.name === waiter.operation)!;
    const types = operationTypes(operation, model, core);
    const kind = core.use(types.inputOptional ? "OptionalInputWaiterOf" : "WaiterOf");
    return constant(
      `waitUntil${name}`,
      `${kind}<${JSON.stringify(model.lowered.facts.id)}, ${types.input}, ${types.output}>`,
      `/*#__PURE__*/ ${make}(${printDescriptor(name, waiter, model)})`,
      comment(
        `Calls \`${operationValue(waiter.operation)}\` every ${waiter.delay} seconds, at most ${waiter.maxAttempts} times, until the state is reached.`,
      ),
    );
  });
  const lookup = entries.map(([name]) => `  ${operationValue(name)}: typeof waitUntil${name};`).join("\n");
  const table = entries.map(([name]) => `  ${operationValue(name)}: waitUntil${name},`).join("\n");
  const file = printSource(project, "src/waiters.ts", model, [
    ...core.declarations("@inia/core/generated"),
    ...(usesJmesPath(constants.join("\n")) ? [jmespathImport] : []),
    ...namedImports(
      "./operations.js",
      waited.map(({ name }) => operationValue(name)),
      false,
    ),
    ...namedImports("./types.js", inputAndOutputNames(waited, model), true),
    ...constants,
    `/** Waiters by their names in lower camel case. */\nexport interface Waiters {\n${lookup}\n}`,
    `export const waiters: Waiters = {\n${table}\n};`,
  ]);
  return [file];
}

function printDescriptor(name: string, waiter: RawWaiter, model: ServiceModel): string {
  const where = `models/${model.source}/waiters-2.json#/waiters/${name}`;
  const acceptors = waiter.acceptors.map(
    (acceptor, index) => `    ${printAcceptor(acceptor, `${where}/acceptors/${index}`)},`,
  );
  return [
    "{",
    `  name: ${JSON.stringify(name)},`,
    `  operation: ${operationValue(waiter.operation)},`,
    `  delaySeconds: ${waiter.delay},`,
    `  maxAttempts: ${waiter.maxAttempts},`,
    "  acceptors: [",
    ...acceptors,
    "  ],",
    "}",
  ].join("\n");
}

function printAcceptor({ state, matcher, argument, expected }: RawAcceptor, where: string): string {
  const head = `state: ${JSON.stringify(state)}`;
  if (matcher === "status" || matcher === "error") return `{ ${head}, ${matcher}: ${JSON.stringify(expected)} }`;
  const entries = [
    head,
    `matcher: ${JSON.stringify(matcher)}`,
    `argument: ${JSON.stringify(argument)}`,
    `expected: ${JSON.stringify(expected)}`,
    `select: ${printExpression(argument ?? "@", "output", `${where}/argument`)}`,
  ];
  return `{ ${entries.join(", ")} }`;
}
