import {
  abs,
  avg,
  ceil,
  contains,
  ends_with,
  floor,
  join,
  keys,
  length,
  map,
  max,
  max_by,
  merge,
  min,
  min_by,
  not_null,
  reverse,
  sort,
  sort_by,
  starts_with,
  sum,
  to_array,
  to_number,
  to_string,
  type,
  values,
} from "./functions.js";
import type { Expression, FunctionName } from "./syntax.js";
import {
  and,
  at,
  compare,
  equals,
  filter,
  flatten,
  isNull,
  isRecord,
  isTrue,
  or,
  project,
  slice,
  valuesOf,
} from "./values.js";

/** The function that an expression stands for, made of closures. What is missing is null. */
export type Search = (value: unknown) => unknown;

export function interpret(expression: Expression): Search {
  switch (expression.kind) {
    case "current":
      return (value) => value;
    case "literal":
      return () => expression.value;
    case "field": {
      const { name } = expression;
      return (value) => (isRecord(value) && Object.hasOwn(value, name) ? value[name] : null);
    }
    case "index":
      return (value) => at(value as unknown[], expression.index);
    case "slice":
      return (value) => slice(value as unknown[], expression.start, expression.stop, expression.step);
    case "chain": {
      const [left, right] = [interpret(expression.left), interpret(expression.right)];
      return (value) => right(left(value));
    }
    case "project": {
      const [list, each] = [interpret(expression.list), interpret(expression.each)];
      return (value) => project(list(value) as unknown[], each);
    }
    case "filter": {
      const [list, test] = [interpret(expression.list), interpret(expression.test)];
      return (value) => filter(list(value) as unknown[], test);
    }
    case "flatten": {
      const list = interpret(expression.list);
      return (value) => flatten(list(value) as unknown[]);
    }
    case "values": {
      const object = interpret(expression.object);
      return (value) => valuesOf(object(value) as Record<string, unknown>);
    }
    case "list": {
      const items = expression.items.map(interpret);
      return (value) => (isNull(value) ? null : items.map((item) => item(value) ?? null));
    }
    case "record": {
      const fields = expression.fields.map(([name, field]) => [name, interpret(field)] as const);
      return (value) =>
        isNull(value) ? null : Object.fromEntries(fields.map(([name, field]) => [name, field(value) ?? null]));
    }
    case "compare":
      return comparison(expression.operator, interpret(expression.left), interpret(expression.right));
    case "and": {
      const [left, right] = [interpret(expression.left), interpret(expression.right)];
      return (value) => and(left(value), () => right(value));
    }
    case "or": {
      const [left, right] = [interpret(expression.left), interpret(expression.right)];
      return (value) => or(left(value), () => right(value));
    }
    case "not": {
      const inner = interpret(expression.value);
      return (value) => !isTrue(inner(value));
    }
    case "call": {
      const call = functions[expression.name] as (...given: unknown[]) => unknown;
      const given = expression.arguments.map(interpret);
      return (value) => call(...given.map((argument) => argument(value)));
    }
    case "reference": {
      const inner = interpret(expression.value);
      return () => inner;
    }
  }
}

function comparison(
  operator: Extract<Expression, { kind: "compare" }>["operator"],
  left: Search,
  right: Search,
): Search {
  switch (operator) {
    case "==":
      return (value) => equals(left(value), right(value));
    case "!=":
      return (value) => !equals(left(value), right(value));
    default:
      return (value) => compare(left(value), operator, right(value));
  }
}

const functions: Readonly<Record<FunctionName, (...given: never[]) => unknown>> = {
  abs,
  avg,
  ceil,
  contains,
  ends_with,
  floor,
  join,
  keys,
  length,
  map,
  max,
  max_by,
  merge,
  min,
  min_by,
  not_null,
  reverse,
  sort,
  sort_by,
  starts_with,
  sum,
  to_array,
  to_number,
  to_string,
  type,
  values,
};
