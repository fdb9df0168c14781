type Known = Readonly<Record<string, string | boolean | undefined>>;

interface RuleSet {
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly rules: readonly Rule[];
}

interface Rule {
  readonly conditions?: readonly Condition[];
  readonly rules?: readonly Rule[];
}

interface Condition {
  readonly fn: string;
  readonly argv: readonly unknown[];
  readonly assign?: string;
}

/**
 * An endpoint rule set without the parameters whose values are known: conditions on them are settled, and rules that
 * cannot hold go. A value of `undefined` says that a parameter is never set.
 */
export function settleEndpoint(ruleSet: unknown, known: Known): unknown {
  const { parameters, rules, ...rest } = ruleSet as RuleSet;
  const open = Object.entries(parameters).filter(([name]) => !(name in known));
  return { ...rest, parameters: Object.fromEntries(open), rules: settleRules(rules, known) };
}

function settleRules(rules: readonly Rule[], known: Known): Rule[] {
  return rules.flatMap((rule) => {
    const conditions = (rule.conditions ?? []).map((condition) => ({ condition, holds: settle(condition, known) }));
    if (conditions.some(({ holds }) => holds === false)) return [];
    const open = conditions.filter(({ holds }) => holds === undefined).map(({ condition }) => condition);
    return [{ ...rule, conditions: open, ...(rule.rules && { rules: settleRules(rule.rules, known) }) }];
  });
}

/** Whether a condition holds; undefined where that is not known before the call. */
function settle({ fn, argv }: Condition, known: Known): boolean | undefined {
  const [name] = argv.map((argument) => (argument as { readonly ref?: string }).ref);
  if (name === undefined || !(name in known)) return undefined;
  if (fn === "isSet") return known[name] !== undefined;
  if (fn === "booleanEquals" || fn === "stringEquals") return known[name] === argv[1];
  throw new TypeError(`The endpoint rules test ${name} by ${fn}, which cannot be settled yet.`);
}
