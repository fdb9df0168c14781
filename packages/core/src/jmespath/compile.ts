import { interpret, type Search } from "./interpret.js";
import { parse } from "./parse.js";

/**
 * Compiles a JMESPath expression to a function; what is missing is null.
 *
 * @throws JmesPathError naming the character at which the expression cannot be read. The function throws it where a
 * JMESPath function gets a value of the wrong type.
 */
export function compile(expression: string): Search {
  const search = interpret(parse(expression));
  return (value) => search(value) ?? null;
}
