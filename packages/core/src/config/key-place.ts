import { readFile } from "#platform/files";
import { fromUtf8 } from "../encoding/utf8.js";
import { parseIni } from "./ini.js";
import { shellSplit } from "./shell-split.js";

/** Where something is configured, for messages: put into words only when a message is. */
export interface Place {
  toString(): string;
}

/** A key of a section of the shared files: that of a profile, or of a `[services …]`. */
export interface KeyPlace {
  readonly kind: "profile" | "services";
  readonly name: string;
  readonly key: string;
  /** A key within the nested level that `key` begins. */
  readonly nested?: string | undefined;
}

/** The file and the line that a key stands on; the file is read for that. Undefined when it is not there. */
export function findKey(file: string, isCredentials: boolean, wanted: KeyPlace): string | undefined {
  const bytes = readFile(file);
  if (bytes === undefined) return undefined;
  let line: number | undefined;
  for (const [section, options] of parseIni(fromUtf8(bytes), file)) {
    const value = isSection(section, isCredentials, wanted) ? options.get(wanted.key) : undefined;
    if (value === undefined) continue;
    // Of [default] and [profile default] the later holds.
    const at = wanted.nested === undefined ? 0 : lineOf(value.text, wanted.nested);
    line = value.lines[at] ?? value.lines[0];
  }
  return line === undefined ? undefined : `${file}, line ${line}`;
}

function isSection(section: string, isCredentials: boolean, { kind, name }: KeyPlace): boolean {
  if (kind === "profile" && section === (isCredentials ? name : "default")) return section === name;
  const words = isCredentials ? [] : (shellSplit(section) ?? []);
  return words.length === 2 && words[0]!.startsWith(kind) && words[1] === name;
}

function lineOf(text: string, key: string): number {
  return text.split("\n").findIndex((line) => line.split("=", 1)[0]!.trim() === key);
}
