import type { EndpointRules } from "../../endpoints/endpoint.js";
import { interpretEndpoint } from "../../endpoints/interpret.js";
import { builtInName, builtIns } from "./endpoint-built-ins.js";
import { lowerRuleSet } from "./endpoint-rules.js";

/** What the generated `endpoint.ts` exports, made of a rule set in memory; `rules` is what errors call it. */
export function linkRules(ruleSet: unknown, rules: string = "The endpoint rules"): EndpointRules {
  const lowered = lowerRuleSet(ruleSet, rules);
  const resolve = interpretEndpoint(lowered);
  const parameters = Object.entries(lowered.parameters).map(
    ([name, { builtIn }]) => [name, builtIn === undefined ? undefined : builtIns[builtInName(builtIn, rules)]] as const,
  );
  return {
    parameters: Object.fromEntries(parameters),
    resolve: (given) => resolve(given as Record<string, never>),
  };
}
