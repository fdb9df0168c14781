import type { SchemaObject } from "ajv";
import { mapOf, name, object } from "./grammar.js";

/** `services.json` */
export const serviceTableSchema: SchemaObject = {
  ...mapOf(
    object({ apiVersion: name, serviceId: name, hyphenizedServiceId: name, clientId: name, endpointPrefix: name }),
  ),
  // The names of folders: import removes those that are gone, and nothing outside of the folder of models.
  propertyNames: { type: "string", pattern: "^[A-Za-z0-9_][A-Za-z0-9_.-]*$" },
};

/** As much of `service-2.json` as tells which service it is. */
export const identitySchema: SchemaObject = {
  type: "object",
  required: ["metadata"],
  properties: {
    metadata: {
      type: "object",
      required: ["serviceId", "endpointPrefix"],
      properties: { serviceId: name, endpointPrefix: name },
    },
  },
};
