/** A row of the document: a call of botocore's, and what stands for it here. */
export interface Line {
  readonly number: number;
  readonly botocore: string;
  readonly code: string;
  readonly isAsync: boolean;
  /** An expression of the value; `throws` and a class; empty where there is nothing to give. */
  readonly gives: string;
}

/** The rows below one heading; they are one program. */
export interface Section {
  readonly name: string;
  readonly lines: readonly Line[];
}

/** Reads the block of code that all lines stand behind, and the tables. */
export function readTables(text: string): { readonly given: string; readonly sections: readonly Section[] } {
  const given = /^```ts\n([\s\S]*?)^```/m.exec(text)?.[1] ?? "";
  let number = 0;
  const sections = text
    .split(/^## /m)
    .slice(1)
    .map((part) => {
      const rows = part.split("\n").filter((row) => row.startsWith("|"));
      const lines = rows.slice(2).map((row): Line => {
        const [botocore, code, time, gives] = row.slice(1, -1).split("|").map(plain) as [
          string,
          string,
          string,
          string,
        ];
        if (time !== "sync" && time !== "async") throw new Error(`Neither sync nor async: ${row}`);
        return { number: number++, botocore, code, isAsync: time === "async", gives };
      });
      return { name: part.slice(0, part.indexOf("\n")), lines };
    });
  return { given, sections };
}

function plain(cell: string): string {
  return cell.trim().replace(/^`(.*)`$/, "$1");
}

/** A program that runs every line, and tells of each what it gave. Sections do not depend on each other. */
export function toProgram(given: string, sections: readonly Section[]): string {
  const imports = given.slice(0, given.indexOf("\n\n") + 1);
  const common = given.slice(imports.length);
  const functions = sections.map(({ lines }) => `  async () => {\n${common}\n${lines.map(toStep).join("\n")}\n  },`);
  return `${imports}
interface Outcome { value?: unknown; error?: unknown; isPromise?: boolean; expected?: unknown }

const outcomes = new Map<number, Outcome>();

function step<Value>(number: number, run: () => Value, expected: () => unknown): Value {
  const outcome: Outcome = {};
  outcomes.set(number, outcome);
  try {
    const value = run();
    outcome.isPromise = value instanceof Promise;
    if (!outcome.isPromise) outcome.value = value;
    outcome.expected = expected();
    return value;
  } catch (error) {
    outcome.error = error;
    outcome.isPromise = false;
    throw error;
  }
}

async function awaited<Value>(number: number, run: () => Promise<Value>, expected: () => unknown): Promise<Value> {
  const outcome: Outcome = { isPromise: true };
  try {
    const value = await step(number, run, () => undefined);
    Object.assign(outcome, { value, expected: expected() });
    return value;
  } catch (error) {
    outcome.error = error;
    throw error;
  } finally {
    outcome.isPromise = outcomes.get(number)?.isPromise ?? false;
    outcomes.set(number, outcome);
  }
}

async function failing(number: number, run: () => unknown, type: unknown): Promise<void> {
  let isPromise = false;
  try {
    const value = run();
    isPromise = value instanceof Promise;
    await value;
    outcomes.set(number, { isPromise, expected: type });
  } catch (error) {
    outcomes.set(number, { error, isPromise, expected: type });
  }
}

const sections: readonly (() => Promise<void>)[] = [
${functions.join("\n")}
];

export async function run(): Promise<Map<number, Outcome>> {
  for (const section of sections) await section().catch(() => {});
  return outcomes;
}
`;
}

/** A line as it stands in the program: run under the eyes of `step`, its names left to the lines behind it. */
function toStep({ number, code, gives }: Line): string {
  const [, type] = /^throws (.*)$/.exec(gives) ?? [];
  if (type !== undefined)
    return `failing(${number}, () => ${promised(code)}, ${type}),`.replace(/^/, "await ").replace(/,$/, ";");
  const expected = `() => (${gives === "" ? "undefined" : gives})`;
  if (/^(?:for|\{)/.test(code)) {
    return /\bawait\b/.test(code)
      ? `await awaited(${number}, async () => { ${code}; }, ${expected});`
      : `step(${number}, () => { ${code}; }, ${expected});`;
  }
  const [, names = "", expression = ""] = /^(const .*? = )?(.*)$/.exec(code) ?? [];
  return /\bawait\b/.test(expression)
    ? `${names}await awaited(${number}, () => ${promised(expression)}, ${expected});`
    : `${names}step(${number}, () => (${expression}), ${expected});`;
}

/** Without the `await` in front: it is for the one who looks whether there is a promise. */
function promised(expression: string): string {
  const inner = expression.replace(/^await /, "");
  return /\bawait\b/.test(inner) ? `(async () => ${expression})()` : `(${inner})`;
}
