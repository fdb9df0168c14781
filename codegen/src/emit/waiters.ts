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
      comment(waiterDocs(waiter, names.operation(waiter.operation))),
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

function waiterDocs({ delay, maxAttempts, acceptors }: RawWaiter, operation: string): string {
  const every = delay === 1 ? "second" : `${delay} seconds`;
  const when = (state: RawAcceptor["state"]): string =>
    acceptors
      .filter((acceptor) => acceptor.state === state)
      .map(condition)
      .join(", or ");
  const failure = when("failure");
  const fails = failure === "" ? "" : ` Fails at once when ${failure}.`;
  return `Calls \`${operation}\` every ${every}, at most ${maxAttempts} times, until ${when("success") || "the state is reached"}.${fails}`;
}

function condition(acceptor: RawAcceptor): string {
  const { matcher, expected } = acceptor;
  if (matcher === "status") return `the status is ${expected}`;
  if (matcher === "error" && typeof expected === "boolean") return expected ? "there is an error" : "there is no error";
  if (matcher === "error") return `the error is ${code(expected)}`;
  const [what, value] = [code(acceptor.argument), code(expected)];
  if (matcher === "path") return `${what} is ${value}`;
  return matcher === "pathAll" ? `all of ${what} are ${value}` : `one of ${what} is ${value}`;
}

/** JMESPath has backticks of its own. */
function code(value: unknown): string {
  const text = String(value);
  return text.includes("`") ? `\`\` ${text} \`\`` : `\`${text}\``;
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
