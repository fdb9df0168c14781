import type { MiddlewareEntry } from "./middleware-stack.js";

/** Middleware by what it stands around, outermost first. */
export interface MiddlewareGroups {
  /** The call. */
  readonly call: MiddlewareEntry[];
  /** The request, before it is signed. */
  readonly request: MiddlewareEntry[];
  /** The sending of the signed request. */
  readonly sending: MiddlewareEntry[];
}

type Group = keyof MiddlewareGroups;

/**
 * Puts middleware in its places.
 *
 * @throws an error for what stands beside a middleware that does not exist here.
 */
export function arrangeMiddleware(given: readonly MiddlewareEntry[]): MiddlewareGroups {
  const groups: MiddlewareGroups = { call: [], request: [], sending: [] };
  const entries = given.filter(
    ({ name }, at) => name === undefined || !given.slice(at + 1).some((later) => later.override && later.name === name),
  );
  const absolute = entries.filter(({ toMiddleware }) => toMiddleware === undefined);
  // Sorting is stable: of one step and priority, who came first is outermost.
  for (const entry of [...absolute].sort((a, b) => rankOf(a) - rankOf(b))) groups[groupOf(entry)].push(entry);
  for (const entry of entries) if (entry.toMiddleware !== undefined) place(entry, groups);
  return groups;
}

function place(entry: MiddlewareEntry, groups: MiddlewareGroups): void {
  const { toMiddleware, relation = "after", name } = entry;
  const isAfter = relation === "after";
  const known = Object.hasOwn(builtIn, toMiddleware!) ? builtIn[toMiddleware!] : undefined;
  if (known !== undefined) {
    groups[known[isAfter ? 1 : 0]].push(entry);
    return;
  }
  for (const group of Object.values(groups) as MiddlewareEntry[][]) {
    const at = group.findIndex((other) => [other.name, ...(other.aliases ?? [])].includes(toMiddleware));
    if (at >= 0) {
      group.splice(isAfter ? at + 1 : at, 0, entry);
      return;
    }
  }
  throw new Error(
    `The middleware ${JSON.stringify(name ?? entry.middleware.name)} stands ${relation} ${JSON.stringify(toMiddleware)}, which is neither in the stack nor among those of aws-sdk v3 that have a place here (${Object.keys(builtIn).join(", ")}). Add it with a step, or register a handler of an event: see client.meta.events.`,
  );
}

function groupOf({ step = "initialize", name, middleware }: MiddlewareEntry): Group {
  if (Object.hasOwn(steps, step)) return steps[step].group;
  throw new Error(
    `The middleware ${JSON.stringify(name ?? middleware.name)} has the step ${JSON.stringify(step)}: there are ${Object.keys(steps).join(", ")}.`,
  );
}

function rankOf({ step = "initialize", priority = "normal" }: MiddlewareEntry): number {
  return (steps[step]?.rank ?? 0) * 3 + { high: 0, normal: 1, low: 2 }[priority];
}

const steps = {
  initialize: { rank: 0, group: "call" },
  serialize: { rank: 1, group: "request" },
  build: { rank: 2, group: "request" },
  finalizeRequest: { rank: 3, group: "sending" },
  deserialize: { rank: 4, group: "sending" },
} as const satisfies Record<string, { rank: number; group: Group }>;

/** v3's own middleware: where before and after it are. */
const builtIn: Readonly<Record<string, readonly [before: Group, after: Group]>> = {
  loggerMiddleware: ["call", "call"],
  serializerMiddleware: ["call", "request"],
  endpointV2Middleware: ["call", "request"],
  hostHeaderMiddleware: ["request", "request"],
  contentLengthMiddleware: ["request", "request"],
  getUserAgentMiddleware: ["request", "request"],
  recursionDetectionMiddleware: ["request", "request"],
  flexibleChecksumsMiddleware: ["request", "request"],
  retryMiddleware: ["request", "request"],
  httpAuthSchemeMiddleware: ["request", "request"],
  httpSigningMiddleware: ["request", "sending"],
  awsAuthMiddleware: ["request", "sending"],
  deserializerMiddleware: ["sending", "sending"],
};
