import type { LoweredOperation } from "@inia/core/model";
import type { ServiceModel } from "../model/service-model.js";
import { comment, operationDocs } from "./docs.js";
import { clientVariable, exampleCall } from "./example.js";
import { group, print } from "./layout.js";
import { inputAndOutputNames, operationTypes } from "./operations.js";
import { type OwnMethod, ownMethods } from "./own-methods.js";
import { printKey } from "./schemas.js";
import { type GeneratedFile, joinSource, namedImports, printComment } from "./source-file.js";
import { CoreImports } from "./type-expression.js";

/** `service.ts`: the class with a method per operation, and everything that is looked up by name. */
export function emitService(model: ServiceModel): GeneratedFile {
  const core = new CoreImports(model);
  const { names, lowered } = model;
  const own = ownMethods[lowered.facts.id]?.methods ?? [];
  const members = [
    `  override get "~operations"(): Readonly<Record<string, ${core.use("AnyOperation")}>> {\n    return operations;\n  }`,
    `  override get "~errors"(): readonly ${core.use("ErrorSchema")}[] {\n    return errorSchemas;\n  }`,
    `  override get "~model"(): () => Promise<${core.use("ServiceModel")}> {\n    return async () => (await importOwnModel("${names.packageName}/model")).serviceModel;\n  }`,
    ...lowered.operations.map((operation) => operationMethod(operation, model, core)),
    exceptions(),
    ...own.map(ownMethod),
    ...lookups(model, core),
  ];
  const hasPaginators = Object.keys(model.paginators).length > 0;
  const hasWaiters = Object.keys(model.waiters).length > 0;
  return joinSource("src/service.ts", model, [
    ...core.declarations("@inia/core/generated"),
    ...namedImports(
      `@inia/core/generated/methods/${lowered.facts.id}`,
      own.flatMap(({ name, options, result }) => [
        name,
        ...[options, result].filter((type) => type !== "string").map((type) => `type ${type}`),
      ]),
      false,
    ),
    ...namedImports("./client.js", [names.clientClass], false),
    'import * as errors from "./errors.js";',
    'import * as operations from "./operations.js";',
    ...(hasPaginators ? ['import { type Paginators, paginators } from "./paginators.js";'] : []),
    'import { errorSchemas } from "./schemas.js";',
    ...namedImports("./types.js", inputAndOutputNames(lowered.operations, model), true),
    ...(hasWaiters ? ['import { type Waiters, waiters } from "./waiters.js";'] : []),
    modelImport(core),
    `${classComment(model)}export class ${names.serviceClass} extends ${names.clientClass} {\n${members.join("\n\n")}\n}`,
    serviceNames(model),
  ]);
}

/** Imports the package's own model by a name no bundler sees: a bundle of the client must not hold the whole model. */
function modelImport(core: CoreImports): string {
  return [
    "/** No bundler follows it: the model is large, and most programs never ask for it. */",
    `function importOwnModel(specifier: string): Promise<{ readonly serviceModel: ${core.use("ServiceModel")} }> {`,
    "  return import(/* webpackIgnore: true */ /* @vite-ignore */ specifier);",
    "}",
  ].join("\n");
}

/**
 * Lets `session.createClient("s3")` know its type, by the package's name and by botocore's. The empty export makes the
 * extended module part of every program that imports the package; an import would not survive in declarations.
 */
function serviceNames({ clientId, folder, names }: ServiceModel): string {
  const rows = [...new Set([clientId, folder])].map((name) => `    ${printKey(name)}: ${names.serviceClass};\n`);
  return `export type {} from "@inia/core";\n\ndeclare module "@inia/core" {\n  interface Services {\n${rows.join("")}  }\n}`;
}

function classComment(model: ServiceModel): string {
  const { names, raw, lowered } = model;
  return printComment(
    comment(
      `${raw.metadata.serviceFullName ?? lowered.facts.serviceId}, with a method per operation.`,
      `@example\n\`\`\`ts\nimport { ${names.serviceClass} } from "${names.packageName}";\n\nconst ${clientVariable(model)} = new ${names.serviceClass}({ region: "eu-west-1" });\n\`\`\``,
    ),
  );
}

function operationMethod(operation: LoweredOperation, model: ServiceModel, core: CoreImports): string {
  const { input, output, inputOptional } = operationTypes(operation, model, core);
  const name = model.names.operation(operation.name);
  const text = operationDocs(operation, model, exampleCall(operation, model, "method"));
  const result = `Promise<${core.use("WithMetadata")}<${output}>>`;
  const parameters = [`input: ${input}${inputOptional ? " = {}" : ""}`, `options?: ${core.use("CallOptions")}`];
  return method(text, name, parameters, result, `return operations.${name}(this, input, options);`);
}

function method(text: string, name: string, parameters: readonly string[], result: string, body: string): string {
  const signature = print(group(`${name}(`, parameters, `): ${result} {`), 2);
  return `${printComment(text, "  ")}  ${signature}\n    ${body}\n  }`;
}

function exceptions(): string {
  const text = printComment("The service's modelled errors by name, for `instanceof`.", "  ");
  return `${text}  get exceptions(): typeof errors {\n    return errors;\n  }`;
}

function ownMethod({ name, options, result, text }: OwnMethod): string {
  return method(comment(text), name, [`options: ${options}`], `Promise<${result}>`, `return ${name}(this, options);`);
}

function lookups({ paginators, waiters }: ServiceModel, core: CoreImports): string[] {
  const hasPaginators = Object.keys(paginators).length > 0;
  const methods = [
    method(
      comment("The URL of a call, with its authorisation in the query: valid without credentials until it expires."),
      "generatePresignedUrl<Name extends keyof typeof operations>",
      [
        "operation: Name",
        `input: ${core.use("InputOf")}<(typeof operations)[Name]>`,
        `options?: ${core.use("PresignOptions")}`,
      ],
      "Promise<string>",
      `return ${core.useValue("generatePresignedUrl")}(this, operations, operation, input, options);`,
    ),
    method(
      comment("What a call would send, and by which settings, with its secrets masked. Nothing is sent."),
      "explain<Name extends keyof typeof operations>",
      [
        "operation: Name",
        `input: ${core.use("InputOf")}<(typeof operations)[Name]>`,
        `options?: ${core.use("CallOptions")}`,
      ],
      `Promise<${core.use("CallExplanation")}>`,
      `return ${core.useValue("explainByName")}(this, operations, operation, input, options);`,
    ),
    method(
      comment("Whether an operation, named as its method is, has a paginator."),
      "canPaginate",
      [`${hasPaginators ? "operation" : "_operation"}: string`],
      "boolean",
      hasPaginators ? "return Object.hasOwn(paginators, operation);" : "return false;",
    ),
  ];
  if (hasPaginators) {
    methods.push(
      method(
        comment(
          "The paginator of an operation, named as its method is.",
          "@throws OperationNotPageableError when the operation has none; the message lists the nearest names, or all.",
        ),
        "getPaginator<Name extends keyof Paginators>",
        ["operation: Name"],
        `${core.use("BoundPaginator")}<Paginators[Name]>`,
        `return ${core.useValue("getPaginator")}(this, paginators, operation);`,
      ),
    );
  }
  if (Object.keys(waiters).length > 0) {
    methods.push(
      method(
        comment(
          "A waiter of the service, by its name in lower camel case.",
          "@throws WaiterConfigError when there is none of that name; the message lists the nearest names, or all.",
        ),
        "getWaiter<Name extends keyof Waiters>",
        ["waiter: Name"],
        `${core.use("BoundWaiter")}<Waiters[Name]>`,
        `return ${core.useValue("getWaiter")}(this, waiters, waiter);`,
      ),
    );
  }
  return methods;
}
