import { expect, test } from "vitest";
import { registerCustomizations } from "../client/service-descriptor.js";
import { EndpointResolutionError, InvalidEndpointConfigurationError } from "../errors/endpoint.js";
import type { CallContext } from "../events/call-context.js";
import { HierarchicalEmitter } from "../events/emitter.js";
import { customizations } from "./eventbridge.js";

async function nameOf(message: string): Promise<Error> {
  const events = new HierarchicalEmitter();
  registerCustomizations(events, customizations);
  const context = {} as CallContext;
  const model = { name: "PutEvents", http: ["POST", "/"] } as const;
  await events.emit("before-endpoint-resolution.eventbridge", { builtins: {}, model, params: {}, context });
  return (context.endpointError as (error: Error) => Error)(new EndpointResolutionError(message));
}

test("refusals of global endpoints have botocore's class and the rules' words", async () => {
  const label = await nameOf("EndpointId must be a valid host label.");
  expect(label).toBeInstanceOf(InvalidEndpointConfigurationError);
  expect(label.message).toBe("EndpointId must be a valid host label.");
  expect(label.cause).toBeInstanceOf(EndpointResolutionError);
  const fips = "Invalid Configuration: FIPS is not supported with EventBridge multi-region endpoints.";
  expect(await nameOf(fips)).toBeInstanceOf(InvalidEndpointConfigurationError);
});

test("other refusals stay what they are", async () => {
  expect((await nameOf("Invalid Configuration: Missing Region")).name).toBe("EndpointResolutionError");
});
