/** Where in a model something is wrong, and what should stand there. */
export interface ModelProblem {
  /** The file, as the caller named its folder. */
  readonly file: string;
  /** JSON pointer (RFC 6901) to the offending value; `""` is the whole document. */
  readonly pointer?: string;
  /** Counted from 1; only where the text itself is no JSON. */
  readonly line?: number;
  /** Counted from 1, in UTF-16 units. */
  readonly column?: number;
  /** What the grammar wants there: `a string`, `one of "uri", "header"`. */
  readonly expected: string;
  /** What stands there instead. */
  readonly found?: string;
}

/** A model that cannot be read, or that contradicts its grammar or itself. */
export class ModelError extends Error {
  override readonly name = "ModelError" as const;
  readonly file: string;
  readonly pointer: string;
  readonly expected: string;
  readonly found: string | undefined;
  readonly line: number | undefined;
  readonly column: number | undefined;

  constructor(problem: ModelProblem, options?: ErrorOptions) {
    super(describe(problem), options);
    this.file = problem.file;
    this.pointer = problem.pointer ?? "";
    this.expected = problem.expected;
    this.found = problem.found;
    this.line = problem.line;
    this.column = problem.column;
  }
}

function describe({ file, pointer = "", line, column, expected, found }: ModelProblem): string {
  const place = line === undefined ? file : `${file}:${line}:${column}`;
  const at = pointer === "" ? "" : ` at ${pointer}`;
  return `${place}${at}: expected ${expected}${found === undefined ? "" : `, found ${found}`}`;
}

/** Joins names to a JSON pointer (RFC 6901, section 3). */
export function jsonPointer(path: readonly (string | number)[]): string {
  return path.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}
