import { expect, test } from "vitest";
import { addRecursionHeader } from "./recursion-header.node.js";

const lambda = { AWS_LAMBDA_FUNCTION_NAME: "f", _X_AMZN_TRACE_ID: "Root=1-5759e988;Parent=53995c3f;Sampled=1" };

function headersIn(environment: Record<string, string>, headers: Record<string, string> = {}): Record<string, string> {
  addRecursionHeader(headers, environment);
  return headers;
}

test("a function passes its trace on", () => {
  expect(headersIn(lambda)).toEqual({ "X-Amzn-Trace-Id": "Root=1-5759e988;Parent=53995c3f;Sampled=1" });
});

test("characters that mean nothing in a trace are percent-encoded", () => {
  const trace = `a-=;:+&[]{}"',_.~ é🦊/\r\n%`;
  expect(headersIn({ ...lambda, _X_AMZN_TRACE_ID: trace })).toEqual({
    "X-Amzn-Trace-Id": `a-=;:+&[]{}"',_.~%20%C3%A9%F0%9F%A6%8A%2F%0D%0A%25`,
  });
});

test("a header of the caller's stays, however its name is written", () => {
  expect(headersIn(lambda, { "x-amzn-trace-id": "mine" })).toEqual({ "x-amzn-trace-id": "mine" });
});

test("outside of Lambda, and without a trace, there is none", () => {
  expect(headersIn({ _X_AMZN_TRACE_ID: "Root=1" })).toEqual({});
  expect(headersIn({ AWS_LAMBDA_FUNCTION_NAME: "f" })).toEqual({});
  expect(headersIn({ ...lambda, _X_AMZN_TRACE_ID: "" })).toEqual({});
});

test("the name of the function does not matter", () => {
  expect(headersIn({ ...lambda, AWS_LAMBDA_FUNCTION_NAME: "" })).toHaveProperty("X-Amzn-Trace-Id");
});
