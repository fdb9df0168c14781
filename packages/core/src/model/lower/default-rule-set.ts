import type { RawRuleSet } from "../raw-endpoints.js";

/** Endpoint rules of a service whose model brings none: a given endpoint, else the service's host in the region. */
export function defaultRuleSet(endpointPrefix: string, domain = "amazonaws.com"): RawRuleSet {
  return {
    version: "1.0",
    parameters: {
      Region: { type: "String", builtIn: "AWS::Region", required: false },
      Endpoint: { type: "String", builtIn: "SDK::Endpoint", required: false },
    },
    rules: [
      {
        type: "endpoint",
        conditions: [{ fn: "isSet", argv: [{ ref: "Endpoint" }] }],
        endpoint: { url: { ref: "Endpoint" }, properties: {}, headers: {} },
      },
      {
        type: "endpoint",
        conditions: [{ fn: "isSet", argv: [{ ref: "Region" }] }],
        endpoint: { url: `https://${endpointPrefix}.{Region}.${domain}`, properties: {}, headers: {} },
      },
      { type: "error", conditions: [], error: "Invalid Configuration: Missing Region" },
    ],
  } as RawRuleSet;
}
