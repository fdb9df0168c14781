import type { Forbidden, Scenario } from "./scenario.js";

/** Something forbidden that was found in a bundle. */
export interface Occurrence {
  readonly name: string;
  /** The code around its first occurrence. */
  readonly excerpt: string;
}

/** Finds what must not be in a scenario's bundle: each thing once. */
export async function findForbidden(scenario: Scenario, code: string): Promise<Occurrence[]> {
  const forbidden = [...scenario.forbidden, ...(await otherOperations(scenario))];
  return forbidden.flatMap(({ name, pattern }) => {
    const match = pattern.exec(code);
    if (match === null) return [];
    return [{ name, excerpt: code.slice(Math.max(0, match.index - 30), match.index + match[0].length + 30) }];
  });
}

/** The descriptors of all operations of the client's service that the scenario does not use. */
async function otherOperations({ client, operations }: Scenario): Promise<Forbidden[]> {
  const exported: Record<string, unknown> = await import(client);
  return Object.values(exported)
    .map(operationName)
    .filter((name) => name !== undefined)
    .filter((name) => !operations.includes(name))
    .map((name) => ({ name: `operation ${name}`, pattern: new RegExp(`name: ?["'\`]${name}["'\`]`) }));
}

/** The model's name of an operation; undefined for everything else that a client exports. */
function operationName(value: unknown): string | undefined {
  if (typeof value !== "function" || !("model" in value)) return undefined;
  const { model } = value;
  return typeof model === "object" && model !== null && "http" in model && "name" in model
    ? String(model.name)
    : undefined;
}
