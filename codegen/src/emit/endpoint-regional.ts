import {
  countReads,
  type EndpointExpression,
  type EndpointStatement,
  type EndpointType,
  type LoweredEndpoint,
} from "@inia/core/model";

/** Rules that end as a function of core does. */
export interface SharedRules {
  /** The function's name. */
  readonly name: "regionalEndpoint" | "globalEndpoint";
  readonly host: string;
  /** What is decided before it. */
  readonly exceptions: readonly EndpointStatement[];
}

/**
 * Finds the rules that most services share, at the end of a rule set: a custom endpoint, else one host for each
 * combination of FIPS and dual-stack in the region's partition. What differs from them is returned as exceptions.
 */
export function findSharedRules({ parameters, statements }: LoweredEndpoint): SharedRules | undefined {
  const end = statements.length;
  const region = statements[end - 2];
  if (
    !areStandard(parameters) ||
    !isSame(statements[end - 3], customEndpoint) ||
    !isSame(statements[end - 1], noRegion)
  ) {
    return undefined;
  }
  if (region?.kind !== "if" || !isSame(region.tests, [isSet(reference("Region"))])) return undefined;
  const [bind, ...others] = region.then;
  if (bind?.kind !== "bind" || others.length > 0 || !isSame(bind.value, partitionOf("Region"))) return undefined;
  const shared = matchVariants(bind.then, bind.name);
  if (shared === undefined) return undefined;
  const before = statements.slice(0, -3);
  if (shared.exceptions.length === 0) return { ...shared, exceptions: before };
  const inRegion: EndpointStatement = {
    kind: "if",
    tests: [not(isSet(reference("Endpoint"))), isSet(reference("Region"))],
    then: countReads(shared.exceptions, bind.name) > 0 ? [{ ...bind, then: shared.exceptions }] : shared.exceptions,
  };
  return { ...shared, exceptions: [...before, inRegion] };
}

/** `if fips { if dualStack {…}; … }; if dualStack {…}; …`: the four hosts, behind what each of them is refused for. */
function matchVariants(statements: readonly EndpointStatement[], partition: string): SharedRules | undefined {
  const end = statements.findIndex((statement) => statement.kind === "if" && isSame(statement.tests, [useFips]));
  const [fipsBlock, dualStackBlock, ...plain] = statements.slice(end);
  if (end < 0 || fipsBlock?.kind !== "if" || dualStackBlock?.kind !== "if") return undefined;
  if (!isSame(dualStackBlock.tests, [useDualStack])) return undefined;
  const [bothBlock, ...fips] = fipsBlock.then;
  if (bothBlock?.kind !== "if" || !isSame(bothBlock.tests, [useDualStack])) return undefined;
  const its = (name: string): EndpointExpression => attribute(reference(partition), name);
  const variants: Variant[] = [
    supported(bothBlock.then, [useFips, useDualStack], [its("supportsFIPS"), its("supportsDualStack")], refusedBoth),
    supported(fips, [useFips, not(useDualStack)], [its("supportsFIPS")], refusedFips),
    supported(dualStackBlock.then, [not(useFips), useDualStack], [its("supportsDualStack")], refusedDualStack),
    { tests: [not(useFips), not(useDualStack)], statements: plain },
  ].filter((variant) => variant !== undefined);
  if (variants.length < 4) return undefined;
  for (const name of ["regionalEndpoint", "globalEndpoint"] as const) {
    const host = hostOf(plain.at(-1));
    if (host === undefined) return undefined;
    const rests = variants.map((variant) => exceptionsOf(variant, standardEndpoint(name, host, variant, its)));
    const exceptions = [...statements.slice(0, end), ...rests.flat()];
    if (rests.filter((rest) => rest.length === 0).length >= 2) return { name, host, exceptions };
  }
  return undefined;
}

interface Variant {
  readonly tests: readonly EndpointExpression[];
  readonly statements: readonly EndpointStatement[];
}

/** `if (the partition supports it) {…}; throw refused`. */
function supported(
  statements: readonly EndpointStatement[],
  tests: readonly EndpointExpression[],
  support: readonly EndpointExpression[],
  refused: EndpointStatement,
): Variant | undefined {
  const [block, otherwise, ...others] = statements;
  if (block?.kind !== "if" || others.length > 0 || !isSame(block.tests, support) || !isSame(otherwise, refused)) {
    return undefined;
  }
  return { tests: [...tests, ...support], statements: block.then };
}

function exceptionsOf({ tests, statements }: Variant, standard: EndpointStatement): EndpointStatement[] {
  const then = isSame(statements.at(-1), standard) ? statements.slice(0, -1) : statements;
  const [only] = then;
  if (only === undefined) return [];
  if (only.kind === "if" && then.length === 1)
    return [{ kind: "if", tests: [...tests, ...only.tests], then: only.then }];
  return [{ kind: "if", tests, then }];
}

function hostOf(statement: EndpointStatement | undefined): string | undefined {
  if (statement?.kind !== "endpoint" || statement.url.kind !== "template") return undefined;
  const [start] = statement.url.parts;
  return typeof start === "string" ? /^https:\/\/([\w.-]+)\.$/.exec(start)?.[1] : undefined;
}

function standardEndpoint(
  name: SharedRules["name"],
  host: string,
  { tests }: Variant,
  its: (name: string) => EndpointExpression,
): EndpointStatement {
  const isRegional = name === "regionalEndpoint";
  const region = isRegional ? reference("Region") : its("implicitGlobalRegion");
  const scheme = record({ name: literal("sigv4"), signingRegion: template([region]) });
  const suffix = tests.some((test) => isSame(test, useDualStack)) ? "dualStackDnsSuffix" : "dnsSuffix";
  const fips = tests.some((test) => isSame(test, useFips)) ? "-fips" : "";
  return {
    kind: "endpoint",
    url: template([`https://${host}${fips}.`, region, ".", its(suffix)]),
    properties: isRegional ? record({}) : record({ authSchemes: { kind: "list", items: [scheme] } }),
    headers: record({}),
  };
}

function areStandard(parameters: LoweredEndpoint["parameters"]): boolean {
  return Object.entries(standardParameters).every(([name, facts]) => isSame(parameters[name], facts));
}

/** Whether rules read nothing but what the shared rules read. */
export function readsStandardOnly(parameters: LoweredEndpoint["parameters"]): boolean {
  return areStandard(parameters) && Object.keys(parameters).length === Object.keys(standardParameters).length;
}

/** Compares parts of lowered rules; inferred types say nothing of their own. */
function isSame(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other);
}

function canonical(part: unknown): string {
  return JSON.stringify(part, (key, value: unknown) => {
    if (key === "type" && typeof value === "object") return undefined;
    if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

const type: EndpointType = { of: "unknown", optional: false };

function literal(value: string): EndpointExpression {
  return { kind: "literal", value };
}

function reference(name: string): EndpointExpression {
  return { kind: "reference", name, type };
}

function attribute(of: EndpointExpression, name: string): EndpointExpression {
  return { kind: "attribute", of, path: [name], type };
}

function call(name: "isSet" | "not" | "partition", argument: EndpointExpression): EndpointExpression {
  return { kind: "call", function: name, arguments: [argument], type };
}

function isSet(value: EndpointExpression): EndpointExpression {
  return call("isSet", value);
}

function not(value: EndpointExpression): EndpointExpression {
  return call("not", value);
}

function partitionOf(name: string): EndpointExpression {
  return call("partition", reference(name));
}

function template(parts: readonly (string | EndpointExpression)[]): EndpointExpression {
  return { kind: "template", parts };
}

function record(fields: Readonly<Record<string, EndpointExpression>>): EndpointExpression {
  return { kind: "record", fields: Object.entries(fields) };
}

function refuse(message: string): EndpointStatement {
  return { kind: "error", message: literal(message) };
}

const useFips = reference("UseFIPS");
const useDualStack = reference("UseDualStack");
const refusedBoth = refuse("FIPS and DualStack are enabled, but this partition does not support one or both");
const refusedFips = refuse("FIPS is enabled but this partition does not support FIPS");
const refusedDualStack = refuse("DualStack is enabled but this partition does not support DualStack");
const noRegion = refuse("Invalid Configuration: Missing Region");
const customEndpoint: EndpointStatement = {
  kind: "if",
  tests: [isSet(reference("Endpoint"))],
  then: [
    {
      kind: "if",
      tests: [useFips],
      then: [refuse("Invalid Configuration: FIPS and custom endpoint are not supported")],
    },
    {
      kind: "if",
      tests: [useDualStack],
      then: [refuse("Invalid Configuration: Dualstack and custom endpoint are not supported")],
    },
    { kind: "endpoint", url: reference("Endpoint"), properties: record({}), headers: record({}) },
  ],
};
const standardParameters: LoweredEndpoint["parameters"] = {
  Region: { type: "string", builtIn: "AWS::Region" },
  UseDualStack: { type: "boolean", required: true, default: false, builtIn: "AWS::UseDualStack" },
  UseFIPS: { type: "boolean", required: true, default: false, builtIn: "AWS::UseFIPS" },
  Endpoint: { type: "string", builtIn: "SDK::Endpoint" },
};
