import type { RawPaginator, RawReference } from "@inia/core/model";
import type { ServiceModel } from "../model/service-model.js";
import { comment } from "./docs.js";
import { jmespathImport, printExpression, usesJmesPath } from "./expression.js";
import { braces, brackets, entry, generic, type Layout } from "./layout.js";
import { inputAndOutputNames, operationTypes } from "./operations.js";
import { printData, printKey } from "./schemas.js";
import { constant, type GeneratedFile, joinSource, namedImports } from "./source-file.js";
import { CoreImports, TypeWriter } from "./type-expression.js";

/** `paginators.ts`: a value per operation that answers in pages, and their table. Nothing where there are none. */
export function emitPaginators(model: ServiceModel): GeneratedFile[] {
  const entries = Object.entries(model.paginators);
  if (entries.length === 0) return [];
  const { names } = model;
  const core = new CoreImports(model);
  const make = core.useValue("paginator");
  const writer = new TypeWriter(model, core);
  const constants = entries.map(([name, paginator]) => {
    const operation = model.operation(name);
    const types = operationTypes(operation, model, core);
    const kind = core.use(types.inputOptional ? "OptionalInputPaginated" : "Paginated");
    const items = resultKeys(paginator).map((key) => [key, itemType(operation.output!, key, model, writer)] as const);
    return constant(
      names.paginator(name),
      generic(kind, [
        JSON.stringify(model.lowered.facts.id),
        types.input,
        types.output,
        items[0]?.[1] ?? "never",
        ...(items.length > 1 ? [itemTypes(items)] : []),
      ]),
      braces(descriptorEntries(name, paginator, model), `/*#__PURE__*/ ${make}({`, "})"),
      comment(
        `Pages of \`${names.operation(name)}\`. ${describeItems(items.map(([key]) => key))}`,
        limitNote(paginator),
      ),
    );
  });
  const lookup = entries.map(([name]) => `  ${names.operation(name)}: typeof ${names.paginator(name)};`).join("\n");
  const table = entries.map(([name]) => `  ${names.operation(name)}: ${names.paginator(name)},`).join("\n");
  const operations = entries.map(([name]) => model.operation(name));
  return [
    joinSource("src/paginators.ts", model, [
      ...core.declarations("@inia/core/generated"),
      ...(usesJmesPath(constants.join("\n")) ? [jmespathImport] : []),
      ...namedImports(
        "./operations.js",
        entries.map(([name]) => names.operation(name)),
        false,
      ),
      ...namedImports("./types.js", [...inputAndOutputNames(operations, model), ...writer.used], true),
      ...constants,
      `/** Paginators by the names of their operations' methods. */\nexport interface Paginators {\n${lookup}\n}`,
      `export const paginators: Paginators = {\n${table}\n};`,
    ]),
  ];
}

/** `{ Contents: _Object; CommonPrefixes: CommonPrefix }`. */
function itemTypes(items: readonly (readonly [key: string, type: string])[]): string {
  return `{ ${items.map(([key, type]) => `${printKey(key)}: ${type}`).join("; ")} }`;
}

function describeItems(keys: readonly string[]): string {
  const [first, ...others] = keys;
  if (first === undefined) return "";
  const named = others.map((key) => `\`.items(${JSON.stringify(key)})\` those of \`${key}\``);
  return `${[`\`.items()\` gives the items of \`${first}\``, ...named].join(", ")}.`;
}

function limitNote({ limit_key }: RawPaginator): string | undefined {
  return limit_key === undefined ? "The size of a page cannot be set." : `\`pageSize\` sets \`${limit_key}\`.`;
}

function descriptorEntries(name: string, paginator: RawPaginator, model: ServiceModel): Layout[] {
  const where = `${model.path}/paginators-1.json at /pagination/${name}`;
  const select = (expression: string, key: string): string => printExpression(expression, "page", `${where}/${key}`);
  const tokens = [paginator.output_token].flat().map((token) => select(token, "output_token"));
  const nonAggregate = paginator.non_aggregate_keys ?? [];
  return [
    entry("operation", model.names.operation(name)),
    entry("inputToken", printData(paginator.input_token)),
    entry("outputToken", typeof paginator.output_token === "string" ? tokens[0]! : brackets(tokens)),
    ...(paginator.more_results === undefined
      ? []
      : [entry("moreResults", select(paginator.more_results, "more_results"))]),
    ...(paginator.limit_key === undefined ? [] : [entry("limitKey", JSON.stringify(paginator.limit_key))]),
    ...(isTextLimit(name, paginator, model) ? ["limitIsText: 1"] : []),
    entry(
      "resultKeys",
      selects(resultKeys(paginator), (key) => select(key, "result_key")),
    ),
    ...(nonAggregate.length === 0
      ? []
      : [
          entry(
            "nonAggregate",
            selects(nonAggregate, (key) => select(key, "non_aggregate_keys")),
          ),
        ]),
  ];
}

function selects(keys: readonly string[], select: (key: string) => string): Layout {
  return braces(keys.map((key) => entry(printKey(key), select(key))));
}

function resultKeys({ result_key }: RawPaginator): string[] {
  return [result_key].flat();
}

function isTextLimit(name: string, { limit_key }: RawPaginator, { raw }: ServiceModel): boolean {
  const input = raw.operations[name]!.input;
  const member =
    limit_key === undefined || input === undefined ? undefined : raw.shapes[input.shape]!.members?.[limit_key];
  return member !== undefined && raw.shapes[member.shape]!.type === "string";
}

/** The type of what a result key holds: its path leads through the output's shape. */
function itemType(output: string, path: string, { raw: { shapes } }: ServiceModel, writer: TypeWriter): string {
  let reference: RawReference | undefined;
  for (const name of path.split(".")) {
    reference = shapes[reference?.shape ?? output]!.members?.[name];
    if (reference === undefined) return "unknown";
  }
  if (reference === undefined) return "unknown";
  const shape = shapes[reference.shape]!;
  const write = (item: RawReference): string => `${writer.member(item, "output")}${shape.sparse ? " | null" : ""}`;
  if (shape.type === "list") return write(shape.member!);
  if (shape.type === "map") return `[string, ${write(shape.value!)}]`;
  return writer.member(reference, "output");
}
