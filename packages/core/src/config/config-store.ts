import { InvalidConfigError, ProfileNotFound } from "../errors/config.js";
import type { ClientConfig } from "./client-config.js";
import { type ConfiguredSettings, configuredRegion, configuredSettings } from "./configured-settings.js";
import type { KeyPlace, Place } from "./key-place.js";
import { nearestNames } from "./nearest-names.js";
import type { FullConfig, Section } from "./profiles.js";
import type { ConfigurableService } from "./resolved-config.js";
import { SharedFiles } from "./shared-files.js";
import type { ClientVariables, VariableSource } from "./variable-source.js";
import {
  type ConfigKey,
  type SessionVariables,
  sessionVariables,
  type VariableName,
  type VariableRow,
} from "./variables.js";

/** Places where a variable may be set: by code on the session, in the environment, in the shared files. */
export type LookupMethod = "instance" | "env" | "config";

/** A value, and the place it was found in. */
interface Finding {
  readonly value: unknown;
  readonly method: LookupMethod;
  /** The name in the environment, or the key in the profile. */
  readonly name: string;
}

const allMethods: readonly LookupMethod[] = ["instance", "env", "config"];

/**
 * The variables of a session. Each is looked up when it is asked for, in this order: set by code, environment,
 * profile, default. A value that is set but empty counts as set.
 */
export class ConfigStore implements VariableSource, ClientVariables {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly #rows: Map<string, VariableRow>;
  readonly #instance = new Map<string, unknown>();
  #files: SharedFiles | undefined;
  #scopedConfig: Section | undefined;

  /** `rows` replaces rows of the table of variables, or adds some. */
  constructor(
    environment: Readonly<Record<string, string | undefined>>,
    rows: Readonly<Record<string, VariableRow>> = {},
  ) {
    this.environment = environment;
    this.#rows = new Map(Object.entries({ ...sessionVariables, ...rows }));
  }

  /**
   * A variable's value, converted; its default when it is set nowhere; undefined for a name that does not exist.
   *
   * @throws {@link InvalidConfigError} when the value cannot be converted; the message names its source.
   */
  get<Name extends VariableName>(name: Name, methods?: readonly LookupMethod[]): SessionVariables[Name];
  get(name: string, methods?: readonly LookupMethod[]): unknown;
  get(name: string, methods: readonly LookupMethod[] = allMethods): unknown {
    const row = this.#rows.get(name);
    const found = row ? this.#find(name, row, methods) : this.#instanceValue(name, methods);
    return found ? this.#convert(row, found) : row?.[2];
  }

  find<Name extends VariableName>(name: Name): SessionVariables[Name] | undefined {
    const row = this.#rows.get(name);
    const found = row && this.#find(name, row, allMethods);
    return found && (this.#convert(row, found) as SessionVariables[Name]);
  }

  /** Sets a variable by code: from now on it wins over environment and files. `undefined` removes it again. */
  set(name: string, value: unknown): void {
    if (value === undefined) this.#instance.delete(name);
    else this.#instance.set(name, value);
    if (name === "profile" || name === "config_file" || name === "credentials_file") this.#scopedConfig = undefined;
    if (name === "config_file" || name === "credentials_file") this.#files = undefined;
  }

  /** Whether code has set the variable. */
  isSetByCode(name: string): boolean {
    return this.#instance.has(name);
  }

  region(): string | undefined {
    return configuredRegion(this);
  }

  settings(given: ClientConfig, service: ConfigurableService): ConfiguredSettings {
    return configuredSettings(given, this, service);
  }

  describe(name: VariableName): Place {
    const row = this.#rows.get(name);
    const found = row && this.#find(name, row, allMethods);
    return found ? { toString: () => this.#describe(found) } : `the default of ${name}`;
  }

  placeOf(key: KeyPlace): Place {
    return { toString: () => this.files.placeOf(key) };
  }

  get profileName(): string {
    return this.get("profile") ?? "default";
  }

  /** The shared files, read when their content is first asked for. */
  get files(): SharedFiles {
    this.#files ??= new SharedFiles({
      configFile: this.get("config_file"),
      credentialsFile: this.get("credentials_file"),
      environment: this.environment,
    });
    return this.#files;
  }

  get fullConfig(): FullConfig {
    return this.files.merged;
  }

  /**
   * The keys of the session's profile: that of the variable `profile`, else `default`, else none.
   *
   * @throws {@link ProfileNotFound} when a profile was chosen that is in neither file.
   */
  get scopedConfig(): Section {
    this.#scopedConfig ??= this.#chosenProfile();
    return this.#scopedConfig;
  }

  #chosenProfile(): Section {
    const { profiles } = this.fullConfig;
    const profile = this.get("profile");
    if (profile === undefined) return profiles.default ?? {};
    const section = profiles[profile];
    if (section) return section;
    const nearest = nearestNames(profile, Object.keys(profiles));
    throw new ProfileNotFound(
      `There is no profile "${profile}" (from ${this.describe("profile")}) in ${this.files.configFile} or ` +
        `${this.files.credentialsFile}${nearest.length > 0 ? `; did you mean ${nearest.join(" or ")}?` : "."}`,
    );
  }

  #find(name: string, row: VariableRow, methods: readonly LookupMethod[]): Finding | undefined {
    const instance = this.#instanceValue(name, methods);
    if (instance) return instance;
    const [configKeys, envNames] = row;
    if (envNames !== null && methods.includes("env")) {
      for (const envName of typeof envNames === "string" ? [envNames] : envNames) {
        const value = this.environment[envName];
        if (value !== undefined) return { value, method: "env", name: envName };
      }
    }
    if (configKeys !== null && methods.includes("config")) {
      const scoped = this.scopedConfig;
      for (const key of Array.isArray(configKeys) ? configKeys : [configKeys as ConfigKey]) {
        const value = profileValue(scoped, key);
        if (value !== undefined) return { value, method: "config", name: keyName(key) };
      }
    }
    return undefined;
  }

  #instanceValue(name: string, methods: readonly LookupMethod[]): Finding | undefined {
    const value = methods.includes("instance") ? this.#instance.get(name) : undefined;
    return value === undefined ? undefined : { value, method: "instance", name };
  }

  #convert(row: VariableRow | undefined, found: Finding): unknown {
    const convert = row?.[3];
    if (!convert) return found.value;
    try {
      return convert(found.value as never);
    } catch (cause) {
      throw new InvalidConfigError(`Wrong value in ${this.#describe(found)}: ${(cause as Error).message}.`, { cause });
    }
  }

  #describe({ method, name }: Finding): string {
    if (method === "env") return `the environment variable ${name}`;
    if (method === "instance") return `the session variable ${name}`;
    const [key = "", nested] = name.split(".");
    const place = this.placeOf({ kind: "profile", name: this.profileName, key, nested });
    return `${name} of profile "${this.profileName}" (${place})`;
  }
}

function profileValue(section: Section, key: ConfigKey): unknown {
  if (typeof key === "string") return section[key];
  const nested = section[key.section];
  return typeof nested === "object" ? nested[key.key] : undefined;
}

function keyName(key: ConfigKey): string {
  return typeof key === "string" ? key : `${key.section}.${key.key}`;
}
