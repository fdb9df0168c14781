import { JmesPathError } from "../../jmespath/error.js";
import { parse } from "../../jmespath/parse.js";
import type { Expression } from "../../jmespath/syntax.js";

/**
 * Lowers a JMESPath expression to a tree, which generators print as a function and `interpret` runs.
 *
 * @throws JmesPathError naming `where` the expression stands and the character at which it cannot be read.
 */
export function lowerJmesPath(expression: string, where: string): Expression {
  try {
    return parse(expression);
  } catch (error) {
    if (!(error instanceof JmesPathError)) throw error;
    throw new JmesPathError(`${where}: ${error.message}`, { cause: error });
  }
}
