import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { interpretEndpoint, interpretJmesPath, linkService, lowerJmesPath } from "@inia/core/model";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { compile, createProgram } from "./consumer.fixture.js";
import { fixtures, generateExpected, generateInMemory, loadModels, models } from "./expected.fixture.js";
import type { ServiceModel } from "./model/service-model.js";
import { anyOf } from "./values.fixture.js";

// A package holds as text what core makes in memory of the same model: both must be one thing.

const services = ["dynamodb", "kinesis", "s3", "sts"];
const program = createProgram(new Map([...generateExpected(), ...generateInMemory(models, services)]));

beforeAll(async () => {
  const options = { noCheck: true, noEmit: false, rootDir: "src", outDir: "out" };
  const choice = { typescript: "7", resolution: "nodenext" } as const;
  expect(await compile(program, choice, ["src"], options)).toBe("");
}, 120_000);

describe.each(
  [...loadModels(`${fixtures}/models`), ...loadModels(models, services)].map((model) => ({
    name: model.clientId,
    model,
  })),
)("$name", ({ model }) => {
  const linked = linkService(model.lowered, (expression) => interpretJmesPath(lowerJmesPath(expression, "")));

  test("schemas and errors are what link makes", async () => {
    const schemas = await load(model, "schemas");
    for (const [name, schema] of linked.schemas) {
      const printed = schemas[model.names.schema(name)];
      if (printed !== undefined) expect(unfold(printed), name).toEqual(unfold(schema));
      else expect([name, unfold(schema)]).toEqual([name, {}]);
    }
    for (const [name, error] of linked.errors) {
      expect(unfold(schemas[`${model.names.type(name)}$`]), name).toEqual(unfold(error));
    }
  });

  test("operations are what link makes", async () => {
    const operations = await load(model, "operations");
    for (const [name, descriptor] of linked.operations) {
      const printed = operations[model.names.operation(name)] as { readonly model: object };
      const { errors, ...rest } = descriptor;
      expect(unfold(printed.model), name).toEqual(unfold(errors!.length > 0 ? descriptor : rest));
      for (const [parameter, evaluate] of Object.entries(descriptor.operationContextParams ?? {})) {
        const compiled = (printed.model as typeof descriptor).operationContextParams![parameter]!;
        fc.assert(
          fc.property(anyOf({ shape: model.operation(name).input! }, model), (input) => {
            expect(outcome(compiled, input as object)).toEqual(outcome(evaluate, input as object));
          }),
          { numRuns: 50 },
        );
      }
    }
  });

  test("JMESPath in paginators finds what its interpreter finds", async () => {
    const paginators = Object.keys(model.paginators).length === 0 ? {} : await load(model, "paginators");
    for (const [name, { output_token, result_key, non_aggregate_keys = [] }] of Object.entries(model.paginators)) {
      const { descriptor } = paginators[model.names.paginator(name)] as { descriptor: PaginatorDescriptor };
      const pairs: Pair[] = [
        ...[output_token].flat().map((text, at): Pair => [text, [descriptor.outputToken].flat()[at]!]),
        ...[result_key].flat().map((text): Pair => [text, descriptor.resultKeys[text]!]),
        ...non_aggregate_keys.map((text): Pair => [text, descriptor.nonAggregate![text]!]),
      ];
      for (const pair of pairs) expectSame(pair, model.operation(name).output!, model);
    }
  });

  test("JMESPath in waiters finds what its interpreter finds", async () => {
    const waiters = Object.keys(model.waiters).length === 0 ? {} : await load(model, "waiters");
    for (const [name, { operation, acceptors }] of Object.entries(model.waiters)) {
      const { descriptor } = waiters[model.names.waiter(name)] as { descriptor: WaiterDescriptor };
      acceptors.forEach(({ argument }, at) => {
        if (argument === undefined) return;
        expectSame([argument, descriptor.acceptors[at]!.select!], model.operation(operation).output!, model);
      });
    }
  });

  test("endpoints are chosen as the interpreter chooses them", async () => {
    const { resolveEndpoint } = (await load(model, "endpoint")) as { resolveEndpoint: Resolve };
    const interpret = interpretEndpoint(model.endpoint) as Resolve;
    fc.assert(
      fc.property(endpointParameters(model), (parameters) => {
        expect(outcome(resolveEndpoint, parameters)).toEqual(outcome(interpret, parameters));
      }),
      { numRuns: 300 },
    );
  });
});

type Select = (value: unknown) => unknown;
type Pair = readonly [expression: string, printed: Select];
type Resolve = (parameters: object) => unknown;

interface PaginatorDescriptor {
  readonly outputToken: Select | readonly Select[];
  readonly resultKeys: Readonly<Record<string, Select>>;
  readonly nonAggregate?: Readonly<Record<string, Select>>;
}

interface WaiterDescriptor {
  readonly acceptors: readonly { readonly select?: Select }[];
}

function load({ clientId }: ServiceModel, file: string): Promise<Readonly<Record<string, unknown>>> {
  const path = join(program, `node_modules/@inia/client-${clientId}/dist/${file}.js`);
  return import(/* @vite-ignore */ pathToFileURL(path).href) as Promise<Readonly<Record<string, unknown>>>;
}

function expectSame([expression, printed]: Pair, output: string, model: ServiceModel): void {
  const interpreted = interpretJmesPath(lowerJmesPath(expression, ""));
  fc.assert(
    fc.property(anyOf({ shape: output }, model), (value) => {
      expect(outcome(printed, value as object), expression).toEqual(outcome(interpreted, value as object));
    }),
    { numRuns: 50 },
  );
}

/** What a function returns (null for undefined, as in JMESPath), or the message with which it throws. */
function outcome(run: (given: object) => unknown, given: object): unknown {
  try {
    return { value: run(given) ?? null };
  } catch (error) {
    return { message: (error as Error).message };
  }
}

/** References inlined, circles cut, functions and classes by what they are. */
function unfold(value: unknown, open: readonly unknown[] = []): unknown {
  if (typeof value === "function") {
    return String(value).startsWith("() =>") ? unfold((value as () => unknown)(), open) : "a function";
  }
  if (typeof value !== "object" || value === null) return value;
  if (open.includes(value)) return "seen";
  const inner = [...open, value];
  if (Array.isArray(value)) return value.map((item) => unfold(item, inner));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, unfold(item, inner)]));
}

const texts = [
  ...["", "us-east-1", "us-gov-west-1", "cn-north-1", "aws-global", "nowhere", "a.b", "data", "control", "bucket"],
  ...["arn:aws:s3:us-west-2:123456789012:accesspoint/point", "arn:aws:s3::123456789012:accesspoint:mfzwi23gnjvgw.mrap"],
  ...["arn:aws:dynamodb:us-east-1:123456789012:table/t", "https://example.org", "http://127.0.0.1:8000/path"],
  ...["bucket--use1-az1--x-s3", "bucket--op-s3", "123456789012", "required", "disabled"],
];

function endpointParameters({ endpoint: { parameters } }: ServiceModel): fc.Arbitrary<object> {
  const arbitraries = Object.entries(parameters).map(([name, { type }]) => {
    const text = fc.constantFrom(...texts);
    return [name, type === "boolean" ? fc.boolean() : type === "string" ? text : fc.array(text)] as const;
  });
  return fc.record(Object.fromEntries<fc.Arbitrary<unknown>>(arbitraries), { requiredKeys: [] });
}
