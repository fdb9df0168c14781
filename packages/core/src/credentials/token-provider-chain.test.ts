import { inspect } from "node:util";
import { expect, test } from "vitest";
import { storeIn } from "../config/shared-files.fixture.js";
import { createTokenProviderChain } from "./chain.js";
import { createProviderContext } from "./provider-context.js";
import { type TokenProvider, TokenProviderChain } from "./token-provider-chain.js";

const giving = (method: string): TokenProvider => ({
  method,
  loadToken: async () => ({ getFrozenToken: async () => ({ token: method }) }),
});
const passing = (method: string): TokenProvider => ({ method, loadToken: async () => undefined });
const tokenOf = async (chain: TokenProviderChain): Promise<string | undefined> =>
  (await (await chain.loadToken())?.getFrozenToken())?.token;

test("the first provider that has a token wins, and the chain can be changed", async () => {
  const chain = new TokenProviderChain([passing("a"), giving("b")]);
  expect(await tokenOf(chain)).toBe("b");
  chain.insertBefore("a", giving("first"));
  expect(await tokenOf(chain)).toBe("first");
  chain.remove("first");
  chain.insertAfter("a", giving("second"));
  expect(await tokenOf(chain)).toBe("second");
  expect(chain.getProvider("a").method).toBe("a");
});

test("an unknown provider is an error that names the nearest", () => {
  expect(() => new TokenProviderChain([passing("sso")]).getProvider("sos")).toThrow(
    expect.objectContaining({
      name: "UnknownTokenProviderError",
      message: expect.stringContaining('did you mean "sso"?'),
    }),
  );
});

test("the environment's tokens are found by the signing name, and no print shows them", async () => {
  const environment = { AWS_BEARER_TOKEN_AN_OTHER_SERVICE: "verySecret" };
  const chain = createTokenProviderChain(createProviderContext(storeIn({ environment }), "Inia/test"));
  const token = await (await chain.loadToken({ signingName: "an other-service" }))?.getFrozenToken();
  expect(token?.token).toBe("verySecret");
  expect(inspect(token, { showHidden: true }) + JSON.stringify(token)).not.toContain("verySecret");
  expect(await chain.loadToken({ signingName: "bedrock" })).toBeUndefined();
  expect(await chain.loadToken()).toBeUndefined();
});
