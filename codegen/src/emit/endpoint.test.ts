import * as core from "@inia/core/generated/endpoints";
import { interpretEndpoint, lowerRuleSet } from "@inia/core/model";
import { transformSync } from "esbuild";
import fc from "fast-check";
import { expect, test } from "vitest";
import { emitEndpoint } from "./endpoint.js";

type Rule = Readonly<Record<string, unknown>>;
type Parameters = Readonly<Record<string, string | boolean | undefined>>;

const is = (name: string, value = true) => ({ fn: "booleanEquals", argv: [{ ref: name }, value] });
const set = (name: string) => ({ fn: "isSet", argv: [{ ref: name }] });
const part = (name: string) => ({ fn: "getAttr", argv: [{ ref: "PartitionResult" }, name] });
const endpoint = (conditions: readonly unknown[], url: unknown, properties = {}, headers = {}): Rule => ({
  type: "endpoint",
  conditions,
  endpoint: { url, properties, headers },
});
const error = (text: string, ...conditions: unknown[]): Rule => ({ type: "error", conditions, error: text });
const tree = (conditions: readonly unknown[], ...rules: Rule[]): Rule => ({ type: "tree", conditions, rules });

const regional = {
  Region: { type: "string", required: false, builtIn: "AWS::Region" },
  UseDualStack: { type: "boolean", required: true, default: false, builtIn: "AWS::UseDualStack" },
  UseFIPS: { type: "boolean", required: true, default: false, builtIn: "AWS::UseFIPS" },
  Endpoint: { type: "string", required: false, builtIn: "SDK::Endpoint" },
};

/** The rules of a regional service, as models write them. `exceptions` come first where FIPS is used. */
function regionalRules(...exceptions: Rule[]): Rule[] {
  const supports = (name: string) => ({ fn: "booleanEquals", argv: [true, part(name)] });
  const host = (fips: string, suffix: string) => `https://svc${fips}.{Region}.{PartitionResult#${suffix}}`;
  return [
    tree(
      [set("Endpoint")],
      error("Invalid Configuration: FIPS and custom endpoint are not supported", is("UseFIPS")),
      tree(
        [],
        error("Invalid Configuration: Dualstack and custom endpoint are not supported", is("UseDualStack")),
        endpoint([], { ref: "Endpoint" }),
      ),
    ),
    tree(
      [set("Region")],
      tree(
        [{ fn: "aws.partition", argv: [{ ref: "Region" }], assign: "PartitionResult" }],
        tree(
          [is("UseFIPS"), is("UseDualStack")],
          tree(
            [supports("supportsFIPS"), supports("supportsDualStack")],
            endpoint([], host("-fips", "dualStackDnsSuffix")),
          ),
          error("FIPS and DualStack are enabled, but this partition does not support one or both"),
        ),
        tree(
          [is("UseFIPS"), is("UseDualStack", false)],
          tree([supports("supportsFIPS")], ...exceptions, endpoint([], host("-fips", "dnsSuffix"))),
          error("FIPS is enabled but this partition does not support FIPS"),
        ),
        tree(
          [is("UseFIPS", false), is("UseDualStack")],
          tree([supports("supportsDualStack")], endpoint([], host("", "dualStackDnsSuffix"))),
          error("DualStack is enabled but this partition does not support DualStack"),
        ),
        endpoint([], host("", "dnsSuffix")),
      ),
    ),
    error("Invalid Configuration: Missing Region"),
  ];
}

const inGovCloud = endpoint([{ fn: "stringEquals", argv: [part("name"), "aws-us-gov"] }], "https://svc.{Region}.gov");

const scheme = (signingRegion: string) => ({ authSchemes: [{ name: "sigv4", signingName: "svc", signingRegion }] });

/** Rules of every kind of statement and expression. */
const mixed = {
  parameters: {
    Name: { type: "string", required: true },
    Zone: { type: "string" },
    UseFIPS: regional.UseFIPS,
    Maybe: { type: "boolean" },
  },
  rules: [
    error("Zone is no label: `{Zone}` ${{x}}", set("Zone"), {
      fn: "not",
      argv: [{ fn: "isValidHostLabel", argv: [{ ref: "Zone" }, false] }],
    }),
    tree(
      [{ fn: "aws.parseArn", argv: [{ ref: "Name" }], assign: "name_arn" }],
      tree(
        [{ fn: "getAttr", argv: [{ ref: "name_arn" }, "resourceId[1]"], assign: "sub" }],
        endpoint([is("UseFIPS")], "https://{sub}-fips.{name_arn#region}.x", scheme("{name_arn#region}")),
        endpoint([is("UseFIPS", false)], "https://{sub}.{name_arn#region}.x", scheme("{name_arn#region}")),
      ),
      endpoint([], "https://arn.x", scheme("us-east-1"), { "x-account": ["{name_arn#accountId}", "b"] }),
    ),
    tree(
      [
        { fn: "substring", argv: [{ ref: "Name" }, 0, 2, true], assign: "end" },
        { fn: "stringEquals", argv: [{ ref: "end" }, "--"] },
      ],
      error("Name {Name} ends badly"),
    ),
    endpoint(
      [{ fn: "parseURL", argv: [{ ref: "Name" }], assign: "url" }],
      "{url#scheme}://{url#authority}{url#normalizedPath}",
    ),
    endpoint([is("Maybe"), { fn: "stringEquals", argv: [{ ref: "Name" }, "a"] }], "https://either.x"),
    endpoint([is("Maybe", false), { fn: "stringEquals", argv: [{ ref: "Name" }, "b"] }], "https://either.x"),
    endpoint([set("Zone")], "https://{Zone}.x", scheme("eu-west-1")),
  ],
};

/** The generated module, evaluated. */
function evaluate(text: string): (parameters: Parameters) => unknown {
  const { code } = transformSync(text, { loader: "ts", format: "cjs" });
  const module = { exports: {} as { resolveEndpoint(parameters: Parameters): unknown } };
  new Function("module", "exports", "require", code)(module, module.exports, () => core);
  return module.exports.resolveEndpoint;
}

function outcome(run: () => unknown): unknown {
  try {
    return run();
  } catch (thrown) {
    return [(thrown as Error).name, (thrown as Error).message];
  }
}

test("rules that most services share become a call", () => {
  const text = emitEndpoint(lowerRuleSet({ parameters: regional, rules: regionalRules() }));
  expect(text).toBe(`import {
  type Endpoint,
  type EndpointRules,
  regionalEndpoint,
  type RegionalEndpointParameters,
  regionalParameters,
} from "@inia/core/generated";

/** What the endpoint rules read. */
export type EndpointParameters = RegionalEndpointParameters;

/**
 * Chooses the endpoint.
 *
 * @throws EndpointResolutionError when the rules refuse the parameters.
 */
export function resolveEndpoint(parameters: EndpointParameters): Endpoint {
  return regionalEndpoint(parameters, "svc");
}

export const endpointRules: EndpointRules = {
  parameters: regionalParameters,
  resolve: resolveEndpoint,
};
`);
});

test("what a service has besides them comes before the call", () => {
  const text = emitEndpoint(lowerRuleSet({ parameters: regional, rules: regionalRules(inGovCloud) }));
  expect(text).toContain(`{
  const { Region, UseDualStack = false, UseFIPS = false, Endpoint } = parameters;
  if (Endpoint === undefined && Region !== undefined) {
    const partitionResult = partition(Region);
    if (
      UseFIPS &&
      !UseDualStack &&
      partitionResult.supportsFIPS &&
      partitionResult.name === "aws-us-gov"
    ) {
      return { url: \`https://svc.\${Region}.gov\`, properties: {}, headers: {} };
    }
  }
  return regionalEndpoint(parameters, "svc");
}`);
});

test("other rules read as a person would write them", () => {
  const text = emitEndpoint(lowerRuleSet(mixed));
  expect(text.slice(text.indexOf("export interface"))).toBe(`export interface EndpointParameters {
  readonly Name: string;
  readonly Zone?: string | undefined;
  /** \`AWS::UseFIPS\`. Default: \`false\`. */
  readonly UseFIPS?: boolean | undefined;
  readonly Maybe?: boolean | undefined;
}

/**
 * Chooses the endpoint.
 *
 * @throws EndpointResolutionError when the rules refuse the parameters.
 */
export function resolveEndpoint(parameters: EndpointParameters): Endpoint {
  const { Name, Zone, UseFIPS = false, Maybe } = parameters;
  if (Name === undefined) throw missingParameter("Name");
  if (Zone !== undefined && !isValidHostLabel(Zone, false)) {
    throw new EndpointResolutionError(\`Zone is no label: \\\`\${Zone}\\\` \\\${x}\`);
  }
  const nameArn = parseArn(Name);
  if (nameArn !== undefined) {
    const sub = nameArn.resourceId[1];
    if (sub !== undefined) {
      return {
        url: \`https://\${sub}\${UseFIPS ? "-fips" : ""}.\${nameArn.region}.x\`,
        properties: sigv4SvcProperties(nameArn.region),
        headers: {},
      };
    }
    return {
      url: "https://arn.x",
      properties: sigv4SvcProperties("us-east-1"),
      headers: { "x-account": [nameArn.accountId, "b"] },
    };
  }
  if (substring(Name, 0, 2, true) === "--") {
    throw new EndpointResolutionError(\`Name \${Name} ends badly\`);
  }
  const url = parseUrl(Name);
  if (url !== undefined) {
    return { url: \`\${url.scheme}://\${url.authority}\${url.normalizedPath}\`, properties: {}, headers: {} };
  }
  if (Maybe && Name === "a") {
    return { url: "https://either.x", properties: {}, headers: {} };
  }
  if (Maybe === false && Name === "b") {
    return { url: "https://either.x", properties: {}, headers: {} };
  }
  if (Zone !== undefined) {
    return { url: \`https://\${Zone}.x\`, properties: sigv4SvcProperties("eu-west-1"), headers: {} };
  }
  throw noEndpoint(parameters);
}

function sigv4SvcProperties(signingRegion: string): EndpointProperties {
  return { authSchemes: [{ name: "sigv4", signingName: "svc", signingRegion }] };
}

export const endpointRules: EndpointRules = {
  parameters: {
    Name: undefined,
    Zone: undefined,
    UseFIPS: useFips,
    Maybe: undefined,
  },
  resolve: resolveEndpoint,
};
`);
});

const texts = fc.constantFrom(
  undefined,
  "a",
  "b",
  "name--",
  "no label",
  "https://h:1/p/../q",
  "arn:aws:sns:eu-west-1:12:topic",
  "arn:aws:sns:eu-west-1:12:topic/sub",
);
const regions = fc.constantFrom(undefined, "us-east-1", "us-gov-west-1", "cn-north-1", "nowhere");

test.each([
  ["shared", { parameters: regional, rules: regionalRules() }],
  ["with an exception", { parameters: regional, rules: regionalRules(inGovCloud) }],
  ["mixed", mixed],
])("the printed function does what the rules say: %s", (_, ruleSet) => {
  const lowered = lowerRuleSet(ruleSet);
  const printed = evaluate(emitEndpoint(lowered));
  const interpreted = interpretEndpoint(lowered);
  const parameters = fc.record(
    {
      Region: regions,
      Endpoint: texts,
      UseFIPS: fc.boolean(),
      UseDualStack: fc.boolean(),
      Name: texts,
      Zone: texts,
      Maybe: fc.boolean(),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(parameters, (given) => {
      const known = Object.fromEntries(Object.entries(given).filter(([name]) => name in ruleSet.parameters));
      expect(outcome(() => printed(known))).toEqual(outcome(() => interpreted(known)));
    }),
    { numRuns: 1000 },
  );
});
