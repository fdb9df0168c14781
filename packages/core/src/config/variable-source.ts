import type { FullConfig, Section } from "./profiles.js";
import type { SessionVariables, VariableName } from "./variables.js";

/** What client configuration reads from a session: its variables, and where their values came from. */
export interface VariableSource {
  /** A variable's converted value, or undefined when only its default would be left. */
  find<Name extends VariableName>(name: Name): SessionVariables[Name] | undefined;
  /** Names the place that {@link find} took the value from, for messages. */
  describe(name: VariableName): string;
  /** The keys of the chosen profile. */
  readonly scopedConfig: Section;
  readonly fullConfig: FullConfig;
  readonly environment: Readonly<Record<string, string | undefined>>;
}
