import { expect, test } from "vitest";
import { json } from "../protocols/json.js";
import { Session } from "../session/session.js";
import { ClientState } from "./client-state.js";
import type { ServiceDescriptor } from "./service-descriptor.js";

const service: ServiceDescriptor = {
  id: "iot-data-plane",
  folder: "iot-data",
  serviceId: "IoT Data Plane",
  apiVersion: "2015-05-28",
  endpointPrefix: "data-ats.iot",
  signingName: "iotdata",
  eventAliases: ["data.iot", "iot-data"],
  protocol: json,
  endpoint: { parameters: {}, resolve: () => ({ url: "https://example.com", properties: {}, headers: {} }) },
};

test.each([undefined, new Session()])("handlers may be registered by older names of the service (%#)", (session) => {
  const config = { region: "eu-west-1", credentials: { accessKeyId: "AKIDTEST", secretAccessKey: "secret" } };
  const { events } = new ClientState(service, config, session, () => undefined);
  const handler = (): void => {};
  events.register("before-call.data.iot.Publish", handler);
  events.register("before-call.iot-data", handler);
  expect(events.handlersOf("before-call.iot-data-plane.Publish")).toEqual([handler, handler]);
});
