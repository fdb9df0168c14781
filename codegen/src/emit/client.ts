import { customizedServices } from "@inia/core/model";
import { type Project, StructureKind } from "ts-morph";
import type { ServiceModel } from "../model/service-model.js";
import { comment } from "./docs.js";
import { braces, entry, type Layout } from "./layout.js";
import { prose } from "./prose.js";
import { layOutData } from "./schemas.js";
import { signerSets } from "./signers.js";
import { constant, docs, type GeneratedFile, namedImports, printSource, type Statements } from "./source-file.js";
import { CoreImports } from "./type-expression.js";

/** `client.ts`: the service's facts, and the client that brings no operation along. */
export function emitClient(model: ServiceModel, project: Project): GeneratedFile {
  const core = new CoreImports(model);
  const { names, lowered } = model;
  const { facts } = lowered;
  const id = JSON.stringify(facts.id);
  const isCustomized = customizedServices.has(facts.id);
  const protocol = protocolValue(facts.protocol);
  const signers = signerSets(model).map((name) => core.useValue(name));
  const descriptor = constant(
    "service",
    `${core.use("ServiceDescriptor")}<${id}>`,
    braces(descriptorEntries(model, protocol, signers, isCustomized)),
    comment("The service's facts, as core needs them."),
  );
  const client: Statements[number] = {
    kind: StructureKind.Class,
    isExported: true,
    name: names.clientClass,
    extends: `${core.useValue("Client")}<${id}>`,
    docs: docs(
      comment(
        prose(model.docs?.documentation),
        `A client of ${model.raw.metadata.serviceFullName ?? facts.serviceId} for operations as values. It brings no operation into a bundle; \`${names.serviceClass}\` has them all as methods.`,
      ),
    ),
    ctors: [
      {
        parameters: [
          { name: "config", type: core.use("ClientConfig"), initializer: "{}" },
          { name: "session", type: core.use("SessionContext"), hasQuestionToken: true },
        ],
        statements: [`super(service, ${model.longs ? `{ longs: "${model.longs}", ...config }` : "config"}, session);`],
      },
    ],
  };
  return printSource(project, "src/client.ts", model, [
    ...core.declarations("@inia/core/generated"),
    ...namedImports(`@inia/core/generated/customizations/${facts.id}`, isCustomized ? ["customizations"] : [], false),
    ...namedImports(`@inia/core/generated/${facts.protocol}`, [protocol], false),
    ...namedImports("./endpoint.js", ["endpointRules"], false),
    descriptor,
    client,
  ]);
}

/** `rest-json` → `restJson`. */
export function protocolValue(protocol: string): string {
  return protocol.replace(/^smithy-/, "").replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}

function descriptorEntries(
  { lowered, folder }: ServiceModel,
  protocol: string,
  signers: readonly string[],
  isCustomized: boolean,
): Layout[] {
  const { id, protocol: _, ...facts } = lowered.facts;
  return [
    ...Object.entries({ id, folder, ...facts }).map(([key, value]) => entry(key, layOutData(value))),
    entry("protocol", protocol),
    entry("endpoint", "endpointRules"),
    ...(isCustomized ? ["customizations"] : []),
    ...(signers.length > 0 ? [entry("signers", `[${signers.join(", ")}]`)] : []),
  ];
}
