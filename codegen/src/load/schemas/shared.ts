import type { SchemaObject } from "ajv";
import type { SharedFileName } from "../model-folder.js";
import { boolean, listOf, mapOf, name, names, number, object, oneOf, string } from "./grammar.js";

const outputs = {
  name,
  dnsSuffix: name,
  dualStackDnsSuffix: name,
  implicitGlobalRegion: name,
  supportsDualStack: boolean,
  supportsFIPS: boolean,
};

const partitions = object({
  version: string,
  partitions: listOf(
    object({
      id: name,
      regionRegex: name,
      regions: mapOf(object({}, { description: string, ...outputs })),
      outputs: object(outputs),
    }),
  ),
});

const endpoint = object(
  {},
  {
    credentialScope: object({}, { region: name, service: name }),
    deprecated: boolean,
    dnsSuffix: name,
    hostname: name,
    protocols: names,
    signatureVersions: names,
    sslCommonName: name,
    variants: listOf(object({ tags: listOf(oneOf("fips", "dualstack")) }, { hostname: name, dnsSuffix: name })),
  },
);

const endpoints = object({
  version: number,
  partitions: listOf(
    object({
      partition: name,
      partitionName: name,
      dnsSuffix: name,
      regionRegex: name,
      regions: mapOf(object({}, { description: string })),
      defaults: endpoint,
      services: mapOf(
        object(
          { endpoints: mapOf(endpoint) },
          { defaults: endpoint, isRegionalized: boolean, partitionEndpoint: name },
        ),
      ),
    }),
  ),
});

const defaults = object({
  version: number,
  base: mapOf({ anyOf: [string, number] }),
  modes: mapOf(mapOf(object({}, { add: number, multiply: number, override: { anyOf: [string, number] } }))),
});

const policy = object(
  {},
  {
    $ref: name,
    applies_when: object(
      {},
      {
        response: object({}, { service_error_code: name, http_status_code: { type: "integer" }, crc32body: name }),
        socket_errors: names,
      },
    ),
  },
);

const retryConfig = object(
  {},
  {
    max_attempts: { type: "integer" },
    delay: object({ type: oneOf("exponential"), base: { anyOf: [number, oneOf("rand")] }, growth_factor: number }),
    policies: mapOf(policy),
  },
);

const retry = object({
  definitions: mapOf(policy),
  retry: {
    type: "object",
    properties: { __default__: retryConfig },
    // Of each service: its own default, then its operations.
    additionalProperties: mapOf(retryConfig),
  },
});

/** The files beside the services' folders. */
export const sharedSchemas: Readonly<Record<SharedFileName, SchemaObject>> = {
  "partitions.json": partitions,
  "endpoints.json": endpoints,
  "sdk-default-configuration.json": defaults,
  "_retry.json": retry,
};
