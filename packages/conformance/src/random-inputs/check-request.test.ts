import { OperationModel, type RawOperation, type RawService, ServiceModel } from "@inia/core/model";
import { describe, expect, test } from "vitest";
import { checkRequest } from "./check-request.js";

const good = { method: "POST", url: "https://example.com/", headers: { Authorization: "AWS4-HMAC-SHA256 …" } };

const operationOf = (protocol: string, traits: Partial<RawOperation> = {}): OperationModel => {
  const raw = { name: "Do", http: { method: "POST", requestUri: "/" }, ...traits } as RawOperation;
  const service: unknown = { metadata: { endpointPrefix: "test", protocol }, operations: { Do: raw }, shapes: {} };
  return new OperationModel(raw, new ServiceModel(service as RawService));
};

const check =
  (protocol: string, body: string, changed: object = {}) =>
  (): void =>
    checkRequest({ ...good, body: new Uint8Array(Buffer.from(body)), ...changed }, operationOf(protocol));

describe("accepted", () => {
  test.each([
    ["json", '{"A":"é"}'],
    ["rest-json", ""],
    ["rest-xml", '<A xmlns="x"><B>1 &lt; 2 &#xD;</B><C/></A>'],
    ["query", "Action=Do&Version=1&A=%20*"],
    ["smithy-rpc-v2-cbor", ""],
  ])("%s: %s", (protocol, body) => {
    expect(check(protocol, body)).not.toThrow();
  });
});

describe("refused", () => {
  test.each([
    ["json", "{", "JSON"],
    ["rest-xml", "<A><B></A></B>", "</A> closes <B>."],
    ["rest-xml", "<A>1 < 2</A>", "Not well-formed from here: < 2</A>"],
    ["rest-xml", "<A>\u0007</A>", "Not well-formed"],
    ["rest-xml", "<A>&nbsp;</A>", "Not well-formed"],
    ["rest-xml", '<A b="<"/>', "Not well-formed"],
    ["rest-xml", "<A/><B/>", "more than one element"],
    ["rest-xml", "<A>", "<A> is not closed."],
    ["query", "Action=Do", "The form has no Version."],
    ["ec2", "Action=Do&Version=1&A=a b", "must be escaped: A=a b"],
  ])("%s: %s", (protocol, body, message) => {
    expect(check(protocol, body)).toThrow(message);
  });

  test.each([
    ["a URL with a space", { url: "https://example.com/a b" }, "must be escaped"],
    ["plain http", { url: "http://example.com/" }, "leads nowhere"],
    ["no signature", { headers: {} }, "not signed"],
    ["a header of two lines", { headers: { ...good.headers, "x-a": "b\r\nc" } }, "The header x-a cannot be sent."],
  ])("%s", (_, changed, message) => {
    expect(check("json", "{}", changed)).toThrow(message);
  });
});

test("what the model sends to anyone needs no signature", () => {
  const operation = operationOf("json", { authtype: "none" });
  expect(() => checkRequest({ ...good, headers: {}, body: new Uint8Array(0) }, operation)).not.toThrow();
});
