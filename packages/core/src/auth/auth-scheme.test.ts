import { expect, test } from "vitest";
import { UnknownSignatureVersionError, UnsupportedSignatureVersionError } from "../errors/config.js";
import { type AuthSettings, bearerTokenVariable, callAuth, chooseSigner } from "./auth-scheme.js";
import { preferredVersion, versionOfAuth } from "./auth-trait.js";
import type { OfferedScheme } from "./endpoint-auth-scheme.js";

const SIGV4 = "aws.auth#sigv4";
const SIGV4A = "aws.auth#sigv4a";
const BEARER = "smithy.api#httpBearerAuth";
const NONE = "smithy.api#noAuth";

test("the first scheme that a model offers is taken", () => {
  expect(versionOfAuth([SIGV4A, SIGV4])).toBe("v4a");
  expect(versionOfAuth([NONE])).toBe("none");
  expect(() => versionOfAuth(["example#other"])).toThrow(UnknownSignatureVersionError);
});

test.each([
  [["sigv4a"], [SIGV4, SIGV4A], "v4a"],
  [["other", "httpBearerAuth", "sigv4"], [SIGV4, BEARER], "bearer"],
  [["SIGV4A"], [SIGV4, SIGV4A], "v4"],
  [["sigv4a"], [SIGV4], "v4"],
  [["noAuth"], [SIGV4, NONE], "none"],
])("with preferences %j among %j, %s is taken", (preference, offered, expected) => {
  expect(preferredVersion(preference, offered)).toBe(expected);
});

test("schemes of which none is known are refused by name", () => {
  expect(() => preferredVersion(["sigv4"], ["x#b", "x#a"])).toThrow(UnsupportedSignatureVersionError);
  expect(() => preferredVersion(["sigv4"], ["x#b", "x#a"])).toThrow("a, b");
});

const sigv4: OfferedScheme = { name: "sigv4", signingName: "s3", signingRegion: "eu-west-1" };
const sigv4a: OfferedScheme = { name: "sigv4a", signingName: "s3", signingRegionSet: ["us-*", "*"] };
const express: OfferedScheme = { name: "sigv4-s3express", signingName: "s3express", signingRegion: "us-east-1" };

test.each<[name: string, OfferedScheme[], Partial<AuthSettings>, expected: object]>([
  ["the first known one", [{ name: "new" }, sigv4], {}, { authType: "v4", region: "eu-west-1", signingName: "s3" }],
  ["a set of regions joined", [sigv4a], {}, { authType: "v4a", region: "us-*,*", signingName: "s3" }],
  ["the preferred one", [sigv4a, sigv4], { authSchemePreference: ["sigv4"] }, { authType: "v4", region: "eu-west-1" }],
  ["that of the version given in code", [sigv4a, sigv4], given("s3v4"), { authType: "s3v4", region: "eu-west-1" }],
  ["none for an old version", [sigv4], given("s3"), { authType: undefined }],
  ["none for another version", [sigv4], given("v4a"), { authType: undefined }],
  ["unsigned when that is given", [sigv4], given("none"), { authType: "none" }],
  ["S3 Express whatever is preferred", [express], { authSchemePreference: ["sigv4a"] }, { authType: "v4-s3express" }],
])("an endpoint's schemes: %s", (_, schemes, more, expected) => {
  expect(callAuth({}, schemes, { ...settings, ...more })).toMatchObject(expected);
});

test("an endpoint that offers nothing known is refused by name", () => {
  expect(() => callAuth({}, [{ name: "new" }], settings)).toThrow("new");
});

test("without schemes of the endpoint, operation traits decide, the newer one first", () => {
  expect(callAuth({ auth: [NONE], authType: "v4" }, undefined, settings).authType).toBe("none");
  expect(callAuth({ authType: "bearer" }, undefined, settings).authType).toBe("bearer");
  expect(callAuth({}, undefined, settings).authType).toBeUndefined();
  const preferring = { ...settings, authSchemePreference: ["sigv4a"] };
  expect(callAuth({ auth: [SIGV4, SIGV4A] }, undefined, preferring).authType).toBe("v4a");
});

test.each<[authType: string | undefined, signingName: string, version: string]>([
  ["none", "s3", "none"],
  ["bearer", "codecatalyst", "bearer"],
  ["v4", "dynamodb", "v4"],
  ["v4", "s3", "s3v4"],
  ["v4", "s3-outposts", "s3v4"],
  ["v4", "s3-object-lambda", "s3v4"],
  ["v4", "s3vectors", "v4"],
  ["v4a", "s3", "s3v4a"],
  ["v4a", "events", "v4a"],
  ["v4-s3express", "s3express", "v4-s3express"],
  ["v4-unsigned-body", "lex", "v4"],
  ["s3v4", "s3", "s3v4"],
  [undefined, "sdb", "v2"],
])("auth type %s of %s is signed with %s", (authType, signingName, version) => {
  const choice = chooseSigner(
    { authType, signingName, unsignedPayload: false },
    { ...settings, signatureVersion: "v2" },
  );
  expect(choice).toMatchObject({ signatureVersion: version, signingName });
});

test("unsigned payloads need an auth type, and v4-unsigned-body is one", () => {
  expect(chooseSigner({ authType: "v4-unsigned-body", unsignedPayload: false }, settings).unsignedPayload).toBe(true);
  expect(chooseSigner({ authType: "v4", unsignedPayload: true }, settings).unsignedPayload).toBe(true);
  expect(chooseSigner({ authType: undefined, unsignedPayload: true }, settings).unsignedPayload).toBe(false);
});

test("region and name come from the endpoint, else from the client; SigV4a's set is the configured one", () => {
  const call = { authType: "v4", region: "eu-west-1", signingName: "n", unsignedPayload: false };
  expect(chooseSigner(call, settings)).toMatchObject({ region: "eu-west-1", signingName: "n" });
  expect(chooseSigner({ authType: "v4", unsignedPayload: false }, settings)).toMatchObject({ region: "us-east-1" });

  const asymmetric = { authType: "v4a", unsignedPayload: false };
  expect(chooseSigner(asymmetric, settings).region).toBe("*");
  expect(chooseSigner({ ...asymmetric, region: "us-*" }, settings).region).toBe("us-*");
  const configured = { ...settings, sigv4aSigningRegionSet: "eu-*" };
  expect(chooseSigner({ ...asymmetric, region: "us-*" }, configured).region).toBe("eu-*");
  expect(chooseSigner({ ...asymmetric, region: "us-*" }, configured, "-query").region).toBe("us-*");
});

test.each<[name: string, Partial<AuthSettings>, version: string]>([
  ["a preference, where nothing is given in code", { authSchemePreference: ["httpBearerAuth"] }, "bearer"],
  ["no preference over what is given", { authSchemePreference: ["httpBearerAuth"], ...given("v4") }, "v4"],
  ["a token in the environment", { hasEnvironmentToken: true }, "bearer"],
  ["no token over what is given", { hasEnvironmentToken: true, ...given("v4") }, "v4"],
  [
    "no token over a preference in code",
    { hasEnvironmentToken: true, authSchemePreference: ["sigv4"], authSchemePreferenceGiven: true },
    "v4",
  ],
  [
    "a token over a preference from elsewhere",
    { hasEnvironmentToken: true, authSchemePreference: ["sigv4"] },
    "bearer",
  ],
  ["no token of another service", { hasEnvironmentToken: true, signingName: "sqs" }, "v4"],
  ["no token that the service does not take", { hasEnvironmentToken: true, auth: [SIGV4] }, "v4"],
])("without an auth type, %s counts", (_, more, version) => {
  const bedrock = { ...settings, auth: [SIGV4, BEARER], signingName: "bedrock", ...more };
  expect(chooseSigner({ authType: undefined, unsignedPayload: false }, bedrock).signatureVersion).toBe(version);
});

test("presigning has a suffix, and follows neither preference nor token", () => {
  const bedrock = { ...settings, auth: [SIGV4, BEARER], signingName: "bedrock", hasEnvironmentToken: true };
  const call = { authType: undefined, unsignedPayload: false };
  expect(chooseSigner(call, bedrock, "-query").signatureVersion).toBe("v4-query");
  expect(chooseSigner({ ...call, authType: "none" }, bedrock, "-query").signatureVersion).toBe("none");
  expect(chooseSigner({ ...call, authType: "v4", signingName: "s3" }, bedrock, "-presign-post")).toMatchObject({
    signatureVersion: "s3v4-presign-post",
  });
});

test("the variable of a token has the signing name in it", () => {
  expect(bearerTokenVariable("bedrock")).toBe("AWS_BEARER_TOKEN_BEDROCK");
  expect(bearerTokenVariable("my-new service")).toBe("AWS_BEARER_TOKEN_MY_NEW_SERVICE");
});

const settings: AuthSettings = {
  signatureVersion: "v4",
  givenSignatureVersion: undefined,
  authSchemePreference: [],
  authSchemePreferenceGiven: false,
  sigv4aSigningRegionSet: undefined,
  region: "us-east-1",
  signingName: "service",
};

function given(version: string): Partial<AuthSettings> {
  return { signatureVersion: version, givenSignatureVersion: version };
}
