import fc from "fast-check";
import { expect, test } from "vitest";
import { toUtf8 } from "../encoding/utf8.js";
import { plainRestJson } from "../protocols/plain-rest-json.js";
import type { ParsableResponse, Protocol } from "../protocols/protocol.js";
import { restJson } from "../protocols/rest-json.js";
import { readSchema } from "../schema/read.js";
import { createOAuth2Token, service as signin } from "./operations/signin.js";
import { getRoleCredentials, service as sso } from "./operations/sso.js";
import { createToken, service as ssoOidc } from "./operations/sso-oidc.js";

const text = fc.string({ unit: "binary" });
const inputs = [
  [sso, getRoleCredentials, { roleName: text, accountId: text, accessToken: fc.stringMatching(/^[ -~]*$/) }],
  [
    ssoOidc,
    createToken,
    { clientId: text, clientSecret: text, grantType: text, refreshToken: text, scope: fc.array(text) },
  ],
  [signin, createOAuth2Token, { tokenInput: fc.record({ clientId: text, grantType: text, refreshToken: text }) }],
] as const;

test.each(inputs)("$id: requests are those of restJson", (service, operation, members) => {
  fc.assert(
    fc.property(fc.record<Record<string, unknown>>(members as never), (input) => {
      const written = (protocol: Protocol): unknown => protocol.serialize(operation, input, service);
      expect(written(plainRestJson)).toEqual(written(restJson));
    }),
  );
});

const key = '"accessKeyId": "a", "secretAccessKey": "s", "sessionToken": "é\\u00e9"';
const bodies = [
  [sso, getRoleCredentials, `{"roleCredentials": {${key}, "expiration": 1767323045123}}`],
  [sso, getRoleCredentials, '{"roleCredentials": null}'],
  [ssoOidc, createToken, '{"accessToken": "a", "expiresIn": 28800, "tokenType": "Bearer", "refreshToken": "r"}'],
  [signin, createOAuth2Token, `{"accessToken": {${key}}, "tokenType": "t", "expiresIn": 900, "refreshToken": "r"}`],
  ...["{}", "", "null", "nonsense"].flatMap((body) => inputs.map(([service, call]) => [service, call, body] as const)),
] as const;

test.each(bodies)("answers of $id are read as restJson reads them", (service, operation, body) => {
  const read = (protocol: Protocol): unknown => {
    const response: ParsableResponse = { status: 200, headers: { "x-amzn-requestid": "r" }, body: toUtf8(body) };
    try {
      return withoutNulls(protocol.parse(operation, response, service, { longs: "number" }));
    } catch (error) {
      return (error as Error).message;
    }
  };
  expect(read(plainRestJson)).toEqual(read(restJson));
});

/** For the callers null is as good as nothing. */
function withoutNulls(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (_name, inner) => inner ?? undefined) as unknown;
}

test.each([
  [{ "x-amzn-errortype": "AccessDeniedException:http://x" }, '{"error": "TOKEN_EXPIRED", "message": "m"}'],
  [{}, '{"__type": "x#AccessDeniedException", "error": "TOKEN_EXPIRED", "Message": "m"}'],
  [{}, '{"error": "invalid_grant", "error_description": "d"}'],
  [{}, "nonsense"],
])("errors are read as restJson reads them (%j %s)", async (headers, body) => {
  const read = async (protocol: Protocol): Promise<unknown> => {
    const response = { status: 400, headers: headers as Record<string, string>, body: toUtf8(body) };
    const { members, ...error } = await protocol.parseError(createOAuth2Token, response, signin, { longs: "number" });
    const { error: reason, message } = members(readSchema(createOAuth2Token.errors![0]!.members!));
    return { ...error, reason, message };
  };
  expect(await read(plainRestJson)).toEqual(await read(restJson));
});
