import { expect, expectTypeOf, test } from "vitest";
import type { Operation } from "../schema/operation.js";
import { bench, getThing, json, NoSuchThing, refusal, type Thing, type ThingRequest } from "./test-service.fixture.js";
import { tryCall } from "./try-call.js";

const typed = getThing as Operation<"test", ThingRequest, Thing, NoSuchThing>;

test("a success is its value", async () => {
  const { client } = bench({ answers: [json({ Name: "a" })] });
  const result = await tryCall(client, typed, { Name: "a" });
  if (!result.ok) return expect.fail("the call failed");
  expectTypeOf(result.value.Name).toEqualTypeOf<string | undefined>();
  expect(result.value).toMatchObject({ Name: "a", $metadata: { httpStatusCode: 200 } });
  return undefined;
});

test("a failure is the error that the call would have thrown, typed by its name", async () => {
  const { client } = bench({ answers: [refusal("NoSuchThing", 404, { Name: "a" })] });
  const result = await tryCall(client, typed, { Name: "a" });
  if (result.ok) return expect.fail("the call succeeded");
  const { error } = result;
  if (error.name !== "NoSuchThing") return expect.fail("it is another error");
  expect(error).toBeInstanceOf(NoSuchThing);
  expect((error as NoSuchThing).Name).toBe("a");
  return undefined;
});

test("a wrong input is a failure, too", async () => {
  const { client } = bench();
  expect(await tryCall(client, typed, {} as never)).toMatchObject({
    ok: false,
    error: { name: "ParamValidationError" },
  });
});

test("options reach the call; what is no error of Inia's is thrown", async () => {
  const { client } = bench();
  const reason = new Error("enough");
  await expect(tryCall(client, typed, { Name: "a" }, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
});
