import { clientIds } from "@inia/core/model";
import { nearestHint } from "../load/nearest-names.js";
import { counterparts, staying, withoutCounterpart } from "./counterparts.js";

/** The specifier to write in place of one of v3's, or why there is none. */
export type Answer = { readonly to: string } | { readonly reason: string };

/** Whether a text names something of aws-sdk's: its own packages, those below them, or version 2. */
export function isAwsSdk(specifier: string): boolean {
  return /^(?:@aws-sdk\/|@smithy\/|aws-sdk(?:\/|$)|aws-sdk-client-mock)/.test(specifier);
}

/** Looks up what answers a package, of which a program imports these names; undefined for all of them. */
export function findCounterpart(specifier: string, names: readonly string[] | undefined): Answer {
  if (/^aws-sdk(?:\/|$)/.test(specifier)) return { reason: "this is aws-sdk v2: go over to v3 first" };
  if (specifier.startsWith("aws-sdk-client-mock")) {
    return { reason: "it mocks clients of v3 alone: use Inia's Stubber, or an `httpHandler` of your own" };
  }
  const [, name = specifier, path] = /^(@[^/]+\/[^/]+)(\/.+)?$/.exec(specifier) ?? [];
  const found = packageAnswer(name, path === undefined || names !== undefined ? names : []);
  if (path === undefined || "reason" in found) return found;
  if (path === "/package.json") return { to: `${found.to.split("/").slice(0, 2).join("/")}${path}` };
  // What programs import from inside of a package, editors put there: all of it is exported by the package, too.
  if (/^\/dist-(?:types|es|cjs)(?:\/|$)/.test(path) && names !== undefined) return found;
  return { reason: `${JSON.stringify(path.slice(1))} is inside of the package: import what it exports` };
}

function packageAnswer(name: string, names: readonly string[] | undefined): Answer {
  const client = /^@aws-sdk\/client-(.+)$/.exec(name)?.[1];
  if (client !== undefined) return clientAnswer(client, names);
  if (Object.hasOwn(staying, name)) return { reason: staying[name]! };
  const counterpart = Object.hasOwn(counterparts, name) ? counterparts[name] : undefined;
  if (counterpart === undefined) return { reason: `${name} has no counterpart` };
  return answer(
    counterpart.to,
    names?.filter((each) => !counterpart.names.includes(each)),
  );
}

function clientAnswer(client: string, names: readonly string[] | undefined): Answer {
  if (!known.has(client)) return { reason: `there is no client of ${client}${nearestHint(client, known)}` };
  return answer(
    `@inia/client-${client}/aws-sdk`,
    names?.filter((each) => withoutCounterpart.test(each)),
  );
}

function answer(to: string, missing: readonly string[] | undefined): Answer {
  if (missing === undefined || missing.length === 0) return { to };
  return { reason: `${to} has no ${missing.map((name) => JSON.stringify(name)).join(", ")}` };
}

const known: ReadonlySet<string> = new Set(await clientIds());
