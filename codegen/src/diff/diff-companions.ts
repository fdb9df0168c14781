import type { RawPaginator, RawPaginators, RawRule, RawRuleSet, RawWaiters } from "@inia/core/model";
import { type Change, changed, type Difference } from "./change.js";
import { added, diffNamed, diffTraits, isSame, removed, show } from "./diff-keys.js";

/** Paginators; what `items()` gives is part of their type. */
export function diffPaginators(before: RawPaginators | undefined, after: RawPaginators | undefined): Change[] {
  return diffNamed(before?.pagination, after?.pagination, {
    added: (name) => [added("paginator", name)],
    removed: (name) => [removed("paginator", name)],
    both: (name, old, paginator) =>
      changed("paginator", name, [
        ...diffResults(old, paginator),
        ...diffTraits(old, paginator, new Set(["result_key"])),
      ]),
  });
}

function diffResults(before: RawPaginator, after: RawPaginator): Difference[] {
  const [old, keys] = [before, after].map(({ result_key }) => [result_key].flat() as string[]) as [string[], string[]];
  if (isSame(old, keys)) return [];
  const isKept = old[0] === keys[0] && old.every((key) => keys.includes(key));
  return [{ bump: isKept ? "minor" : "major", text: `result_key: ${show(old)} → ${show(keys)}` }];
}

export function diffWaiters(before: RawWaiters | undefined, after: RawWaiters | undefined): Change[] {
  return diffNamed(before?.waiters, after?.waiters, {
    added: (name) => [added("waiter", name)],
    removed: (name) => [removed("waiter", name)],
    both: (name, old, waiter) => changed("waiter", name, diffTraits(old, waiter, new Set(["description"]))),
  });
}

/** Endpoint rules: calls go where AWS says, so that other rules are no other interface. Parameters are. */
export function diffRuleSet(before: RawRuleSet | undefined, after: RawRuleSet | undefined): Change[] {
  if (before === undefined || after === undefined) {
    if (before === after) return [];
    return [{ ...(after ? added : removed)("endpoint", "rules"), bump: "patch" }];
  }
  return [
    ...diffNamed(before.parameters, after.parameters, {
      added: (name, { required }) => [{ ...added("endpoint", `parameter ${name}`, required ? ["required"] : []) }],
      removed: (name) => [removed("endpoint", `parameter ${name}`)],
      both: (name, old, parameter) =>
        changed("endpoint", `parameter ${name}`, diffTraits(old, parameter, new Set(["documentation"]))),
    }),
    ...changed("endpoint", "rules", diffRules(before.rules, after.rules)),
  ];
}

function diffRules(before: readonly RawRule[], after: readonly RawRule[]): Difference[] {
  const [old, rules] = [withoutProse(before), withoutProse(after)];
  if (isSame(old, rules)) return [];
  const [had, has] = [urlsOf(before), urlsOf(after)];
  const urls = [
    ...[...has].filter((url) => !had.has(url)).map((url) => `${show(url)} is new`),
    ...[...had].filter((url) => !has.has(url)).map((url) => `${show(url)} is gone`),
  ];
  return (urls.length > 0 ? urls : ["same URLs on other conditions"]).map((text) => ({ bump: "patch", text }));
}

/** The templates of all URLs that rules end in. */
function urlsOf(rules: readonly RawRule[]): Set<string> {
  return new Set(
    rules.flatMap((rule) => {
      if (rule.type === "tree") return [...urlsOf(rule.rules)];
      if (rule.type === "error") return [];
      const { url } = rule.endpoint;
      return [typeof url === "string" ? url : JSON.stringify(url)];
    }),
  );
}

function withoutProse(rules: readonly RawRule[]): unknown {
  return rules.map((rule) => ({
    ...rule,
    documentation: undefined,
    ...(rule.type === "tree" && { rules: withoutProse(rule.rules) }),
  }));
}
