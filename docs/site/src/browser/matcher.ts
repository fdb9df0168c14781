import type { SearchIndex } from "./index-data.js";

/** Something that can be found. */
export interface Hit {
  readonly kind: "service" | "operation" | "error" | "member";
  /** What is shown. */
  readonly title: string;
  /** Where it belongs. */
  readonly place: string;
  /** From the site's root. */
  readonly url: string;
}

interface Entry extends Hit {
  /** In lower case: the name alone, and the service's in front of it. */
  readonly name: string;
  readonly service: string;
  /** The letters that the name has, a bit each. */
  readonly letters: number;
}

/** Finds services, operations, members and errors by what a person types. */
export class Matcher {
  readonly #entries: readonly Entry[];
  readonly #services: ReadonlySet<string>;

  constructor(index: SearchIndex) {
    this.#entries = [...entriesOf(index)];
    this.#services = new Set(this.#entries.map(({ service }) => service));
  }

  /** The best hits first. Up to two letters may be wrong, missing, added or swapped in words of five or more. */
  find(query: string, limit = 20): Hit[] {
    const words = query.toLowerCase().match(/[a-z0-9]+/g) ?? [];
    if (words.length === 0) return [];
    const found: { readonly entry: Entry; readonly score: number }[] = [];
    const asked = questionOf(words);
    for (const entry of this.#entries) {
      const score = scoreOf(entry, asked);
      if (score > 0) found.push({ entry, score });
    }
    if (found.length < 5) {
      const meant = new Set([...this.#services].filter((service) => isNear(asked.first, service)));
      for (const entry of this.#entries) {
        const score = looseScore(entry, asked, meant);
        if (score > 0) found.push({ entry, score });
      }
    }
    found.sort((a, b) => b.score - a.score || a.entry.name.length - b.entry.name.length);
    const shown = new Set<string>();
    const hits: Hit[] = [];
    for (const { entry } of found) {
      const key = `${entry.url} ${entry.title}`;
      if (shown.has(key)) continue;
      shown.add(key);
      hits.push(entry);
      if (hits.length === limit) break;
    }
    return hits;
  }
}

function* entriesOf({ services, members }: SearchIndex): Generator<Entry> {
  const operations = services.map(([, , names]) => names.split(" ").filter(Boolean));
  for (const [index, [id, name, , errors]] of services.entries()) {
    yield entry("service", name, id, `reference/${id}/index.html`, id, name);
    for (const operation of operations[index]!) {
      yield entry("operation", operation, id, `reference/${id}/${operation}.html`, id);
    }
    for (const error of errors.split(" ").filter(Boolean)) {
      yield entry("error", error, id, `reference/${id}/index.html#errors-${error}`, id);
    }
  }
  for (const [member, uses] of Object.entries(members)) {
    for (let at = 0; at < uses.length; at += 2) {
      const [id] = services[uses[at]!]!;
      const operation = operations[uses[at]!]![uses[at + 1]!]!;
      const url = `reference/${id}/${operation}.html?member=${encodeURIComponent(member)}`;
      yield entry("member", member, `${id} ${operation}`, url, id);
    }
  }
}

function entry(kind: Hit["kind"], title: string, place: string, url: string, id: string, further = ""): Entry {
  const name = bare(title);
  return { kind, title, place, url, name, service: bare(`${id}${further}`), letters: lettersOf(name) };
}

const kindWeights = { service: 40, operation: 30, error: 12, member: 0 } as const;

/** What was typed, taken apart once for all entries. */
interface Question {
  readonly whole: string;
  readonly words: readonly string[];
  readonly first: string;
  readonly others: readonly string[];
  /** Without its first word, which may be a service. */
  readonly rest: string;
  readonly lettersOfWhole: number;
  readonly lettersOfRest: number;
}

function questionOf(words: readonly string[]): Question {
  const [first = "", ...others] = words;
  const whole = words.join("");
  const rest = others.join("");
  return { whole, words, first, others, rest, lettersOfWhole: lettersOf(whole), lettersOfRest: lettersOf(rest) };
}

/** How well an entry answers what was typed as it stands; 0 for not at all. */
function scoreOf({ name, service, kind, place }: Entry, { whole, words, first, others, rest }: Question): number {
  const weight = kindWeights[kind];
  if (kind === "service" && bare(place) === whole) return 1100;
  if (name === whole) return 1000 + weight;
  if (kind === "service" && service.startsWith(whole)) return 900 + weight - (service.length - whole.length) / 10;
  if (name.startsWith(whole)) return 700 + weight - (name.length - whole.length);
  if (rest !== "") {
    if (service.startsWith(first)) {
      if (name.startsWith(rest)) return 650 + weight - (name.length - rest.length);
      if (others.every((word) => name.includes(word))) return 500 + weight - name.length;
    }
    if (words.every((word) => name.includes(word))) return 400 + weight - name.length;
  }
  const at = name.indexOf(whole);
  return at > 0 ? 300 + weight - at - name.length / 4 : 0;
}

/** The same with typing errors. */
function looseScore({ name, service, kind, letters }: Entry, question: Question, meant: ReadonlySet<string>): number {
  const isScoped = question.rest !== "" && meant.has(service);
  const wanted = isScoped ? question.rest : question.whole;
  const allowed = allowedErrors(wanted);
  if (allowed === 0 || name.length < wanted.length - allowed) return 0;
  if (countBits((isScoped ? question.lettersOfRest : question.lettersOfWhole) & ~letters) > allowed) return 0;
  const distance = prefixDistance(wanted, name, allowed);
  if (distance > allowed) return 0;
  return 200 + kindWeights[kind] + (isScoped ? 60 : 0) - distance * 40 - Math.abs(name.length - wanted.length);
}

/** Whether a word is the beginning of a service's name, with typing errors. */
function isNear(word: string, service: string): boolean {
  const allowed = allowedErrors(word);
  return service.startsWith(word) || (allowed > 0 && prefixDistance(word, service, allowed) <= allowed);
}

/** Two in words of five letters or more, one in shorter ones, none in the shortest, and none in what no name is. */
function allowedErrors({ length }: string): number {
  if (length > 60 || length < 3) return 0;
  return length < 5 ? 1 : 2;
}

/**
 * How many letters have to be changed, added, dropped or swapped with their neighbour to make a word the beginning
 * of a name; above `limit` it is not counted further.
 */
export function prefixDistance(word: string, name: string, limit: number): number {
  const width = Math.min(name.length, word.length + limit, longest);
  let [before, last, line] = rows;
  for (let column = 0; column <= width; column++) last[column] = column;
  for (let row = 1; row <= word.length; row++) {
    line[0] = row;
    let least = row;
    const letter = word.charCodeAt(row - 1);
    for (let column = 1; column <= width; column++) {
      const other = name.charCodeAt(column - 1);
      let cost = Math.min(last[column]! + 1, line[column - 1]! + 1, last[column - 1]! + (letter === other ? 0 : 1));
      if (
        row > 1 &&
        column > 1 &&
        letter === name.charCodeAt(column - 2) &&
        word.charCodeAt(row - 2) === other &&
        before[column - 2]! < cost
      ) {
        cost = before[column - 2]! + 1;
      }
      line[column] = cost;
      if (cost < least) least = cost;
    }
    if (least > limit) return least;
    [before, last, line] = [last, line, before];
  }
  let least = last[0]!;
  for (let column = 1; column <= width; column++) least = Math.min(least, last[column]!);
  return least;
}

const longest = 127;
/** Thousands of names are compared at every letter that is typed: the rows are made once. */
const rows: [Uint8Array, Uint8Array, Uint8Array] = [
  new Uint8Array(longest + 1),
  new Uint8Array(longest + 1),
  new Uint8Array(longest + 1),
];

function bare(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, "");
}

function lettersOf(text: string): number {
  let letters = 0;
  for (let index = 0; index < text.length; index++) letters |= 1 << ((text.charCodeAt(index) - 97) & 31);
  return letters;
}

function countBits(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}
