import { ConfigParseError } from "../errors/config.js";
import { type IniValue, parseIni } from "./ini.js";
import { splitLines, strip } from "./python-text.js";
import { shellSplit } from "./shell-split.js";

/** One section: values, or one nested level of `key = value` lines (`s3 =` followed by indented lines). */
export type Section = Readonly<Record<string, string | Readonly<Record<string, string>>>>;

/** What the shared files say, sorted by the kind of section. */
export interface FullConfig {
  /** `[default]`, `[profile name]`, and the sections of the credentials file merged over them. */
  readonly profiles: Readonly<Record<string, Section>>;
  /** `[sso-session name]` */
  readonly ssoSessions: Readonly<Record<string, Section>>;
  /** `[services name]` */
  readonly services: Readonly<Record<string, Section>>;
  /** All other sections, by their whole name. */
  readonly sections: Readonly<Record<string, Section>>;
}

/** Reads every section of a file, nested levels included (botocore's `raw_config_parse`). */
export function parseSections(text: string, file: string): Record<string, Section> {
  const sections: Record<string, Section> = Object.create(null);
  for (const [name, options] of parseIni(text, file)) {
    const section: Record<string, string | Record<string, string>> = Object.create(null);
    for (const [option, value] of options) {
      section[option] = value.text.startsWith("\n") ? parseNested(option, value, file) : value.text;
    }
    sections[name] = section;
  }
  return sections;
}

/** Sorts the sections of a config file (botocore's `build_profile_map`). */
export function buildProfileMap(sections: Readonly<Record<string, Section>>): FullConfig {
  const profiles: Record<string, Section> = Object.create(null);
  const ssoSessions: Record<string, Section> = Object.create(null);
  const services: Record<string, Section> = Object.create(null);
  const others: Record<string, Section> = Object.create(null);
  for (const [name, section] of Object.entries(sections)) {
    // botocore looks at the first letters only: [profiles x] is a profile, too.
    const named = name.startsWith("profile")
      ? profiles
      : name.startsWith("sso-session")
        ? ssoSessions
        : name.startsWith("services")
          ? services
          : undefined;
    if (named) {
      const words = shellSplit(name);
      if (words?.length === 2) named[words[1]!] = section;
    } else if (name === "default") profiles.default = section;
    else others[name] = section;
  }
  return { profiles, ssoSessions, services, sections: others };
}

/** Lays the profiles of a credentials file over those of the config file, key by key. */
export function mergeCredentialProfiles(
  config: FullConfig,
  credentials: Readonly<Record<string, Section>>,
): FullConfig {
  const profiles: Record<string, Section> = Object.assign(Object.create(null), config.profiles);
  for (const [name, section] of Object.entries(credentials)) {
    profiles[name] = Object.assign(Object.create(null), profiles[name], section);
  }
  return { ...config, profiles };
}

function parseNested(option: string, value: IniValue, file: string): Record<string, string> {
  const nested: Record<string, string> = Object.create(null);
  value.text.split("\n").forEach((part, index) => {
    for (const line of splitLines(part).map(strip)) {
      if (line === "") continue;
      const separator = line.indexOf("=");
      if (separator < 0) {
        throw new ConfigParseError(
          `Cannot read ${file}, line ${value.lines[index]}: "name = value" expected in the lines below "${option} =".`,
        );
      }
      nested[strip(line.slice(0, separator))] = strip(line.slice(separator + 1));
    }
  });
  return nested;
}
