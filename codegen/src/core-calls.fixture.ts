import { fileURLToPath } from "node:url";
import { defaultRuleSet, type RawService, type RawShape } from "@inia/core/model";
import { emitCoreCalls } from "./emit/core-calls.js";
import type { GeneratedFile } from "./emit/source-file.js";
import { models } from "./expected.fixture.js";
import { readSharedFacts } from "./generate.js";
import { load, type ServiceFiles } from "./load/load.js";
import { readServiceTable } from "./load/service-table.js";
import { buildServiceModel } from "./model/service-model.js";
import { settleEndpoint } from "./model/settle-endpoint.js";

/** Core's own calls as they stand in git. */
export const coreCallsFolder: string = fileURLToPath(
  new URL("../../packages/core/src/credentials/operations", import.meta.url),
);

interface CoreCalls {
  readonly service: string;
  readonly operations: readonly string[];
  /** Errors whose members core reads; of all others the code is enough. */
  readonly errors?: readonly string[];
  /** Whether the service's customizations change these calls. */
  readonly customized?: true;
}

/** What core calls to get credentials. */
const coreCalls: readonly CoreCalls[] = [
  { service: "sts", operations: ["AssumeRole", "AssumeRoleWithWebIdentity"] },
  { service: "sso", operations: ["GetRoleCredentials"] },
  { service: "sso-oidc", operations: ["CreateToken"], customized: true },
  { service: "signin", operations: ["CreateOAuth2Token"], errors: ["AccessDeniedException"] },
  { service: "cognito-identity", operations: ["GetId", "GetCredentialsForIdentity"] },
];

/** Makes the files of core's own calls, without writing them. */
export function generateCoreCalls(): GeneratedFile[] {
  const shared = readSharedFacts(models);
  const table = readServiceTable(models);
  return coreCalls.map(({ service, operations, errors = [], customized = false }) => {
    const [files] = load(models, { services: [service] });
    const clientId = table[service]!.clientId;
    const context = { models, clientId, shared: { ...shared, overrides: {} } };
    return emitCoreCalls(buildServiceModel(narrow(files!, operations, errors), context), customized);
  });
}

/** A service's files with some of its operations alone. */
function narrow({ files, ...rest }: ServiceFiles, operations: readonly string[], errors: readonly string[]) {
  const raw = files.service as RawService;
  const kept = operations.map((name) => {
    const { errors: modelled = [], ...operation } = raw.operations[name]!;
    return [name, { ...operation, errors: modelled.filter(({ shape }) => errors.includes(shape)) }] as const;
  });
  const shapes = new Set<string>();
  for (const [, { input, output, errors: modelled }] of kept) {
    for (const reference of [input, output, ...modelled]) if (reference) reach(reference.shape, raw.shapes, shapes);
  }
  const service: RawService = {
    ...raw,
    operations: Object.fromEntries(kept),
    shapes: Object.fromEntries(Object.entries(raw.shapes).filter(([name]) => shapes.has(name))),
  };
  const ruleSet = files.ruleSet ?? defaultRuleSet(raw.metadata.endpointPrefix);
  const known = knownParameters(
    ruleSet,
    kept.map(([, operation]) => operation),
  );
  return { ...rest, files: { service, ruleSet: settleEndpoint(ruleSet, known) } } as ServiceFiles;
}

function reach(name: string, shapes: Readonly<Record<string, RawShape>>, into: Set<string>): void {
  if (into.has(name)) return;
  into.add(name);
  const { members = {}, member, key, value } = shapes[name]!;
  for (const reference of [...Object.values(members), member, key, value]) {
    if (reference) reach(reference.shape, shapes, into);
  }
}

/** What is no setting comes from the operation: it is the same for each of its calls. */
function knownParameters(
  ruleSet: unknown,
  operations: readonly RawService["operations"][string][],
): Record<string, string | boolean | undefined> {
  const { parameters } = ruleSet as { parameters: Record<string, { builtIn?: string }> };
  const own = Object.keys(parameters).filter((name) => parameters[name]!.builtIn === undefined);
  const known = own.map((name) => {
    const values = operations.map(({ staticContextParams }) => staticContextParams?.[name]?.value);
    if (new Set(values).size > 1)
      throw new TypeError(`The operations differ in ${name}: they need rules of their own.`);
    return [name, values[0] as string | boolean | undefined];
  });
  return Object.fromEntries(known);
}
