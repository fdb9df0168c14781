import type { ClientConfig } from "./client-config.js";
import type { ConfiguredSettings } from "./configured-settings.js";
import type { KeyPlace, Place } from "./key-place.js";
import type { FullConfig, Section } from "./profiles.js";
import type { ConfigurableService } from "./resolved-config.js";
import type { SessionVariables, VariableName } from "./variables.js";

/**
 * What clients take from environment and profile. It is the session's, not theirs: programs without a session do not
 * carry the code that reads them.
 */
export interface ClientVariables {
  /** The region that they name. */
  region(): string | undefined;
  /** What they say about the settings that a client was not given. */
  settings(given: ClientConfig, service: ConfigurableService): ConfiguredSettings;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Session variables, and where their values came from. */
export interface VariableSource {
  /** A variable's converted value, or undefined when only its default would be left. */
  find<Name extends VariableName>(name: Name): SessionVariables[Name] | undefined;
  /** Names the place that {@link find} took the value from, for messages. */
  describe(name: VariableName): Place;
  /** Names the file and the line of a key in the shared files. */
  placeOf(key: KeyPlace): Place;
  /** The chosen profile's name; `default` when none was chosen. */
  readonly profileName: string;
  /** The keys of the chosen profile. */
  readonly scopedConfig: Section;
  readonly fullConfig: FullConfig;
  readonly environment: Readonly<Record<string, string | undefined>>;
}
