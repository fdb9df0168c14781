import type { SchemaObject } from "ajv";
import { boolean, listOf, mapOf, name, names, number, object, oneOf, string, variants } from "./grammar.js";

const deprecation = { deprecated: boolean, deprecatedMessage: string, deprecatedSince: string };

const protocol = oneOf("json", "rest-json", "rest-xml", "query", "ec2", "smithy-rpc-v2-cbor");
const authTrait = oneOf("aws.auth#sigv4", "aws.auth#sigv4a", "smithy.api#httpBearerAuth", "smithy.api#noAuth");

const metadata = object(
  {
    apiVersion: name,
    endpointPrefix: name,
    protocol,
    serviceId: name,
    signatureVersion: oneOf("v2", "v3", "v3https", "v4", "v4a", "s3", "s3v4", "bearer", "none"),
  },
  {
    auth: listOf(authTrait),
    awsQueryCompatible: object({}),
    checksumFormat: oneOf("md5", "sha256"),
    globalEndpoint: name,
    jsonVersion: oneOf("1.0", "1.1"),
    protocolSettings: object({}, { h2: oneOf("optional", "eventstream", "required") }),
    protocols: listOf(protocol),
    ripServiceName: name,
    serviceAbbreviation: string,
    serviceFullName: string,
    signingName: name,
    targetPrefix: string,
    uid: string,
    xmlNamespace: string,
  },
);

const traits = {
  ...deprecation,
  box: boolean,
  documentation: string,
  enum: names,
  error: object({}, { code: name, fault: boolean, httpStatusCode: { type: "integer" }, senderFault: boolean }),
  event: boolean,
  eventstream: boolean,
  exception: boolean,
  fault: boolean,
  flattened: boolean,
  locationName: string,
  max: number,
  min: number,
  pattern: string,
  requiresLength: boolean,
  sensitive: boolean,
  streaming: boolean,
  timestampFormat: oneOf("iso8601", "unixTimestamp", "rfc822"),
  xmlNamespace: object({ uri: string }, { prefix: string }),
};

const reference = object(
  { shape: name },
  {
    ...traits,
    contextParam: object({ name }),
    endpointdiscoveryid: boolean,
    eventheader: boolean,
    eventpayload: boolean,
    hostLabel: boolean,
    idempotencyToken: boolean,
    jsonvalue: boolean,
    location: oneOf("uri", "querystring", "header", "headers", "statusCode"),
    queryName: string,
    resultWrapper: string,
    wrapper: boolean,
    xmlAttribute: boolean,
  },
);

const structure = object(
  { members: mapOf({ $ref: "#/$defs/reference" }) },
  {
    ...traits,
    document: boolean,
    payload: name,
    required: names,
    retryable: object({}, { throttling: boolean }),
    synthetic: boolean,
    union: boolean,
    wrapper: boolean,
    xmlOrder: names,
  },
);
const list = object({ member: { $ref: "#/$defs/reference" } }, { ...traits, sparse: boolean });
const map = object(
  { key: { $ref: "#/$defs/reference" }, value: { $ref: "#/$defs/reference" } },
  { ...traits, sparse: boolean },
);
const scalars = ["blob", "boolean", "character", "double", "float", "integer", "long", "string", "timestamp"];

const shape = variants("type", [
  [["structure"], structure],
  [["list"], list],
  [["map"], map],
  [scalars, object({}, traits)],
]);

const checksums = oneOf(
  "CRC32",
  "CRC32C",
  "CRC64NVME",
  "SHA1",
  "SHA256",
  "SHA512",
  "MD5",
  "XXHASH64",
  "XXHASH3",
  "XXHASH128",
);

const operation = object(
  {
    name,
    http: object(
      { method: oneOf("GET", "PUT", "POST", "DELETE", "PATCH", "HEAD", "OPTIONS"), requestUri: string },
      { responseCode: { type: "integer" } },
    ),
  },
  {
    ...deprecation,
    input: { $ref: "#/$defs/reference" },
    output: { $ref: "#/$defs/reference" },
    errors: listOf({ $ref: "#/$defs/reference" }),
    documentation: string,
    documentationUrl: string,
    auth: listOf(authTrait),
    authtype: oneOf("none", "v4", "v4-unsigned-body", "bearer"),
    endpoint: object({ hostPrefix: name }),
    endpointdiscovery: object({}, { required: boolean }),
    endpointoperation: boolean,
    httpChecksum: object(
      {},
      {
        requestAlgorithmMember: name,
        requestChecksumRequired: boolean,
        requestValidationModeMember: name,
        responseAlgorithms: listOf(checksums),
      },
    ),
    httpChecksumRequired: boolean,
    idempotent: boolean,
    operationContextParams: mapOf(object({ path: name })),
    readonly: boolean,
    requestcompression: object({ encodings: listOf(oneOf("gzip")) }),
    staticContextParams: mapOf(object({ value: { anyOf: [boolean, string, listOf(string)] } })),
    unsignedPayload: boolean,
  },
);

/** `service-2.json` */
export const serviceSchema: SchemaObject = {
  $defs: { reference, shape, operation },
  ...object(
    {
      metadata,
      operations: mapOf({ $ref: "#/$defs/operation" }),
      shapes: mapOf({ $ref: "#/$defs/shape" }),
    },
    {
      ...deprecation,
      version: string,
      documentation: string,
      examples: { type: "object" },
      clientContextParams: mapOf(object({ type: oneOf("boolean", "string") }, { documentation: string })),
    },
  ),
};
