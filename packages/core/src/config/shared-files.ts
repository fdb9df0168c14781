import { homeDirectory, readFile } from "#platform/files";
import { ConfigParseError } from "../errors/config.js";
import { expandPath } from "./expand-path.js";
import { findKey, type KeyPlace } from "./key-place.js";
import { buildProfileMap, type FullConfig, mergeCredentialProfiles, parseSections, type Section } from "./profiles.js";

/** Where the shared files are, as configured: `~` and variables are expanded here. */
export interface SharedFilePaths {
  readonly configFile: string;
  readonly credentialsFile: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** The shared config and credentials files of a session. Each is read once, when it is first needed. */
export class SharedFiles {
  readonly configFile: string;
  readonly credentialsFile: string;
  #config: FullConfig | undefined;
  #credentials: Readonly<Record<string, Section>> | undefined;
  #merged: FullConfig | undefined;

  constructor({ configFile, credentialsFile, environment }: SharedFilePaths) {
    const home = homeDirectory();
    this.configFile = expandPath(configFile, environment, home);
    this.credentialsFile = expandPath(credentialsFile, environment, home);
  }

  /** The config file alone. Empty when there is none. */
  get config(): FullConfig {
    this.#config ??= buildProfileMap(readSections(this.configFile) ?? {});
    return this.#config;
  }

  /** The sections of the credentials file alone, by profile. Empty when there is none. */
  get credentials(): Readonly<Record<string, Section>> {
    this.#credentials ??= readSections(this.credentialsFile) ?? {};
    return this.#credentials;
  }

  /** The config file with the credentials file's keys laid over it. */
  get merged(): FullConfig {
    this.#merged ??= mergeCredentialProfiles(this.config, this.credentials);
    return this.#merged;
  }

  /** Names the file and the line of a key, for messages: the credentials file's keys lie over the config file's. */
  placeOf(key: KeyPlace): string {
    const { configFile, credentialsFile } = this;
    return (
      findKey(credentialsFile, true, key) ?? findKey(configFile, false, key) ?? `${configFile} or ${credentialsFile}`
    );
  }
}

/** The sections of an INI file, or undefined when it cannot be read. */
export function readSections(path: string): Record<string, Section> | undefined {
  const bytes = readFile(path);
  if (bytes === undefined) return undefined;
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new ConfigParseError(`Cannot read ${path}: it is not UTF-8.`, { cause });
  }
  return parseSections(text, path);
}
