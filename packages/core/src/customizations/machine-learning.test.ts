import { expect, test } from "vitest";
import { registerCustomizations } from "../client/service-descriptor.js";
import { toUtf8 } from "../encoding/utf8.js";
import type { CallContext } from "../events/call-context.js";
import { HierarchicalEmitter } from "../events/emitter.js";
import { customizations } from "./machine-learning.js";

async function urlFor(body: object, url = "https://machinelearning.eu-west-1.amazonaws.com/"): Promise<string> {
  const events = new HierarchicalEmitter();
  registerCustomizations(events, customizations);
  const request = { method: "POST", url, headers: {}, body: toUtf8(JSON.stringify(body)) };
  await events.emit("request-created.machine-learning.Predict", {
    request,
    operationName: "Predict",
    context: {} as CallContext,
  });
  return request.url;
}

test("a prediction goes to the model's own host", async () => {
  const endpoint = "https://realtime.machinelearning.eu-west-1.amazonaws.com";
  expect(await urlFor({ PredictEndpoint: endpoint })).toBe(`${endpoint}/`);
});

test("scheme, host and port are the endpoint's, path and query the request's", async () => {
  const url = await urlFor({ PredictEndpoint: "http://localhost:4566/ignored?x" }, "https://ml.example.com/base?a=b");
  expect(url).toBe("http://localhost:4566/base?a=b");
});

test("without an endpoint it goes where other calls go", async () => {
  expect(await urlFor({ MLModelId: "m" })).toBe("https://machinelearning.eu-west-1.amazonaws.com/");
});

test("an endpoint that is no URL is refused", async () => {
  await expect(urlFor({ PredictEndpoint: "realtime.example.com" })).rejects.toThrow(/Not an absolute URL/);
});
