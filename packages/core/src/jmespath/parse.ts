import { type Comparator, type Expression, type FunctionName, functionSignatures } from "./syntax.js";
import { failAt, type Token, tokenize } from "./tokens.js";

/**
 * Reads a JMESPath expression.
 *
 * @throws JmesPathError naming the character at which it cannot be read, or where a function is unknown or called wrongly.
 * @see jmespath.org, "JMESPath Specification"
 */
export function parse(expression: string): Expression {
  const parser = new Parser(expression);
  const parsed = parser.expression(0);
  parser.take("end");
  return parsed;
}

/** How strongly a token binds what is left of it; below 10 it ends a projection. */
const bindingPowers: Readonly<Partial<Record<Token["kind"], number>>> = {
  "|": 1,
  "||": 2,
  "&&": 3,
  "==": 5,
  "!=": 5,
  "<": 5,
  "<=": 5,
  ">": 5,
  ">=": 5,
  "[]": 9,
  "*": 20,
  "[?": 21,
  ".": 40,
  "!": 45,
  "[": 55,
};

const projectionEnd = 10;
const current: Expression = { kind: "current" };

/** A Pratt parser: `start` reads what may begin an expression, `extend` what may follow one. */
class Parser {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  #position = 0;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = tokenize(text);
  }

  expression(power: number): Expression {
    let left = this.#start();
    while (power < this.#power()) left = this.#extend(left);
    return left;
  }

  take(kind: Token["kind"]): Token {
    const token = this.#peek();
    if (token.kind !== kind) throw this.#fail(kind === "end" ? "expected the end" : `expected "${kind}"`);
    this.#position++;
    return token;
  }

  #start(): Expression {
    const token = this.#peek();
    this.#position++;
    switch (token.kind) {
      case "literal":
        return { kind: "literal", value: token.value };
      case "name":
        return this.#peek().kind === "(" ? this.#call(token) : { kind: "field", name: String(token.value) };
      case "quoted":
        if (this.#peek().kind === "(") throw this.#fail("a function's name has no quotes");
        return { kind: "field", name: String(token.value) };
      case "@":
        return current;
      case "!":
        return { kind: "not", value: this.expression(45) };
      case "(": {
        const inner = this.expression(0);
        this.take(")");
        return inner;
      }
      case "*":
        return this.#project({ kind: "values", object: current }, 20);
      case "[]":
        return this.#project({ kind: "flatten", list: current }, 9);
      case "[?":
        return this.#filter(current);
      case "{":
        return this.#record();
      case "[":
        return this.#isSubscript() ? this.#subscript(current) : this.#list();
      default:
        this.#position--;
        throw this.#fail("expected an expression");
    }
  }

  #extend(left: Expression): Expression {
    const token = this.#peek();
    this.#position++;
    switch (token.kind) {
      case ".":
        if (this.#peek().kind !== "*") return chain(left, this.#member(40));
        this.#position++;
        return this.#project({ kind: "values", object: left }, 40);
      case "|":
        return chain(left, this.expression(1));
      case "||":
        return { kind: "or", left, right: this.expression(2) };
      case "&&":
        return { kind: "and", left, right: this.expression(3) };
      case "[]":
        return this.#project({ kind: "flatten", list: left }, 9);
      case "[?":
        return this.#filter(left);
      case "[":
        return this.#subscript(left);
      case "==":
      case "!=":
      case "<":
      case "<=":
      case ">":
      case ">=":
        return { kind: "compare", operator: token.kind satisfies Comparator, left, right: this.expression(5) };
      default:
        this.#position--;
        throw this.#fail("expected an operator");
    }
  }

  /** What a projection applies to each item: all that follows, up to a token that ends it. */
  #project(list: Expression, power: number): Expression {
    const next = this.#peek().kind;
    if (this.#power() < projectionEnd) return { kind: "project", list, each: current };
    if (next === "[" || next === "[?") return { kind: "project", list, each: this.expression(power) };
    this.take(".");
    return { kind: "project", list, each: this.#member(power) };
  }

  /** What may follow a dot. */
  #member(power: number): Expression {
    switch (this.#peek().kind) {
      case "name":
      case "quoted":
      case "*":
        return this.expression(power);
      case "[":
        this.#position++;
        return this.#list();
      case "{":
        this.#position++;
        return this.#record();
      default:
        throw this.#fail('expected a name, "*", "[" or "{"');
    }
  }

  #filter(list: Expression): Expression {
    const test = this.expression(0);
    this.take("]");
    return this.#project({ kind: "filter", list, test }, 21);
  }

  #isSubscript(): boolean {
    const { kind } = this.#peek();
    return kind === "number" || kind === ":" || (kind === "*" && this.#tokens[this.#position + 1]?.kind === "]");
  }

  /** Behind `[`: an index, a slice or `*`. */
  #subscript(left: Expression): Expression {
    if (!this.#isSubscript()) throw this.#fail('expected a number, ":" or "*"');
    if (this.#peek().kind === "*") {
      this.#position++;
      this.take("]");
      return this.#project(left, 20);
    }
    const parts: (number | null)[] = [null];
    for (let token = this.#peek(); token.kind !== "]"; token = this.#peek()) {
      if (token.kind === ":" && parts.length < 3) parts.push(null);
      else if (token.kind === "number" && parts.at(-1) === null) parts[parts.length - 1] = Number(token.value);
      else throw this.#fail('expected "]"');
      this.#position++;
    }
    this.take("]");
    const [start = null, stop = null, step] = parts;
    if (parts.length === 1) return chain(left, { kind: "index", index: start ?? 0 });
    if (step === 0) throw this.#fail("a slice's step is not 0");
    return this.#project(chain(left, { kind: "slice", start, stop, step: step ?? 1 }), 20);
  }

  #list(): Expression {
    const items = this.#series("]", () => this.expression(0));
    return { kind: "list", items };
  }

  #record(): Expression {
    const fields = this.#series("}", () => {
      const key = this.#peek();
      if (key.kind !== "name" && key.kind !== "quoted") throw this.#fail("expected a key");
      this.#position++;
      this.take(":");
      return [String(key.value), this.expression(0)] as const;
    });
    return { kind: "record", fields };
  }

  #call(token: Token): Expression {
    const name = String(token.value);
    const signature = Object.hasOwn(functionSignatures, name) ? functionSignatures[name as FunctionName] : undefined;
    if (signature === undefined) throw failAt(this.#text, token.position, "expected a function of JMESPath");
    this.take("(");
    const isEmpty = this.#peek().kind === ")";
    if (isEmpty) this.#position++;
    const given = isEmpty ? [] : this.#series(")", () => this.#argument());
    const [count = 0, reference] = signature;
    if (count < 0 ? given.length < -count : given.length !== count) {
      const expected = count < 0 ? `at least ${-count}` : count;
      throw failAt(this.#text, token.position, `expected ${expected} arguments`);
    }
    if (given.some(({ kind }, index) => (kind === "reference") !== (index === reference))) {
      throw failAt(this.#text, token.position, "expected &… where the function takes an expression, and only there");
    }
    return { kind: "call", name: name as FunctionName, arguments: given };
  }

  #argument(): Expression {
    if (this.#peek().kind !== "&") return this.expression(0);
    this.#position++;
    return { kind: "reference", value: this.expression(0) };
  }

  /** One or more items with commas between, up to `close`. */
  #series<Item>(close: Token["kind"], item: () => Item): Item[] {
    const items = [item()];
    while (this.#peek().kind === ",") {
      this.#position++;
      items.push(item());
    }
    this.take(close);
    return items;
  }

  #peek(): Token {
    return this.#tokens[this.#position] as Token;
  }

  #power(): number {
    return bindingPowers[this.#peek().kind] ?? 0;
  }

  #fail(message: string): Error {
    return failAt(this.#text, this.#peek().position, message);
  }
}

function chain(left: Expression, right: Expression): Expression {
  return left.kind === "current" ? right : { kind: "chain", left, right };
}
