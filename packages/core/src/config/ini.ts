import { ConfigParseError } from "../errors/config.js";
import { indentation, strip, stripEnd } from "./python-text.js";

/** The value of an option, and the line that each of its parts stands on. */
export interface IniValue {
  readonly text: string;
  /** Line numbers (the first is 1), one for each line of `text`. */
  readonly lines: readonly number[];
}

export type IniSections = Map<string, Map<string, IniValue>>;

/**
 * Reads an INI file by the rules of Python's `RawConfigParser`, which botocore reads it with: `#` and `;` begin
 * whole-line comments only, `=` or `:` separates, names of options are lower case, indented lines continue a value,
 * `[DEFAULT]` supplies every section.
 *
 * @throws {@link ConfigParseError} naming file and line: a line outside a section or without a separator, a section
 *   or an option that stands there twice.
 */
export function parseIni(text: string, file: string): IniSections {
  const sections = new Map<string, Map<string, OpenValue>>();
  const defaults = new Map<string, OpenValue>();
  let section: { readonly name: string; readonly options: Map<string, OpenValue> } | undefined;
  let open: OpenValue | undefined;
  let indent = 0;

  text.split(/\r\n|\r|\n/).forEach((line, index) => {
    const number = index + 1;
    const content = strip(line);
    if (content.startsWith("#") || content.startsWith(";")) return;
    if (content === "") {
      open?.append("", number);
      return;
    }
    const depth = indentation(line);
    if (open && depth > indent) {
      open.append(content, number);
      return;
    }
    indent = depth;
    const name = sectionName(content);
    if (name !== undefined) {
      if (sections.has(name)) throw parseError(file, number, `section [${name}] is there twice`);
      const options = name === "DEFAULT" ? defaults : new Map<string, OpenValue>();
      if (options !== defaults) sections.set(name, options);
      section = { name, options };
      open = undefined;
      return;
    }
    if (!section) throw parseError(file, number, outsideSection(line));
    const [option, value] = splitOption(content, file, number);
    if (section.options.has(option)) {
      throw parseError(file, number, `"${option}" is there twice in section [${section.name}]`);
    }
    open = new OpenValue(value, number);
    section.options.set(option, open);
  });

  return new Map([...sections].map(([name, options]) => [name, closeValues(options, defaults)]));
}

class OpenValue {
  readonly parts: string[];
  readonly lines: number[];

  constructor(value: string, line: number) {
    this.parts = [value];
    this.lines = [line];
  }

  append(value: string, line: number): void {
    this.parts.push(value);
    this.lines.push(line);
  }
}

/** `[` at the start and the last `]`: what follows it is ignored. */
function sectionName(content: string): string | undefined {
  const end = content.lastIndexOf("]");
  return content.startsWith("[") && end > 1 ? content.slice(1, end) : undefined;
}

function splitOption(content: string, file: string, line: number): [option: string, value: string] {
  const separator = content.search(/[=:]/);
  if (separator < 0) throw parseError(file, line, `"name = value" expected, there is no "=" in the line`);
  const option = stripEnd(content.slice(0, separator)).toLowerCase();
  if (option === "") throw parseError(file, line, `a name is expected before "${content[separator]}"`);
  return [option, strip(content.slice(separator + 1))];
}

function outsideSection(line: string): string {
  return line.startsWith("\ufeff")
    ? "the file begins with a byte order mark: save it as UTF-8 without one"
    : 'a section such as "[default]" is expected before the first option';
}

function closeValues(options: Map<string, OpenValue>, defaults: Map<string, OpenValue>): Map<string, IniValue> {
  const all = new Map(options);
  for (const [option, value] of defaults) if (!all.has(option)) all.set(option, value);
  return new Map(
    [...all].map(([option, { parts, lines }]) => [option, { text: stripEnd(parts.join("\n")), lines }] as const),
  );
}

/** The values of a credentials file are secrets: a message says what is wrong, never what stands there. */
function parseError(file: string, line: number, problem: string): ConfigParseError {
  return new ConfigParseError(`Cannot read ${file}, line ${line}: ${problem}.`);
}
