import { expect, test } from "vitest";
import { Credentials } from "./credentials.js";
import type { CredentialProvider } from "./provider.js";
import { CredentialResolver } from "./resolver.js";

const found = new Credentials({ accessKeyId: "a", secretAccessKey: "verySecret" });
const passing = (method: string): CredentialProvider => ({
  method,
  load: async () => undefined,
});
const finding = (method: string): CredentialProvider => ({ method, load: async () => found });
const failing = (method: string): CredentialProvider => ({ method, load: () => Promise.reject(new Error("broken")) });
const methods = (resolver: CredentialResolver): string[] => resolver.providers.map(({ method }) => method);

test("the first provider that has credentials wins", async () => {
  expect(await new CredentialResolver([passing("a"), finding("b"), failing("c")]).loadCredentials()).toBe(found);
  expect(await new CredentialResolver([passing("a")]).loadCredentials()).toBeUndefined();
});

test("a provider that fails ends the search", async () => {
  await expect(new CredentialResolver([failing("a"), finding("b")]).loadCredentials()).rejects.toThrow("broken");
});

test("providers are put before and after others, and removed", () => {
  const resolver = new CredentialResolver([passing("a"), passing("b")]);
  resolver.insertBefore("a", passing("first"));
  resolver.insertAfter("a", passing("between"));
  expect(methods(resolver)).toEqual(["first", "a", "between", "b"]);
  resolver.remove("a");
  resolver.remove("unknown");
  expect(methods(resolver)).toEqual(["first", "between", "b"]);
  expect(resolver.getProvider("b").method).toBe("b");
});

test("an unknown provider is an error that names the nearest", () => {
  const resolver = new CredentialResolver([passing("env"), passing("sso")]);
  const unknown = expect.objectContaining({
    name: "UnknownCredentialError",
    message: 'No credential provider "evn"; did you mean "env"? There are env, sso.',
  });
  expect(() => resolver.getProvider("evn")).toThrow(unknown);
  expect(() => resolver.insertBefore("evn", passing("x"))).toThrow(unknown);
  expect(() => resolver.insertAfter("evn", passing("x"))).toThrow(unknown);
});
