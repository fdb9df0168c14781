import type { RawOperation } from "@inia/core/model";
import { type Project, StructureKind } from "ts-morph";
import { operationValue } from "../model/names.js";
import type { ServiceModel } from "../model/service-model.js";
import { comment, operationDocs } from "./docs.js";
import { clientVariable, exampleCall } from "./example.js";
import { inputAndOutputNames, operationTypes } from "./operations.js";
import { type GeneratedFile, namedImports, printSource, type Statements } from "./source-file.js";
import { CoreImports } from "./type-expression.js";

/** `service.ts`: the class with a method per operation, and everything that is looked up by name. */
export function emitService(model: ServiceModel, project: Project): GeneratedFile {
  const core = new CoreImports(model);
  const { names, lowered } = model;
  const hasPaginators = Object.keys(model.paginators).length > 0;
  const hasWaiters = Object.keys(model.waiters).length > 0;
  const methods = lowered.operations.map((operation) => {
    const { input, output, inputOptional } = operationTypes(operation, model, core);
    return {
      name: operationValue(operation.name),
      docs: operationDocs(
        operation.name,
        model.raw.operations[operation.name] as RawOperation,
        model,
        exampleCall(operation, model, "method"),
      ),
      parameters: [
        { name: "input", type: input, ...(inputOptional ? { initializer: "{}" } : {}) },
        { name: "options", type: core.use("CallOptions"), hasQuestionToken: true },
      ],
      returnType: `Promise<${core.use("WithMetadata")}<${output}>>`,
      statements: [`return operations.${operationValue(operation.name)}(this, input, options);`],
    };
  });
  const service: Statements[number] = {
    kind: StructureKind.Class,
    isExported: true,
    name: names.serviceClass,
    extends: names.clientClass,
    docs: comment(
      `${model.raw.metadata.serviceFullName ?? lowered.facts.serviceId}, with a method per operation.`,
      `@example\n\`\`\`ts\nimport { ${names.serviceClass} } from "${names.packageName}";\n\nconst ${clientVariable(model)} = new ${names.serviceClass}({ region: "eu-west-1" });\n\`\`\``,
    ),
    properties: [
      {
        name: '"~operations"',
        hasOverrideKeyword: true,
        isReadonly: true,
        type: `Readonly<Record<string, ${core.use("AnyOperation")}>>`,
        initializer: "operations",
      },
      {
        name: '"~errors"',
        hasOverrideKeyword: true,
        isReadonly: true,
        type: `readonly ${core.use("ErrorSchema")}[]`,
        initializer: "errors.errors",
      },
    ],
    getAccessors: [
      {
        name: "exceptions",
        docs: comment("The service's modelled errors by name, for `instanceof`."),
        returnType: "typeof errors",
        statements: ["return errors;"],
      },
    ],
    methods: [...methods, ...lookups(core, hasPaginators, hasWaiters)],
  };
  return printSource(project, "src/service.ts", model, [
    ...core.declarations("@inia/core/generated"),
    ...namedImports("./client.js", [names.clientClass], false),
    'import * as errors from "./errors.js";',
    'import * as operations from "./operations.js";',
    ...(hasPaginators ? ['import { type Paginators, paginators } from "./paginators.js";'] : []),
    ...namedImports("./types.js", inputAndOutputNames(lowered.operations, model), true),
    ...(hasWaiters ? ['import { type Waiters, waiters } from "./waiters.js";'] : []),
    service,
  ]);
}

function lookups(core: CoreImports, hasPaginators: boolean, hasWaiters: boolean) {
  return [
    {
      name: "generatePresignedUrl",
      typeParameters: [{ name: "Name", constraint: "keyof typeof operations" }],
      docs: comment(
        "The URL of a call, with its authorisation in the query: valid without credentials until it expires.",
      ),
      parameters: [
        { name: "operation", type: "Name" },
        { name: "input", type: `${core.use("InputOf")}<(typeof operations)[Name]>` },
        { name: "options", type: core.use("PresignOptions"), hasQuestionToken: true },
      ],
      returnType: "Promise<string>",
      statements: [`return ${core.useValue("generatePresignedUrl")}(this, operations, operation, input, options);`],
    },
    {
      name: "canPaginate",
      docs: comment("Whether an operation, named as its method is, has a paginator."),
      parameters: [{ name: hasPaginators ? "operation" : "_operation", type: "string" }],
      returnType: "boolean",
      statements: [hasPaginators ? "return Object.hasOwn(paginators, operation);" : "return false;"],
    },
    ...(hasPaginators
      ? [
          {
            name: "getPaginator",
            typeParameters: [{ name: "Name", constraint: "keyof Paginators" }],
            docs: comment(
              "The paginator of an operation, named as its method is.",
              "@throws OperationNotPageableError when the operation has none; the message lists those that have one.",
            ),
            parameters: [{ name: "operation", type: "Name" }],
            returnType: `${core.use("BoundPaginator")}<Paginators[Name]>`,
            statements: [`return ${core.useValue("getPaginator")}(this, paginators, operation);`],
          },
        ]
      : []),
    ...(hasWaiters
      ? [
          {
            name: "getWaiter",
            typeParameters: [{ name: "Name", constraint: "keyof Waiters" }],
            docs: comment(
              "A waiter of the service, by its name in lower camel case.",
              "@throws WaiterConfigError when there is none of that name; the message lists those there are.",
            ),
            parameters: [{ name: "waiter", type: "Name" }],
            returnType: `${core.use("BoundWaiter")}<Waiters[Name]>`,
            statements: [`return ${core.useValue("getWaiter")}(this, waiters, waiter);`],
          },
        ]
      : []),
  ];
}
