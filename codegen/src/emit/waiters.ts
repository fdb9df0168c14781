import { type RawAcceptor, type RawWaiter, uncapitalise } from "@inia/core/model";
import type { ServiceModel } from "../model/service-model.js";
import { comment } from "./docs.js";
import { jmespathImport, printExpression, usesJmesPath } from "./expression.js";
import { braces, entry, generic, group, type Layout } from "./layout.js";
import { inputAndOutputNames, operationTypes } from "./operations.js";
import { constant, type GeneratedFile, joinSource, namedImports } from "./source-file.js";
import { CoreImports } from "./type-expression.js";

/** `waiters.ts`: a value per waiter, and their table. Nothing where there are none. */
export function emitWaiters(model: ServiceModel): GeneratedFile[] {
  const entries = Object.entries(model.waiters);
  if (entries.length === 0) return [];
  const { names } = model;
  const core = new CoreImports(model);
  const make = core.useValue("waiter");
  const constants = entries.map(([name, waiter]) => {
    const types = operationTypes(model.operation(waiter.operation), model, core);
    const kind = core.use(types.inputOptional ? "OptionalInputWaiterOf" : "WaiterOf");
    return constant(
      names.waiter(name),
      generic(kind, [JSON.stringify(model.lowered.facts.id), types.input, types.output]),
      braces(descriptorEntries(name, waiter, model), `/*#__PURE__*/ ${make}({`, "})"),
      comment(
        `Calls \`${names.operation(waiter.operation)}\` every ${waiter.delay === 1 ? "second" : `${waiter.delay} seconds`}, at most ${waiter.maxAttempts} times, until the state is reached.`,
      ),
    );
  });
  const waited = [...new Set(entries.map(([, { operation }]) => operation))].map((name) => model.operation(name));
  const lookup = entries.map(([name]) => `  ${uncapitalise(name)}: typeof ${names.waiter(name)};`).join("\n");
  const table = entries.map(([name]) => `  ${uncapitalise(name)}: ${names.waiter(name)},`).join("\n");
  return [
    joinSource("src/waiters.ts", model, [
      ...core.declarations("@inia/core/generated"),
      ...(usesJmesPath(constants.join("\n")) ? [jmespathImport] : []),
      ...namedImports(
        "./operations.js",
        waited.map(({ name }) => names.operation(name)),
        false,
      ),
      ...namedImports("./types.js", inputAndOutputNames(waited, model), true),
      ...constants,
      `/** Waiters by their names in lower camel case. */\nexport interface Waiters {\n${lookup}\n}`,
      `export const waiters: Waiters = {\n${table}\n};`,
    ]),
  ];
}

function descriptorEntries(name: string, waiter: RawWaiter, model: ServiceModel): Layout[] {
  const where = `${model.path}/waiters-2.json at /waiters/${name}/acceptors`;
  return [
    entry("name", JSON.stringify(name)),
    entry("operation", model.names.operation(waiter.operation)),
    entry("delaySeconds", String(waiter.delay)),
    entry("maxAttempts", String(waiter.maxAttempts)),
    entry(
      "acceptors",
      group(
        "[",
        waiter.acceptors.map((acceptor, index) => layOutAcceptor(acceptor, `${where}/${index}/argument`)),
        "]",
      ),
    ),
  ];
}

function layOutAcceptor(acceptor: RawAcceptor, where: string): Layout {
  const { matcher, expected } = acceptor;
  const head = entry("state", JSON.stringify(acceptor.state));
  if (matcher === "status" || matcher === "error") return braces([head, entry(matcher, JSON.stringify(expected))]);
  return braces([
    head,
    entry("matcher", JSON.stringify(matcher)),
    entry("argument", JSON.stringify(acceptor.argument)),
    entry("expected", JSON.stringify(expected)),
    entry("select", printExpression(acceptor.argument, "output", where)),
  ]);
}
