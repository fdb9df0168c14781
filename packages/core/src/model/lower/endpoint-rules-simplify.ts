import type { EndpointExpression, EndpointStatement } from "../../endpoints/lowered.js";
import { joinAlternatives } from "./endpoint-rules-alternatives.js";
import { aBoolean, typeOf } from "./endpoint-rules-expression.js";
import { countReads, isFinal, keyOf } from "./endpoint-rules-inspect.js";
import { joinConditions, joinEndpoints } from "./endpoint-rules-join.js";

type If = Extract<EndpointStatement, { kind: "if" }>;
type Bind = Extract<EndpointStatement, { kind: "bind" }>;

/**
 * Makes a list of statements shorter without changing what it decides: neighbours share a condition that they begin
 * with, conditions that are known to hold go, and so does what cannot be reached.
 */
export function simplify(statements: readonly EndpointStatement[]): readonly EndpointStatement[] {
  return joinConditions(joinAlternatives(joinEndpoints(settle(share(statements), []).statements)));
}

/** `if a { if b X }; if a Y` becomes `if a { if b X; Y }`. */
function share(statements: readonly EndpointStatement[]): readonly EndpointStatement[] {
  const shared: EndpointStatement[] = [];
  for (const statement of statements) {
    const previous = shared.at(-1);
    const both = previous && merge(previous, statement);
    if (both) shared[shared.length - 1] = both;
    else shared.push(statement);
  }
  return shared.map((statement) =>
    statement.kind === "if" || statement.kind === "bind" ? { ...statement, then: share(statement.then) } : statement,
  );
}

function merge(first: EndpointStatement, second: EndpointStatement): EndpointStatement | undefined {
  const same =
    (first.kind === "bind" &&
      second.kind === "bind" &&
      first.name === second.name &&
      keyOf(first.value) === keyOf(second.value)) ||
    (first.kind === "if" && second.kind === "if" && first.tests.map(keyOf).join() === second.tests.map(keyOf).join());
  return same ? ({ ...first, then: [...(first as If).then, ...(second as If).then] } as EndpointStatement) : undefined;
}

/** A condition or its opposite. */
interface Literal {
  readonly key: string;
  readonly holds: boolean;
  /** What is compared with a text or number: it equals one of them at most. */
  readonly compared: string | undefined;
}

/** What is known: of each list of literals, at least one is true. */
type Facts = readonly (readonly Literal[])[];

interface Settled {
  readonly statements: readonly EndpointStatement[];
  /** What is known where the list falls through. */
  readonly facts: Facts;
}

function settle(statements: readonly EndpointStatement[], known: Facts): Settled {
  const settled: EndpointStatement[] = [];
  let facts = known;
  for (const statement of statements) {
    if (isContradiction(facts)) break;
    if (statement.kind === "if") facts = settleIf(statement, facts, settled);
    else if (statement.kind === "bind") facts = settleBind(statement, facts, settled);
    else settled.push(statement);
    if (isFinal(settled)) break;
  }
  return { statements: settled, facts };
}

function settleIf(statement: If, facts: Facts, into: EndpointStatement[]): Facts {
  const needed = statement.tests.filter((test) => !follows(facts, literalOf(test)));
  const literals = needed.map(literalOf);
  const inside = [...facts, ...literals.map((literal) => [literal])];
  if (isContradiction(inside)) return facts;
  const body = settle(statement.then, inside);
  if (body.statements.length === 0) return facts;
  if (needed.length === 0) {
    into.push(...body.statements);
    return body.facts;
  }
  into.push(nest(needed, body.statements));
  return isFinal(body.statements) || isContradiction(body.facts) ? [...facts, literals.map(opposite)] : facts;
}

/** `if a { if b X }` is `if a && b X`. */
function nest(tests: readonly EndpointExpression[], then: readonly EndpointStatement[]): EndpointStatement {
  const [only] = then;
  if (then.length === 1 && only?.kind === "if") return nest([...tests, ...only.tests], only.then);
  return { kind: "if", tests: tests.filter((test) => !tests.some((other) => implies(other, test))), then };
}

/** What is true, or equals some text, is set. */
function implies(test: EndpointExpression, isSet: EndpointExpression): boolean {
  if (isSet.kind !== "call" || isSet.function !== "isSet") return false;
  const values = test.kind === "call" && test.function === "equals" ? test.arguments : [test];
  const isLiteral = values.length === 1 || values.some((value) => value.kind === "literal" && value.value !== null);
  return isLiteral && values.some((value) => keyOf(value) === keyOf(isSet.arguments[0] as EndpointExpression));
}

function settleBind(statement: Bind, facts: Facts, into: EndpointStatement[]): Facts {
  const { statements } = settle(statement.then, facts);
  if (statements.length > 0) into.push(...tidyBind({ ...statement, then: statements }));
  // What was learnt in there may speak of the name, which ends here.
  return facts;
}

/** Names only what is read. */
function tidyBind(bind: Bind): readonly EndpointStatement[] {
  if (countReads(bind.then, bind.name) > 0) return [inline(bind)];
  if (bind.always) return bind.then;
  const isSet: EndpointExpression = { kind: "call", function: "isSet", arguments: [bind.value], type: aBoolean };
  return [nest([isSet], bind.then)];
}

/** A value that is read once, by the condition right behind it, stands in that condition. */
function inline(bind: Bind): EndpointStatement {
  const [next, ...others] = bind.then;
  const [test, ...tests] = next?.kind === "if" ? next.tests : [];
  if (next?.kind !== "if" || others.length > 0 || test?.kind !== "call" || countReads(bind.then, bind.name) !== 1)
    return bind;
  const reads = (argument: EndpointExpression): boolean => argument.kind === "reference" && argument.name === bind.name;
  // An unset value must fail the test, as it would have kept it from being tried.
  const isStrict = test.function === "equals" || test.function === "isValidHostLabel";
  if (!isStrict || !test.arguments.some(reads)) return bind;
  if (test.arguments.some((argument) => !reads(argument) && typeOf(argument).optional)) return bind;
  const filled = test.arguments.map((argument) => (reads(argument) ? bind.value : argument));
  return { ...next, tests: [{ ...test, arguments: filled }, ...tests] };
}

function literalOf(test: EndpointExpression): Literal {
  if (test.kind === "call" && test.function === "not") {
    return opposite(literalOf(test.arguments[0] as EndpointExpression));
  }
  return { key: keyOf(test), holds: true, compared: comparedIn(test) };
}

function opposite(literal: Literal): Literal {
  return { ...literal, holds: !literal.holds };
}

function comparedIn(test: EndpointExpression): string | undefined {
  if (test.kind !== "call" || test.function !== "equals") return undefined;
  const [value, ...others] = test.arguments.filter(({ kind }) => kind !== "literal");
  return value !== undefined && others.length === 0 ? keyOf(value) : undefined;
}

function follows(facts: Facts, literal: Literal): boolean {
  return isContradiction([...facts, [opposite(literal)]]);
}

/** Unit propagation: sound, and enough for the few booleans that rules combine. */
function isContradiction(facts: Facts): boolean {
  const truths = new Map<string, boolean>();
  const equalities = new Map<string, string>();
  const truthOf = ({ key, compared }: Literal): boolean | undefined => {
    const equality = compared === undefined ? undefined : equalities.get(compared);
    return equality === undefined || equality === key ? truths.get(key) : false;
  };
  for (let learnt = true; learnt; ) {
    learnt = false;
    for (const fact of facts) {
      if (fact.some((literal) => truthOf(literal) === literal.holds)) continue;
      const open = fact.filter((literal) => truthOf(literal) === undefined);
      const [only] = open;
      if (only === undefined) return true;
      if (open.length === 1) {
        truths.set(only.key, only.holds);
        if (only.holds && only.compared !== undefined) equalities.set(only.compared, only.key);
        learnt = true;
      }
    }
  }
  return false;
}
