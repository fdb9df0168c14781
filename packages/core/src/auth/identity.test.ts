import { inspect } from "node:util";
import { expect, test } from "vitest";
import { FrozenAuthToken, FrozenCredentials } from "./identity.js";

test("frozen credentials give their secrets to those who ask, and to nobody else", () => {
  const credentials = new FrozenCredentials({
    accessKeyId: "AKID",
    secretAccessKey: "the-secret",
    sessionToken: "the-token",
    method: "env",
  });
  expect(credentials.secretAccessKey).toBe("the-secret");
  expect(credentials.sessionToken).toBe("the-token");
  for (const shown of showings(credentials)) {
    expect(shown).toContain("AKID");
    expect(shown).not.toMatch(/the-secret|the-token/);
  }
});

test("a frozen token does not show itself", () => {
  const token = new FrozenAuthToken({ token: "the-token", expiration: new Date(0) });
  expect(token.token).toBe("the-token");
  for (const shown of showings(token)) expect(shown).not.toContain("the-token");
});

test("freezing copies: later changes of the source do not reach it", () => {
  const source = { accessKeyId: "AKID", secretAccessKey: "one" };
  const frozen = new FrozenCredentials(source);
  source.secretAccessKey = "two";
  expect(frozen.secretAccessKey).toBe("one");
});

function showings(value: object): string[] {
  return [inspect(value, { showHidden: true, depth: 9 }), JSON.stringify(value), JSON.stringify({ ...value })];
}
