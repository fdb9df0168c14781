import { EndpointResolutionError } from "../errors/endpoint.js";
import type { Endpoint, EndpointParameterValue, EndpointProperties } from "./endpoint.js";
import { isValidHostLabel, isVirtualHostableS3Bucket } from "./host-label.js";
import type { EndpointExpression, EndpointFunction, EndpointStatement, LoweredEndpoint } from "./lowered.js";
import { parseArn } from "./parse-arn.js";
import { parseUrl } from "./parse-url.js";
import { partition } from "./partition.js";
import { missingParameter, noEndpoint } from "./refuse.js";
import { split } from "./split.js";
import { substring } from "./substring.js";
import { uriEncode } from "./uri-encode.js";

type Values = Record<string, unknown>;
type Step = (values: Values) => Endpoint | undefined;
type Evaluate = (values: Values) => unknown;

/**
 * The function that a rule set stands for, made of closures: what a generated `endpoint.ts` is, for a model that is
 * read at run time.
 */
export function interpretEndpoint(
  lowered: LoweredEndpoint,
): (parameters: Readonly<Record<string, EndpointParameterValue | undefined>>) => Endpoint {
  const run = sequence(lowered.statements);
  const parameters = Object.entries(lowered.parameters);
  return (given) => {
    const values: Values = {};
    for (const [name, { default: fallback, required }] of parameters) {
      const value = given[name] ?? fallback;
      if (value === undefined && required) throw missingParameter(name);
      values[name] = value;
    }
    const endpoint = run(values);
    if (endpoint === undefined) throw noEndpoint(given);
    return endpoint;
  };
}

function sequence(statements: readonly EndpointStatement[]): Step {
  const steps = statements.map(step);
  return (values) => {
    for (const run of steps) {
      const endpoint = run(values);
      if (endpoint !== undefined) return endpoint;
    }
    return undefined;
  };
}

function step(statement: EndpointStatement): Step {
  switch (statement.kind) {
    case "if": {
      const tests = statement.tests.map(evaluate);
      const then = sequence(statement.then);
      return (values) => (tests.every((test) => test(values)) ? then(values) : undefined);
    }
    case "bind": {
      const { name } = statement;
      const value = evaluate(statement.value);
      const then = sequence(statement.then);
      return (values) => {
        values[name] = value(values);
        return values[name] === undefined ? undefined : then(values);
      };
    }
    case "endpoint": {
      const [url, properties, headers] = [statement.url, statement.properties, statement.headers].map(evaluate);
      return (values) => ({
        url: url?.(values) as string,
        properties: properties?.(values) as EndpointProperties,
        headers: headers?.(values) as Endpoint["headers"],
      });
    }
    case "error": {
      const message = evaluate(statement.message);
      return (values) => {
        throw new EndpointResolutionError(String(message(values)));
      };
    }
  }
}

function evaluate(expression: EndpointExpression): Evaluate {
  switch (expression.kind) {
    case "literal": {
      const value = expression.value ?? undefined;
      return () => value;
    }
    case "list": {
      const items = expression.items.map(evaluate);
      return (values) => items.map((item) => item(values));
    }
    case "record": {
      const fields = expression.fields.map(([key, value]) => [key, evaluate(value)] as const);
      return (values) => Object.fromEntries(fields.map(([key, value]) => [key, value(values)]));
    }
    case "template": {
      const parts = expression.parts.map((part) => (typeof part === "string" ? () => part : evaluate(part)));
      return (values) => parts.map((part) => String(part(values))).join("");
    }
    case "reference": {
      const { name } = expression;
      return (values) => values[name];
    }
    case "attribute":
      return attribute(evaluate(expression.of), expression.path);
    case "call": {
      const call = functions[expression.function] as (...given: unknown[]) => unknown;
      const given = expression.arguments.map(evaluate);
      return (values) => call(...given.map((argument) => argument(values)));
    }
  }
}

function attribute(of: Evaluate, path: readonly (string | number)[]): Evaluate {
  return (values) => {
    let value = of(values);
    for (const part of path) {
      if (value === undefined) return undefined;
      value = Array.isArray(value) ? value.at(Number(part)) : (value as Values)[part];
    }
    return value;
  };
}

// Which arguments a function gets is checked when rules are lowered.
const functions: Readonly<Record<EndpointFunction, (...given: never[]) => unknown>> = {
  isSet: (value: unknown) => value !== undefined,
  not: (value: unknown) => !value,
  or: (...given: unknown[]) => given.some(Boolean),
  equals: (left: unknown, right: unknown) => left === right,
  coalesce: (...given: unknown[]) => given.find((value) => value !== undefined),
  ite: (test: unknown, then: unknown, otherwise: unknown) => (test ? then : otherwise),
  isValidHostLabel,
  isVirtualHostableS3Bucket,
  parseArn,
  parseUrl,
  partition,
  split,
  substring,
  uriEncode,
};
