import * as builtIns from "../../endpoints/built-ins.js";
import { UnknownEndpointResolutionBuiltInName } from "../../errors/endpoint.js";

export { builtIns };

/** The name in core of what endpoint rules call, for example, `AWS::Region`; `rules` is what an error calls them. */
export function builtInName(builtIn: string, rules: string = "The endpoint rules"): keyof typeof builtIns {
  for (const [name, { name: known }] of Object.entries(builtIns)) {
    if (known === builtIn) return name as keyof typeof builtIns;
  }
  throw new UnknownEndpointResolutionBuiltInName(
    `${rules} ask for ${builtIn}, which this version of @inia/core does not know.`,
  );
}
