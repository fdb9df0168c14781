import * as all from "../../endpoints/built-ins.js";
import { UnknownEndpointResolutionBuiltInName } from "../../errors/endpoint.js";

/** What endpoint rules may ask a client's settings for, by its name in core. */
export const builtIns: Readonly<typeof all> = { ...all };

/** The name in core of what endpoint rules call, for example, `AWS::Region`; `rules` is what an error calls them. */
export function builtInName(builtIn: string, rules: string = "The endpoint rules"): keyof typeof builtIns {
  for (const [name, { name: known }] of Object.entries(builtIns)) {
    if (known === builtIn) return name as keyof typeof builtIns;
  }
  throw new UnknownEndpointResolutionBuiltInName(
    `${rules} ask for ${builtIn}, which this version of @inia/core does not know.`,
  );
}
