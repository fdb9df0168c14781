import type { RawMember, RawPaginator } from "@inia/core/model";
import type { Project } from "ts-morph";
import { operationValue } from "../model/names.js";
import type { ServiceModel } from "../model/service-model.js";
import { comment } from "./docs.js";
import { jmespathImport, printExpression, usesJmesPath } from "./expression.js";
import { inputAndOutputNames, operationTypes } from "./operations.js";
import { printData, printKey } from "./schemas.js";
import { constant, type GeneratedFile, namedImports, printSource } from "./source-file.js";
import { CoreImports, TypeWriter } from "./type-expression.js";

/** `paginators.ts`: a value per operation that answers in pages, and their table. Nothing where there are none. */
export function emitPaginators(model: ServiceModel, project: Project): GeneratedFile[] {
  const entries = Object.entries(model.paginators);
  if (entries.length === 0) return [];
  const core = new CoreImports(model);
  const make = core.useValue("paginator");
  const writer = new ItemTypeWriter(model, core);
  const constants = entries.map(([name, paginator]) => {
    const operation = model.lowered.operations.find((candidate) => candidate.name === name)!;
    const types = operationTypes(operation, model, core);
    const kind = core.use(types.inputOptional ? "OptionalInputPaginated" : "Paginated");
    const items = resultKeys(paginator).map((key) => [key, writer.itemOf(operation.output!, key)] as const);
    const named = items.length > 1 ? `, { ${items.map(([key, type]) => `${printKey(key)}: ${type}`).join("; ")} }` : "";
    return constant(
      `paginate${name}`,
      `${kind}<${JSON.stringify(model.lowered.facts.id)}, ${types.input}, ${types.output}, ${items[0]?.[1] ?? "never"}${named}>`,
      `/*#__PURE__*/ ${make}(${printDescriptor(name, paginator, model)})`,
      comment(
        `Pages of \`${operationValue(name)}\`. ${describeItems(items.map(([key]) => key))}`,
        limitNote(paginator),
      ),
    );
  });
  const text = constants.join("\n");
  const lookup = entries.map(([name]) => `  ${operationValue(name)}: typeof paginate${name};`).join("\n");
  const table = entries.map(([name]) => `  ${operationValue(name)}: paginate${name},`).join("\n");
  const file = printSource(project, "src/paginators.ts", model, [
    ...core.declarations("@inia/core/generated"),
    ...(usesJmesPath(text) ? [jmespathImport] : []),
    ...namedImports(
      "./operations.js",
      entries.map(([name]) => operationValue(name)),
      false,
    ),
    ...namedImports("./types.js", [...inputAndOutputNames(pagedOperations(model), model), ...writer.used], true),
    ...constants,
    `/** Paginators by the names of their operations' methods. */\nexport interface Paginators {\n${lookup}\n}`,
    `export const paginators: Paginators = {\n${table}\n};`,
  ]);
  return [file];
}

function pagedOperations(model: ServiceModel) {
  return model.lowered.operations.filter(({ name }) => model.paginators[name] !== undefined);
}

function describeItems(keys: readonly string[]): string {
  const [first, ...others] = keys.map((key) => `\`${key}\``);
  if (first === undefined) return "";
  return `\`.items()\` gives those of ${first}${others.length > 0 ? `; by name those of ${others.join(", ")}` : ""}.`;
}

function limitNote({ limit_key }: RawPaginator): string | undefined {
  return limit_key === undefined ? "The size of a page cannot be set." : `\`pageSize\` sets \`${limit_key}\`.`;
}

function printDescriptor(name: string, paginator: RawPaginator, model: ServiceModel): string {
  const where = `models/${model.source}/paginators-1.json#/pagination/${name}`;
  const select = (expression: string, key: string) => printExpression(expression, "page", `${where}/${key}`);
  const tokens = [paginator.output_token].flat().map((token) => select(token, "output_token"));
  const nonAggregate = paginator.non_aggregate_keys ?? [];
  const entries = [
    `operation: ${operationValue(name)}`,
    `inputToken: ${printData(paginator.input_token)}`,
    `outputToken: ${typeof paginator.output_token === "string" ? tokens[0] : `[${tokens.join(", ")}]`}`,
    ...(paginator.more_results === undefined ? [] : [`moreResults: ${select(paginator.more_results, "more_results")}`]),
    ...(paginator.limit_key === undefined ? [] : [`limitKey: ${JSON.stringify(paginator.limit_key)}`]),
    ...(isTextLimit(name, paginator, model) ? ["limitIsText: 1"] : []),
    `resultKeys: ${printSelects(resultKeys(paginator), (key) => select(key, "result_key"))}`,
    ...(nonAggregate.length === 0
      ? []
      : [`nonAggregate: ${printSelects(nonAggregate, (key) => select(key, "non_aggregate_keys"))}`]),
  ];
  return `{\n${entries.map((entry) => `  ${entry},`).join("\n")}\n}`;
}

function printSelects(keys: readonly string[], select: (key: string) => string): string {
  return `{ ${keys.map((key) => `${printKey(key)}: ${select(key)}`).join(", ")} }`;
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

/** Finds the type of what a result key holds, by walking its path through the output's shape. */
class ItemTypeWriter {
  /** Names of types that were written. */
  readonly used: Set<string> = new Set();
  readonly #model: ServiceModel;
  readonly #writer: TypeWriter;

  constructor(model: ServiceModel, core: CoreImports) {
    this.#model = model;
    this.#writer = new TypeWriter(model, core);
  }

  itemOf(output: string, path: string): string {
    const reference = this.#follow(output, path);
    if (reference === undefined) return "unknown";
    const shape = this.#model.raw.shapes[reference.shape]!;
    if (shape.type === "list") return this.#write(shape.member!, shape.sparse === true);
    if (shape.type === "map") return `[string, ${this.#write(shape.value!, shape.sparse === true)}]`;
    return this.#write(reference, false);
  }

  #follow(output: string, path: string): RawMember | undefined {
    const { shapes } = this.#model.raw;
    let reference: RawMember | undefined;
    for (const name of path.split(".")) {
      reference = shapes[reference?.shape ?? output]!.members?.[name];
      if (reference === undefined) return undefined;
    }
    return reference;
  }

  #write(reference: RawMember, sparse: boolean): string {
    this.#note(reference);
    const type = this.#writer.member(reference, "output");
    return sparse ? `${type} | null` : type;
  }

  #note({ shape: name, jsonvalue }: RawMember): void {
    const shape = this.#model.raw.shapes[name]!;
    if (jsonvalue || shape.document) return;
    if (shape.type === "structure" || (shape.type === "string" && shape.enum))
      this.used.add(this.#model.names.type(name));
    if (shape.member) this.#note(shape.member);
    if (shape.value) this.#note(shape.value);
  }
}
