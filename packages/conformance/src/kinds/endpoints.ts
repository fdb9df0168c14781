import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import type { Endpoint } from "@inia/core/generated/endpoints";
import { clientConfig } from "../client-settings.js";
import { compare, type Difference, differ } from "../compare.js";
import { Exchange, RequestCaptured } from "../exchange.js";
import type { Service } from "../service.js";
import type { TestCase } from "../test-case.js";
import type { VectorFile } from "../vectors/files.js";
import { bareSession } from "./paginator.js";

interface EndpointCase {
  readonly documentation?: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly expect: {
    readonly endpoint?: {
      readonly url: string;
      readonly properties?: Readonly<Record<string, unknown>>;
      readonly headers?: Readonly<Record<string, readonly string[]>>;
    };
    readonly error?: string;
  };
  readonly operationInputs?: readonly OperationInput[];
}

interface OperationInput {
  readonly operationName: string;
  readonly operationParams?: Readonly<Record<string, unknown>>;
  readonly builtInParams?: Readonly<Record<string, unknown>>;
}

/** Cases of endpoint rules: called with their parameters, and by operations that say how the parameters come about. */
export function endpointCases({ path, service: name }: VectorFile, service: Service): TestCase[] {
  const text = path.endsWith(".gz") ? gunzipSync(readFileSync(path)).toString("utf8") : readFileSync(path, "utf8");
  const { testCases } = JSON.parse(text) as { testCases: readonly EndpointCase[] };
  return testCases.flatMap((one, index) => {
    const about = { kind: "endpoints" as const, service: name! };
    const label = `#${index} ${one.documentation ?? ""}`;
    return [
      {
        ...about,
        group: "rules",
        name: label,
        run: async () => compareOutcome(one, () => service.resolveEndpoint(one.params ?? {})),
      },
      ...(one.operationInputs ?? []).map((input) => ({
        ...about,
        group: "calls",
        name: `${label} (${input.operationName})`,
        run: () => runCall(one, input, service),
      })),
    ];
  });
}

function compareOutcome({ expect }: EndpointCase, resolve: () => Endpoint): Difference | undefined {
  let endpoint: Endpoint;
  try {
    endpoint = resolve();
  } catch (error) {
    return compareRefusal(expect, error);
  }
  if (expect.endpoint === undefined) return differ("<refusal>", expect.error, endpoint);
  const { url, properties = {}, headers = {} } = expect.endpoint;
  return compare({ url, properties, headers }, { ...endpoint });
}

function compareRefusal({ error: expected, endpoint }: EndpointCase["expect"], error: unknown): Difference | undefined {
  if (expected === undefined) return differ("<endpoint>", endpoint, error);
  if ((error as Error).name !== "EndpointResolutionError") return differ("<class>", "EndpointResolutionError", error);
  // For a required parameter that is missing, suites state a text of their own.
  return compare(expected, (error as Error).message, undefined, "<message>");
}

/** The rules see what an operation and its input give; what clients and their customizations set is left out. */
async function runCall(
  { expect }: EndpointCase,
  { operationName, operationParams = {}, builtInParams = {} }: OperationInput,
  service: Service,
): Promise<Difference | undefined> {
  const exchange = new Exchange();
  const region = builtInParams["AWS::Region"];
  const config = clientConfig({ ...(typeof region === "string" && { region }) }, { httpHandler: exchange });
  const client = service.open(
    { ...config, parameterValidation: false, injectHostPrefix: false, signatureVersion: "none" },
    bareSession(),
  );
  let properties: unknown;
  client.meta.events.registerFirst(
    "before-endpoint-resolution",
    ({ builtins }: { builtins: Record<string, unknown> }) => {
      for (const builtin of Object.keys(builtins)) builtins[builtin] = undefined;
      Object.assign(builtins, builtInParams);
    },
  );
  client.meta.events.registerFirst("before-call", ({ context }: { context: { endpointProperties: unknown } }) => {
    properties = context.endpointProperties;
  });
  try {
    await service.call(client, operationName, operationParams);
  } catch (error) {
    if (!(error instanceof RequestCaptured)) return compareRefusal(expect, error);
  }
  const [request] = exchange.requests;
  if (expect.endpoint === undefined) return differ("<refusal>", expect.error, request);
  const { url, properties: expectedProperties = {}, headers = {} } = expect.endpoint;
  if (!request?.url.startsWith(url)) return differ("url", `${url}…`, request?.url);
  for (const [name, [value]] of Object.entries(headers)) {
    if (request.headers[name] !== value) return differ(`header ${name}`, value, request.headers[name]);
  }
  return compare(expectedProperties, properties, undefined, "properties");
}
