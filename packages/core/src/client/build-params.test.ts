import { expect, test } from "vitest";
import { bench, getThing, putFile, putThing } from "./test-service.fixture.js";

test("the caller's input stays as it is, whatever handlers and defaults do", async () => {
  const { client, requests } = bench({ config: { idempotencyToken: () => "token-1" } });
  client.meta.events.register("before-parameter-build.test.PutThing", ({ params }) => {
    params["Name"] = "changed";
    (params["Label"] as Record<string, string>)["added"] = "yes";
  });
  const input = { Name: "given", Label: { given: "yes" } };
  await putThing(client, input);
  expect(input).toEqual({ Name: "given", Label: { given: "yes" } });
  expect(requests[0]?.url).toMatch(/\/things\/changed$/);
  expect(new TextDecoder().decode(requests[0]?.body as Uint8Array)).toBe(
    '{"Label":{"given":"yes","added":"yes"},"Token":"token-1"}',
  );
});

test("an input may be frozen", async () => {
  const { client, requests } = bench();
  const label = Object.freeze({ a: "b" });
  await putThing(client, Object.freeze({ Name: "a", Label: label }));
  client.meta.events.register("before-parameter-build", () => {});
  await putThing(client, Object.freeze({ Name: "a", Label: label }));
  expect(requests).toHaveLength(2);
});

test("a key of a map may have any name, also where handlers get a copy", async () => {
  const { client, requests } = bench();
  client.meta.events.register("before-parameter-build", () => {});
  await putThing(client, { Name: "a", Label: JSON.parse('{"__proto__":"x","constructor":"y"}') });
  expect(new TextDecoder().decode(requests[0]?.body as Uint8Array)).toContain('{"__proto__":"x","constructor":"y"}');
});

test("handlers get lists and objects as copies; bytes, dates and streams as they are", async () => {
  const { client } = bench({ config: { parameterValidation: false } });
  const seen: Record<string, unknown>[] = [];
  client.meta.events.register("before-parameter-build", ({ params }) => void seen.push(params));
  const input = {
    Name: "a",
    list: [{ deep: 1 }],
    bare: Object.assign(Object.create(null), { a: 1 }),
    date: new Date(0),
    bytes: new Uint8Array(2),
    blob: new Blob(["x"]),
    iterable: { async *[Symbol.asyncIterator]() {} },
    none: null,
  };
  await getThing(client, input);
  const [params] = seen;
  expect(params).toEqual(input);
  expect(params).not.toBe(input);
  for (const copied of ["list", "bare"] as const) expect(params?.[copied]).not.toBe(input[copied]);
  expect((params!["list"] as unknown[])[0]).not.toBe(input.list[0]);
  for (const kept of ["date", "bytes", "blob", "iterable"] as const) expect(params?.[kept]).toBe(input[kept]);
});

test("a body is handed on as it was given, without handlers and with", async () => {
  const { client, requests } = bench();
  const bytes = new Uint8Array([1, 2, 3]);
  await putFile(client, { Name: "f", Body: bytes });
  client.meta.events.register("provide-client-params", () => {});
  await putFile(client, { Name: "f", Body: bytes });
  for (const { body } of requests) expect(body).toBe(bytes);
});

test("tokens are filled in behind what the caller gave, anew for each call and once for its attempts", async () => {
  let count = 0;
  const { client, requests } = bench({
    config: { idempotencyToken: () => `token-${++count}` },
    answers: [
      { status: 500, headers: {} },
      { status: 200, headers: {} },
    ],
  });
  await putThing(client, { Name: "a" });
  await putThing(client, { Name: "a" });
  const bodies = requests.map(({ body }) => new TextDecoder().decode(body as Uint8Array));
  expect(bodies).toEqual(['{"Token":"token-1"}', '{"Token":"token-1"}', '{"Token":"token-2"}']);
});

test("an input that is left out is an empty one", async () => {
  const { client } = bench();
  await expect(getThing(client, undefined as never)).rejects.toThrow('Missing required parameter in input: "Name"');
});

test.each([
  [null, "null"],
  [[{ Name: "a" }], "an array"],
  ["a", "a string"],
  [1, "a number"],
])("%j cannot be an input", async (input, described) => {
  const { client } = bench();
  await expect(getThing(client, input as never)).rejects.toMatchObject({
    name: "MissingParametersError",
    message: `GetThing takes an object with its parameters, not ${described}.`,
    operation: "GetThing",
    service: "test",
  });
});

test("all that is wrong with an input is told at once, and nothing is sent", async () => {
  const { client, requests } = bench();
  await expect(putThing(client, { Nmae: "a", Label: { x: 1 }, Token: {} } as never)).rejects.toMatchObject({
    name: "ParamValidationError",
    operation: "PutThing",
    service: "test",
    attempts: 0,
    problems: [{ path: "Name" }, { path: "Nmae" }, { path: "Label.x" }, { path: "Token" }],
  });
  expect(requests).toEqual([]);
});

test("validation can be switched off", async () => {
  const { client, requests } = bench({ config: { parameterValidation: false } });
  await putThing(client, { Name: "a", Label: { x: 1 as never } });
  expect(requests).toHaveLength(1);
});
