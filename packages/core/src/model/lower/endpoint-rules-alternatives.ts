import type { EndpointExpression, EndpointStatement } from "../../endpoints/lowered.js";
import { negate } from "./endpoint-rules-expression.js";
import { countReads, isFinal, keyOf } from "./endpoint-rules-inspect.js";
import { compact, countWhile, type Part, partsOf } from "./endpoint-rules-join.js";

type Block = Extract<EndpointStatement, { kind: "if" | "bind" }>;
type Of<Kind extends EndpointExpression["kind"]> = Extract<EndpointExpression, { kind: Kind }>;

/**
 * Joins two ways of an `if` that differ in values only, however long they are: `if a return "x.b"; return "y.b"` becomes
 * `return (a ? "x" : "y") + ".b"`. What a block ends with and what follows it, where that is the same, stands once.
 */
export function joinAlternatives(statements: readonly EndpointStatement[]): readonly EndpointStatement[] {
  const joined: EndpointStatement[] = [];
  for (const statement of [...statements].reverse()) {
    const inner = "then" in statement ? { ...statement, then: joinAlternatives(statement.then) } : statement;
    const both = joinWays(inner, joined);
    const [next] = joined;
    const pair = next && (joinOpposites(inner, next) ?? joinFinds(inner, next));
    if (both !== undefined) joined.splice(0, joined.length, ...both);
    else if (pair !== undefined) joined.splice(0, 1, pair);
    else joined.unshift(...withoutTail([inner], joined));
  }
  return joined;
}

function joinWays(
  statement: EndpointStatement,
  otherwise: readonly EndpointStatement[],
): readonly EndpointStatement[] | undefined {
  if (statement.kind !== "if" || !isFinal(statement.then)) return undefined;
  const [test, ...others] = statement.tests;
  return test !== undefined && others.length === 0 && isCheap(test)
    ? joinLists(test, statement.then, otherwise)
    : undefined;
}

/** `if a and b X; if not a and b Y`, where X and Y differ in values only. */
function joinOpposites(first: EndpointStatement, second: EndpointStatement): EndpointStatement | undefined {
  if (first.kind !== "if" || second.kind !== "if" || !isFinal(first.then)) return undefined;
  const [test, ...more] = first.tests.filter((one) => !second.tests.some((other) => keyOf(one) === keyOf(other)));
  const common = first.tests.filter((one) => one !== test);
  const opposite = second.tests.filter((one) => !common.some((other) => keyOf(one) === keyOf(other)));
  if (test === undefined || more.length > 0 || common.length === 0 || opposite.length !== 1 || !isCheap(test)) {
    return undefined;
  }
  if (keyOf(negate(test)) !== keyOf(opposite[0]!) && keyOf(test) !== keyOf(negate(opposite[0]!))) return undefined;
  const then = joinLists(test, first.then, second.then);
  return then && { kind: "if", tests: common, then };
}

/** `name x = a, if b X; name x = c, if d X`: x is whichever is found first, `(b ? a : undefined) ?? (d ? c : undefined)`. */
function joinFinds(first: EndpointStatement, second: EndpointStatement): EndpointStatement | undefined {
  if (first.kind !== "bind" || second.kind !== "bind" || first.name !== second.name) return undefined;
  const [one, other] = [find(first), find(second)];
  if (one === undefined || other === undefined || keyOf(one.then) !== keyOf(other.then)) return undefined;
  const value: EndpointExpression = {
    kind: "call",
    function: "coalesce",
    arguments: [one.value, ...alternativesOf(other.value)],
    type: { of: "string", optional: true },
  };
  return { kind: "bind", name: first.name, always: false, value, then: one.then };
}

function alternativesOf(value: EndpointExpression): readonly EndpointExpression[] {
  return value.kind === "call" && value.function === "coalesce" ? value.arguments : [value];
}

/** A value that counts only where one test holds, which does not speak of it. */
function find({
  name,
  value,
  always,
  then,
}: Extract<EndpointStatement, { kind: "bind" }>):
  | { readonly value: EndpointExpression; readonly then: readonly EndpointStatement[] }
  | undefined {
  if (always) return undefined;
  if (value.kind === "call" && value.function === "coalesce") return { value, then };
  const [only, ...others] = then;
  const [test, ...more] = only?.kind === "if" ? only.tests : [];
  if (only?.kind !== "if" || others.length + more.length > 0 || test === undefined || countReads(test, name) > 0)
    return undefined;
  const none: EndpointExpression = { kind: "literal", value: null };
  const found: EndpointExpression = {
    kind: "call",
    function: "ite",
    arguments: [test, value, none],
    type: { of: "string", optional: true },
  };
  return { value: found, then: only.then };
}

/** A test that may be made once for each value that depends on it. */
function isCheap(test: EndpointExpression): boolean {
  if (test.kind === "reference" || test.kind === "literal") return true;
  return test.kind === "call" && /^(not|equals|isSet)$/.test(test.function) && test.arguments.every(isCheap);
}

function joinLists(
  test: EndpointExpression,
  then: readonly EndpointStatement[],
  otherwise: readonly EndpointStatement[],
): readonly EndpointStatement[] | undefined {
  return then.length === otherwise.length
    ? all(then.map((statement, at) => joinStatements(test, statement, otherwise[at]!)))
    : undefined;
}

function joinStatements(
  test: EndpointExpression,
  then: EndpointStatement,
  otherwise: EndpointStatement,
): EndpointStatement | undefined {
  if (keyOf(then) === keyOf(otherwise)) return then;
  if (then.kind === "endpoint" && otherwise.kind === "endpoint") {
    const url = choose(test, then.url, otherwise.url);
    const properties = choose(test, then.properties, otherwise.properties);
    const isSame = keyOf(then.headers) === keyOf(otherwise.headers);
    return url && properties && isSame ? { ...then, url, properties } : undefined;
  }
  if (!isBlock(then) || !isBlock(otherwise) || headOf(then) !== headOf(otherwise)) return undefined;
  const inner = joinLists(test, then.then, otherwise.then);
  return inner && { ...then, then: inner };
}

function isBlock(statement: EndpointStatement): statement is Block {
  return statement.kind === "if" || statement.kind === "bind";
}

/** All of a block but what is in it. */
function headOf(block: Block): string {
  return keyOf({ ...block, then: [] } as never);
}

/** An expression that is `then` where the test holds; undefined where the two are too different. */
function choose(
  test: EndpointExpression,
  then: EndpointExpression,
  otherwise: EndpointExpression,
): EndpointExpression | undefined {
  if (keyOf(then) === keyOf(otherwise)) return then;
  if (then.kind === "record" && otherwise.kind === "record") return chooseFields(test, then, otherwise);
  if (then.kind === "list" && otherwise.kind === "list") {
    const items =
      then.items.length === otherwise.items.length
        ? all(then.items.map((item, at) => choose(test, item, otherwise.items[at]!)))
        : undefined;
    return items && { ...then, items };
  }
  if (then.kind === "template" || otherwise.kind === "template") return chooseText(test, then, otherwise);
  return isText(then) && isText(otherwise) ? choice(test, then, otherwise) : undefined;
}

function chooseFields(
  test: EndpointExpression,
  then: Of<"record">,
  otherwise: Of<"record">,
): EndpointExpression | undefined {
  if (then.fields.map(([key]) => key).join() !== otherwise.fields.map(([key]) => key).join()) return undefined;
  const values = all(then.fields.map(([, value], at) => choose(test, value, otherwise.fields[at]![1])));
  return values && { ...then, fields: then.fields.map(([key], at) => [key, values[at]!]) };
}

/** Texts that differ in one place. */
function chooseText(
  test: EndpointExpression,
  then: EndpointExpression,
  otherwise: EndpointExpression,
): EndpointExpression | undefined {
  const [one, other] = [partsOf(then), partsOf(otherwise)];
  const start = countWhile(one, other, (list, index) => list[index]);
  const end = countWhile(one.slice(start), other.slice(start), (list, index) => list[list.length - 1 - index]);
  const inOne = single(one.slice(start, one.length - end));
  const inOther = single(other.slice(start, other.length - end));
  if (inOne === undefined || inOther === undefined) return undefined;
  const parts = [...one.slice(0, start), choice(test, inOne, inOther), ...one.slice(one.length - end)];
  return { kind: "template", parts: compact(parts) };
}

/** Parts as one expression: a text, or one that is no text. */
function single(parts: readonly Part[]): EndpointExpression | undefined {
  const [part, ...others] = compact(parts);
  if (others.length > 0) return undefined;
  return typeof part === "object" ? part : { kind: "literal", value: part ?? "" };
}

function isText(expression: EndpointExpression): boolean {
  return expression.kind === "literal"
    ? typeof expression.value === "string"
    : "type" in expression && expression.type.of === "string" && !expression.type.optional;
}

function choice(test: EndpointExpression, then: EndpointExpression, otherwise: EndpointExpression): EndpointExpression {
  return {
    kind: "call",
    function: "ite",
    arguments: [test, then, otherwise],
    type: { of: "string", optional: false },
  };
}

/** Takes from the end of blocks what follows them anyway. */
function withoutTail(
  statements: readonly EndpointStatement[],
  following: readonly EndpointStatement[],
): readonly EndpointStatement[] {
  const last = statements.at(-1);
  if (last === undefined || !isBlock(last) || following.length === 0) return statements;
  const at = last.then.length - following.length;
  const isTail = at >= 0 && following.every((statement, index) => keyOf(statement) === keyOf(last.then[at + index]!));
  const then = withoutTail(isTail ? last.then.slice(0, at) : last.then, following);
  const rest = statements.slice(0, -1);
  // What falls through what is left of it gets there as well.
  if (isTail || !isFinal(last.then)) return then.length === 0 ? rest : [...rest, { ...last, then }];
  return statements;
}

function all<Value>(values: readonly (Value | undefined)[]): readonly Value[] | undefined {
  return values.some((value) => value === undefined) ? undefined : (values as readonly Value[]);
}
