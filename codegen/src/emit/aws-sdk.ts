import type { LoweredError, LoweredOperation } from "@inia/core/model";
import type { ServiceModel } from "../model/service-model.js";
import { commandNames } from "./aws-sdk-commands.js";
import { enumDeclarations } from "./aws-sdk-enums.js";
import { braces, entry, generic, prefixed, print } from "./layout.js";
import { type GeneratedFile, joinSource, namedImports, pureConstant } from "./source-file.js";
import { CoreImports } from "./type-expression.js";

/** `aws-sdk.ts`: the entry `/aws-sdk`, which has what aws-sdk v3's package of the service has, by its names. */
export function emitAwsSdk(model: ServiceModel): GeneratedFile {
  const core = new CoreImports(model);
  const { names, lowered, paginators, waiters } = model;
  const id = JSON.stringify(lowered.facts.id);
  const { serviceClass, clientClass } = names;
  const configType = `${clientClass}Config`;
  const exceptionClass = exceptionClassOf(model);
  const settings = model.longs ? `{ longs: "${model.longs}", ...config }` : "config";
  const client = [
    `export interface ${configType} extends ${core.use("AwsSdkClientConfig")} {}`,
    `export type ${configType}Type = ${configType};`,
    `/** What a client's \`config\` shows. */\nexport interface ${clientClass}ResolvedConfig extends ${core.use("AwsSdkConfig")} {}`,
    `export interface ${serviceClass}RequestOptions extends ${core.use("HttpHandlerOptions")} {}`,
    `export type ServiceInputTypes = ${core.use("CommandInputs")}<typeof commands>;`,
    `export type ServiceOutputTypes = ${core.use("CommandOutputs")}<typeof commands>;`,
    `/** v3's client of ${lowered.facts.serviceId}, on Inia: it sends commands. */\nexport class ${clientClass} extends ${core.useValue("AwsSdkClient")}<${id}> {\n  constructor(config?: ${configType}) {\n    super(service, ${exceptionClass}, ${settings}${id.startsWith('"s3') ? `, ${core.useValue("s3Settings")}` : ""});\n  }\n}`,
    `/** The root of what the service refuses with. */\nexport class ${exceptionClass} extends ${core.useValue("ServiceException")} {}`,
  ];
  const exceptions = [
    ...lowered.errors.map((error) => exceptionDeclaration(error, model, exceptionClass, core)),
    ...(extraExceptions[lowered.facts.id] ?? []).map(
      (name) =>
        `export type ${name} = ${exceptionClass} & { readonly name: "${name}" };\n${pureConstant(name, `new (options: ${core.use("ExceptionOptions")}) => ${name}`, core.useValue("exception"), [exceptionClass, `"${name}"`])}`,
    ),
  ];
  const paged = Object.keys(paginators).map((operation) =>
    paginator(operation, `paginators.${names.paginator(operation)}`, names.paginator(operation), id, model, core),
  );
  const alsoPagedOperations = lowered.operations.filter(
    (operation) => paginators[operation.name] === undefined && pageTokens(operation, model) !== undefined,
  );
  const alsoPaged = alsoPagedOperations.map((operation) =>
    paginator(operation.name, pageTokens(operation, model)!, `paginate${operation.name}`, id, model, core),
  );
  const awaited = Object.entries(waiters).flatMap(([waiter, { operation }]) => {
    const { command, input, output } = commandNames(model.operation(operation));
    const name = names.waiter(waiter);
    const type = (result: string) => generic(core.use("WaitUntil"), [id, `commands.${input}`, result]);
    const given = [`waiters.${name}`, `commands.${command}`];
    return [
      pureConstant(name, type(`commands.${output}`), core.useValue("waitForCommand"), given),
      pureConstant(name.replace("waitUntil", "waitFor"), type("unknown"), core.useValue("pollCommand"), given),
    ];
  });
  const collections = [
    ...Object.keys(paginators).map((operation) => [names.paginator(operation), "PaginateMethod"] as const),
    ...alsoPagedOperations.map(({ name }) => [`paginate${name}`, "PaginateMethod"] as const),
    ...Object.keys(waiters).map((waiter) => [names.waiter(waiter), "WaitMethod"] as const),
  ];
  const service = aggregated(model, collections, core);
  const assumers = lowered.facts.id === "sts" ? roleAssumers(core) : [];
  const enums = enumDeclarations(model, core);
  if (paged.length + alsoPaged.length > 0) {
    client.push(`export type ${serviceClass}PaginationConfiguration = ${core.use("PaginationConfiguration")}<${id}>;`);
  }
  return joinSource("src/aws-sdk.ts", model, [
    ...core.declarations("@inia/core/generated/aws-sdk"),
    'import * as commands from "./aws-sdk-commands.js";',
    ...namedImports("./client.js", ["service"], false),
    ...(lowered.errors.length > 0 ? ['import type * as errors from "./errors.js";'] : []),
    ...(paged.length > 0 ? ['import * as paginators from "./paginators.js";'] : []),
    ...(enums.length > 0 ? ['import type * as types from "./types.js";'] : []),
    ...(awaited.length > 0 ? ['import * as waiters from "./waiters.js";'] : []),
    'export * from "./types.js";',
    'export * from "./aws-sdk-commands.js";',
    ...client,
    ...exceptions,
    ...paged,
    ...alsoPaged,
    ...awaited,
    service,
    ...assumers,
    // What stands here by itself goes before what comes from the star: the types of enums do.
    ...enums,
  ]);
}

/** What v3's client of STS exports for providers of credentials. */
function roleAssumers(core: CoreImports): string[] {
  const role = generic(core.use("RoleAssumer"), ["commands.AssumeRoleCommandInput"]);
  const webRole = generic(core.use("RoleAssumerWithWebIdentity"), ["commands.AssumeRoleWithWebIdentityCommandInput"]);
  const provider = core.use("DefaultCredentialProvider");
  const names = ["getDefaultRoleAssumer", "getDefaultRoleAssumerWithWebIdentity"] as const;
  return [
    pureConstant(names[0], generic(core.use("GetAssumer"), [role]), core.useValue("getRoleAssumer"), [
      "STSClient",
      "commands.AssumeRoleCommand",
    ]),
    pureConstant(names[1], generic(core.use("GetAssumer"), [webRole]), core.useValue("getWebIdentityAssumer"), [
      "STSClient",
      "commands.AssumeRoleWithWebIdentityCommand",
    ]),
    pureConstant(
      "decorateDefaultCredentialProvider",
      `(provider: ${provider}) => ${provider}`,
      core.useValue("decorateWithAssumers"),
      names,
    ),
  ];
}

/** After all that it has as methods: constants are there once they are made. */
function aggregated(
  { names: { serviceClass, clientClass } }: ServiceModel,
  collections: readonly (readonly [name: string, type: string])[],
  core: CoreImports,
): string {
  const methods = collections.map(([name, type]) => entry(name, `${core.use(type)}<typeof ${name}>`));
  const head = `export type ${serviceClass} = ${clientClass} & ${core.use("CommandMethods")}<typeof commands>`;
  const type = methods.length === 0 ? head : print(prefixed(`${head} & `, braces(methods)), 0, 0, 1);
  const constructor = `new (config?: ${clientClass}Config) => ${serviceClass}`;
  const given = [clientClass, "commands", ...(methods.length === 0 ? [] : [braces(collections.map(([name]) => name))])];
  const doc = `/** The client with a method per command${methods.length === 0 ? "" : ", paginator and waiter"}. */`;
  return `${doc}\n${type};\n${pureConstant(serviceClass, constructor, core.useValue("aggregatedClient"), given)}`;
}

function paginator(
  operation: string,
  tokens: string,
  name: string,
  id: string,
  model: ServiceModel,
  core: CoreImports,
): string {
  const { command, input, output } = commandNames(model.operation(operation));
  const type = generic(core.use("Paginate"), [id, `commands.${input}`, `commands.${output}`]);
  return pureConstant(name, type, core.useValue("paginateCommand"), [tokens, `commands.${command}`]);
}

/** v3's models page more operations than botocore's do: those that take the token which they give. */
function pageTokens({ name, input, output }: LoweredOperation, model: ServiceModel): string | undefined {
  if (input === undefined || output === undefined) return undefined;
  const given = model.raw.shapes[output]!.members ?? {};
  const taken = model.raw.shapes[input]!.members ?? {};
  const own = ownTokens[model.lowered.facts.id]?.[name];
  const token = own?.[0] ?? Object.keys(taken).find((member) => /^next_?token$/i.test(member) && given[member]);
  if (token === undefined) return undefined;
  const limit = Object.keys(taken).find((member) => /^(?:max_?(?:results|items)|limit)$/i.test(member));
  const source = own?.[1] ?? token;
  return `{ descriptor: { inputToken: "${token}", outputToken: (page) => page.${source}${limit === undefined ? "" : `, limitKey: "${limit}"`} } }`;
}

/** Operations that give the token by another name than they take it. */
const ownTokens: Readonly<Record<string, Readonly<Record<string, readonly [taken: string, given: string]>>>> = {
  "cloudwatch-logs": { GetLogEvents: ["nextToken", "nextForwardToken"] },
};

function exceptionDeclaration(
  { name, code, fault }: LoweredError,
  model: ServiceModel,
  base: string,
  core: CoreImports,
): string {
  const type = model.names.type(name);
  const given = [
    base,
    JSON.stringify(name),
    ...(fault === "server" || code !== undefined ? [JSON.stringify(fault ?? "client")] : []),
    ...(code === undefined ? [] : [JSON.stringify(code)]),
  ];
  return `export type ${type} = ${core.use("Exception")}<${base}, errors.${type}>;\n${pureConstant(
    type,
    generic(core.use("ExceptionClass"), [base, `errors.${type}`]),
    core.useValue("exception"),
    given,
  )}`;
}

/** The service's root of exceptions; a modelled one of this name keeps it. */
function exceptionClassOf({ names, lowered }: ServiceModel): string {
  const name = `${names.serviceClass}ServiceException`;
  return lowered.errors.some((error) => names.type(error.name) === name) ? `_${name}` : name;
}

/** What v3's models name and botocore's do not: answers to HEAD have no code to name them by. */
const extraExceptions: Readonly<Record<string, readonly string[]>> = {
  dynamodb: ["InvalidEndpointException"],
  s3: ["NotFound"],
};
