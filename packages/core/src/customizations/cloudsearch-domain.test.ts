import { expect, test } from "vitest";
import { registerCustomizations } from "../client/service-descriptor.js";
import { fromUtf8 } from "../encoding/utf8.js";
import type { CallContext } from "../events/call-context.js";
import { HierarchicalEmitter } from "../events/emitter.js";
import type { HttpRequest } from "../http/message.js";
import type { OperationDescriptor } from "../schema/operation.js";
import { customizations } from "./cloudsearch-domain.js";

const events = new HierarchicalEmitter();
registerCustomizations(events, customizations);
const context = {} as CallContext;

test("a search with a query travels as a form", async () => {
  const request: HttpRequest = {
    method: "GET",
    url: "https://search.example.com/2013-01-01/search?format=sdk&q=what%3Fever",
    headers: {},
  };
  await events.emit("request-created.cloudsearch-domain.Search", { request, operationName: "Search", context });
  expect(request.method).toBe("POST");
  expect(request.url).toBe("https://search.example.com/2013-01-01/search");
  expect(fromUtf8(request.body as Uint8Array)).toBe("format=sdk&q=what%3Fever");
  expect(request.headers).toEqual({ "Content-Type": "application/x-www-form-urlencoded" });
});

test("a search that is none, and other operations, stay as they are", async () => {
  const bare: HttpRequest = { method: "GET", url: "https://search.example.com/2013-01-01/search", headers: {} };
  await events.emit("request-created.cloudsearch-domain.Search", { request: bare, operationName: "Search", context });
  expect(bare).toEqual({ method: "GET", url: "https://search.example.com/2013-01-01/search", headers: {} });
  const suggest: HttpRequest = { method: "GET", url: "https://search.example.com/suggest?q=a", headers: {} };
  await events.emit("request-created.cloudsearch-domain.Suggest", {
    request: suggest,
    operationName: "Suggest",
    context,
  });
  expect(suggest.method).toBe("GET");
});

test("returnFields stands for the member called return", async () => {
  const model: OperationDescriptor = { name: "Search", http: ["GET", "/"], input: { query: 0, return: 0 } };
  const params = { query: "a", returnFields: "title" };
  await events.emit("before-parameter-build.cloudsearch-domain.Search", { model, params, context });
  expect(params).toEqual({ query: "a", return: "title" });
});
