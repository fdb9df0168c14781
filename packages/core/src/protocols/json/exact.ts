/**
 * `JSON.parse` that gives integers beyond ±(2^53−1) as bigints. Several times slower: run only where a caller asked
 * for bigints and the text has that many digits in a row.
 *
 * @throws SyntaxError as `JSON.parse` does.
 */
export function parseExactJson(text: string): unknown {
  // The native parser judges the text, so that what follows may take it for well formed.
  JSON.parse(text);
  const state: State = { text, at: 0 };
  return readValue(state);
}

interface State {
  readonly text: string;
  at: number;
}

function readValue(state: State): unknown {
  skipSpace(state);
  const start = state.text[state.at]!;
  if (start === "{") return readObject(state);
  if (start === "[") return readArray(state);
  if (start === '"') return readString(state);
  return readWord(state);
}

function readObject(state: State): Record<string, unknown> {
  const entries: [string, unknown][] = [];
  while (nextItem(state, "}")) {
    const key = readString(state);
    skipSpace(state);
    state.at++;
    entries.push([key, readValue(state)]);
  }
  return Object.fromEntries(entries);
}

function readArray(state: State): unknown[] {
  const items: unknown[] = [];
  while (nextItem(state, "]")) items.push(readValue(state));
  return items;
}

/** Steps over the bracket or comma before an item; false, behind the closing bracket, where there is none. */
function nextItem(state: State, close: string): boolean {
  skipSpace(state);
  const opened = state.text[state.at] !== close;
  state.at++;
  skipSpace(state);
  if (!opened) return false;
  if (state.text[state.at] !== close) return true;
  state.at++;
  return false;
}

function readString(state: State): string {
  const start = state.at;
  state.at++;
  while (state.text[state.at] !== '"') state.at += state.text[state.at] === "\\" ? 2 : 1;
  state.at++;
  return JSON.parse(state.text.slice(start, state.at)) as string;
}

function readWord(state: State): unknown {
  word.lastIndex = state.at;
  const [token] = word.exec(state.text)!;
  state.at += token.length;
  const value: unknown = JSON.parse(token);
  return Number.isSafeInteger(value) || !/^-?\d+$/.test(token) ? value : BigInt(token);
}

function skipSpace(state: State): void {
  while (" \t\n\r".includes(state.text[state.at] ?? "-")) state.at++;
}

const word: RegExp = /[-+.\w]+/y;
