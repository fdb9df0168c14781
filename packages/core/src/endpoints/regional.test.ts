import { expect, test } from "vitest";
import { EndpointResolutionError } from "../errors/endpoint.js";
import { globalEndpoint, type RegionalEndpointParameters, regionalEndpoint } from "./regional.js";

const hosts: [parameters: RegionalEndpointParameters, url: string][] = [
  [{ Region: "eu-west-1" }, "https://svc.eu-west-1.amazonaws.com"],
  [{ Region: "cn-north-1" }, "https://svc.cn-north-1.amazonaws.com.cn"],
  [{ Region: "eu-west-1", UseFIPS: true }, "https://svc-fips.eu-west-1.amazonaws.com"],
  [{ Region: "eu-west-1", UseDualStack: true }, "https://svc.eu-west-1.api.aws"],
  [{ Region: "eu-west-1", UseFIPS: true, UseDualStack: true }, "https://svc-fips.eu-west-1.api.aws"],
  [{ Region: "eu-west-1", Endpoint: "http://localhost:1" }, "http://localhost:1"],
  [{ Endpoint: "http://localhost:1" }, "http://localhost:1"],
];

test.each(hosts)("%j resolves to %s", (parameters, url) => {
  expect(regionalEndpoint(parameters, "svc")).toEqual({ url, properties: {}, headers: {} });
});

const refusals: [parameters: RegionalEndpointParameters, message: string][] = [
  [{}, "Invalid Configuration: Missing Region"],
  [{ Endpoint: "http://h", UseFIPS: true }, "Invalid Configuration: FIPS and custom endpoint are not supported"],
  [
    { Endpoint: "http://h", UseDualStack: true },
    "Invalid Configuration: Dualstack and custom endpoint are not supported",
  ],
];

test.each(refusals)("%j is refused", (parameters, message) => {
  expect(() => regionalEndpoint(parameters, "svc")).toThrow(new EndpointResolutionError(message));
});

test("a global service is signed for the one region of its partition", () => {
  expect(globalEndpoint({ Region: "us-gov-east-1", UseFIPS: true }, "svc")).toEqual({
    url: "https://svc-fips.us-gov-west-1.amazonaws.com",
    properties: { authSchemes: [{ name: "sigv4", signingRegion: "us-gov-west-1" }] },
    headers: {},
  });
});
