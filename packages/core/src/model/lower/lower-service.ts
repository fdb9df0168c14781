import { chooseProtocol } from "../choose-protocol.js";
import { millisecondTimestampServices } from "../customized-services.js";
import { eventAliasesOf } from "../event-aliases.js";
import { hyphenizeServiceId } from "../names.js";
import type { RawOperation, RawProtocol, RawService } from "../raw-model.js";
import { given } from "./given.js";
import { errorNames, lowerError } from "./lower-errors.js";
import { lowerStructures } from "./lower-structures.js";
import type { LoweredOperation, LoweredService, ServiceFacts } from "./lowered.js";
import { operationCode } from "./operation-code.js";

/** Lowers a service model to plain data: what `emit` prints and `clientFromModel` runs. */
export function lowerService(model: RawService): LoweredService {
  const facts = lowerMetadata(model);
  return {
    facts,
    structures: lowerStructures(model, facts.protocol),
    errors: errorNames(model).map((name) => lowerError(name, model.shapes[name]!)),
    operations: Object.entries(model.operations).map(([name, operation]) =>
      lowerOperation(name, operation, facts.protocol, model),
    ),
  };
}

function lowerMetadata(model: RawService): ServiceFacts {
  const { metadata, clientContextParams } = model;
  const id = hyphenizeServiceId(metadata.serviceId);
  return {
    id,
    serviceId: metadata.serviceId,
    apiVersion: metadata.apiVersion,
    protocol: chooseProtocol(metadata),
    endpointPrefix: metadata.endpointPrefix,
    signingName: metadata.signingName ?? metadata.endpointPrefix,
    ...given("signatureVersion", metadata.signatureVersion),
    ...given("auth", metadata.auth),
    ...given("targetPrefix", metadata.targetPrefix),
    ...given("jsonVersion", metadata.jsonVersion),
    ...given("millisecondTimestamps", millisecondTimestampServices.has(id) && (true as const)),
    ...given("queryCompatible", metadata.awsQueryCompatible && (true as const)),
    ...given(
      "endpointDiscovery",
      Object.values(model.operations).some((operation) => operation.endpointoperation) && (1 as const),
    ),
    ...given("eventAliases", eventAliasesOf(id)),
    ...given(
      "clientContextParams",
      clientContextParams &&
        Object.fromEntries(Object.entries(clientContextParams).map(([name, { type }]) => [name, type])),
    ),
  };
}

/** The key is the operation's name everywhere; `operation.name` (CloudFront's carries a date) goes nowhere. */
function lowerOperation(
  name: string,
  operation: RawOperation,
  protocol: RawProtocol,
  model: RawService,
): LoweredOperation {
  const { http, input, httpChecksum } = operation;
  const inputMembers = Object.entries((input && model.shapes[input.shape]?.members) ?? {});
  const contextParams = inputMembers.flatMap(([member, { contextParam }]) =>
    contextParam ? [[contextParam.name, member] as const] : [],
  );
  const namespace = typeof input?.xmlNamespace === "string" ? { uri: input.xmlNamespace } : input?.xmlNamespace;
  const errors = [
    ...new Set([...(operation.errors ?? []).map(({ shape }) => shape), ...streamedErrors(operation, model)]),
  ];
  const checksumRequired = operation.httpChecksumRequired || httpChecksum?.requestChecksumRequired;
  return {
    name,
    http:
      http.responseCode === undefined
        ? [http.method, http.requestUri]
        : [http.method, http.requestUri, http.responseCode],
    ...given("input", input?.shape),
    ...given("output", operation.output?.shape),
    errors,
    code: operationCode(operation, errors, protocol, model),
    ...given(
      "xmlRoot",
      input?.locationName === undefined
        ? undefined
        : namespace === undefined
          ? ([input.locationName] as const)
          : namespace.prefix === undefined
            ? ([input.locationName, namespace.uri] as const)
            : ([input.locationName, namespace.uri, namespace.prefix] as const),
    ),
    ...given("resultWrapper", operation.output?.resultWrapper),
    ...given("hostPrefix", operation.endpoint?.hostPrefix),
    ...given("auth", operation.auth),
    ...given("authType", operation.authtype),
    ...given("unsignedPayload", operation.unsignedPayload && (1 as const)),
    ...given(
      "checksum",
      httpChecksum || checksumRequired
        ? {
            ...given("required", checksumRequired && (1 as const)),
            ...given("algorithmMember", httpChecksum?.requestAlgorithmMember),
            ...given("modeMember", httpChecksum?.requestValidationModeMember),
            ...given("responseAlgorithms", httpChecksum?.responseAlgorithms),
          }
        : undefined,
    ),
    ...given("compression", operation.requestcompression?.encodings),
    ...given("contextParams", contextParams.length > 0 ? Object.fromEntries(contextParams) : undefined),
    ...given(
      "staticContextParams",
      operation.staticContextParams &&
        Object.fromEntries(Object.entries(operation.staticContextParams).map(([name, { value }]) => [name, value])),
    ),
    ...given(
      "operationContextParams",
      operation.operationContextParams &&
        Object.fromEntries(Object.entries(operation.operationContextParams).map(([name, { path }]) => [name, path])),
    ),
    ...given("eventStream", eventStreamSide(operation, model)),
    ...given("streams", streamedSide(operation, model)),
    ...given(
      "discovery",
      operation.endpointdiscovery && { ...given("required", operation.endpointdiscovery.required && (1 as const)) },
    ),
    ...given("endpointOperation", operation.endpointoperation && (1 as const)),
  };
}

/** Events that are sent are no matter of it: they have code of their own. */
function streamedSide(operation: RawOperation, model: RawService): LoweredOperation["streams"] {
  const { shapes } = model;
  const isBlob = (side: RawOperation["input"]): boolean => {
    const { payload, members = {} } = shapes[side?.shape ?? ""] ?? {};
    return payload !== undefined && shapes[members[payload]!.shape]!.type === "blob";
  };
  const receives = isBlob(operation.output) || /output|both/.test(eventStreamSide(operation, model) ?? "");
  return isBlob(operation.input) ? (receives ? "both" : "input") : receives ? "output" : undefined;
}

function eventStreamSide({ input, output }: RawOperation, { shapes }: RawService): LoweredOperation["eventStream"] {
  const streams = (name: string | undefined): boolean =>
    name !== undefined &&
    Object.values(shapes[name]!.members ?? {}).some(({ shape }) => shapes[shape]!.eventstream === true);
  const [sends, receives] = [streams(input?.shape), streams(output?.shape)];
  return sends ? (receives ? "both" : "input") : receives ? "output" : undefined;
}

/** Errors that arrive in the operation's event stream; models do not always list them with the operation, too. */
function streamedErrors({ output }: RawOperation, { shapes }: RawService): string[] {
  const members = Object.values((output && shapes[output.shape]!.members) ?? {});
  const stream = members.map(({ shape }) => shapes[shape]!).find(({ eventstream }) => eventstream);
  return Object.values(stream?.members ?? {}).flatMap(({ shape }) => (shapes[shape]!.exception ? [shape] : []));
}
