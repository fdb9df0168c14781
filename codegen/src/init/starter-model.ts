import {
  defaultRuleSet,
  type RawMetadata,
  type RawPaginators,
  type RawRuleSet,
  type RawService,
  type RawWaiters,
} from "@inia/core/model";
import { className } from "../model/names.js";

/** Protocols that a service of one's own is likely to speak, by the names that `inia init` takes. */
export const starterProtocols = ["json", "rest-json", "query", "cbor"] as const;

export type StarterProtocol = (typeof starterProtocols)[number];

/** The files of a small model to begin with, by their names. */
export interface StarterModel {
  readonly "service-2.json": RawService;
  readonly "paginators-1.json": RawPaginators;
  readonly "waiters-2.json": RawWaiters;
  readonly "endpoint-rule-set-1.json": RawRuleSet;
}

/**
 * A model with one of each thing: a write, a read with an error, a list with pages, and a waiter. What a thing is
 * called is left to its user: these are items.
 */
export function starterModel(service: string, protocol: StarterProtocol, apiVersion: string): StarterModel {
  return {
    "service-2.json": serviceModel(service, protocol, apiVersion),
    "paginators-1.json": {
      pagination: {
        ListItems: {
          input_token: "NextToken",
          output_token: "NextToken",
          limit_key: "MaxResults",
          result_key: "Items",
        },
      },
    },
    "waiters-2.json": {
      version: 2,
      waiters: {
        ItemReady: {
          operation: "GetItem",
          delay: 2,
          maxAttempts: 30,
          acceptors: [
            { matcher: "path", argument: "Item.State", expected: "READY", state: "success" },
            { matcher: "error", expected: "ItemNotFound", state: "retry" },
          ],
        },
      },
    },
    "endpoint-rule-set-1.json": defaultRuleSet(service, "example.com"),
  };
}

function serviceModel(service: string, protocol: StarterProtocol, apiVersion: string): RawService {
  const isRest = protocol === "rest-json";
  const http = (method: "GET" | "PUT", requestUri: string) =>
    isRest ? ({ method, requestUri } as const) : ({ method: "POST", requestUri: "/" } as const);
  const query = (locationName: string) => (isRest ? ({ location: "querystring", locationName } as const) : {});
  const label = isRest ? ({ location: "uri", locationName: "Id" } as const) : {};
  return {
    version: "2.0",
    metadata: metadata(service, protocol, apiVersion),
    operations: {
      PutItem: {
        name: "PutItem",
        http: http("PUT", "/items/{Id}"),
        input: { shape: "PutItemRequest" },
        output: { shape: "PutItemResponse", ...resultWrapper("PutItem", protocol) },
        errors: [{ shape: "ItemInvalid" }],
        idempotent: true,
      },
      GetItem: {
        name: "GetItem",
        http: http("GET", "/items/{Id}"),
        input: { shape: "GetItemRequest" },
        output: { shape: "GetItemResponse", ...resultWrapper("GetItem", protocol) },
        errors: [{ shape: "ItemNotFound" }],
        readonly: true,
      },
      ListItems: {
        name: "ListItems",
        http: http("GET", "/items"),
        input: { shape: "ListItemsRequest" },
        output: { shape: "ListItemsResponse", ...resultWrapper("ListItems", protocol) },
        readonly: true,
      },
    },
    shapes: {
      PutItemRequest: {
        type: "structure",
        required: ["Id"],
        members: { Id: { shape: "ItemId", ...label }, Size: { shape: "Long" }, Tags: { shape: "Tags" } },
      },
      PutItemResponse: { type: "structure", required: ["Item"], members: { Item: { shape: "Item" } } },
      GetItemRequest: { type: "structure", required: ["Id"], members: { Id: { shape: "ItemId", ...label } } },
      GetItemResponse: { type: "structure", required: ["Item"], members: { Item: { shape: "Item" } } },
      ListItemsRequest: {
        type: "structure",
        members: {
          MaxResults: { shape: "PageSize", ...query("maxResults") },
          NextToken: { shape: "String", ...query("nextToken") },
        },
      },
      ListItemsResponse: {
        type: "structure",
        required: ["Items"],
        members: { Items: { shape: "Items" }, NextToken: { shape: "String" } },
      },
      Item: {
        type: "structure",
        required: ["Id", "State"],
        members: {
          Id: { shape: "ItemId" },
          State: { shape: "ItemState" },
          Size: { shape: "Long" },
          Tags: { shape: "Tags" },
          CreatedAt: { shape: "Timestamp" },
        },
      },
      Items: { type: "list", member: { shape: "Item" } },
      ItemId: { type: "string", min: 1, max: 64, pattern: "^[a-z0-9-]+$" },
      ItemState: { type: "string", enum: ["PENDING", "READY"] },
      Tags: { type: "map", key: { shape: "String" }, value: { shape: "String" } },
      PageSize: { type: "integer", min: 1, max: 100 },
      Long: { type: "long" },
      String: { type: "string" },
      Timestamp: { type: "timestamp" },
      ItemNotFound: {
        type: "structure",
        members: { Message: { shape: "String" } },
        error: { httpStatusCode: 404, senderFault: true },
        exception: true,
      },
      ItemInvalid: {
        type: "structure",
        members: { Message: { shape: "String" } },
        error: { httpStatusCode: 400, senderFault: true },
        exception: true,
      },
    },
  };
}

function metadata(service: string, protocol: StarterProtocol, apiVersion: string): RawMetadata {
  const facts = {
    apiVersion,
    endpointPrefix: service,
    serviceId: service,
    serviceFullName: className(service),
    signatureVersion: "v4",
    signingName: service,
    uid: `${service}-${apiVersion}`,
  } as const;
  switch (protocol) {
    case "json":
      return { ...facts, protocol, jsonVersion: "1.1", targetPrefix: className(service) };
    case "rest-json":
      return { ...facts, protocol };
    case "query":
      return { ...facts, protocol, xmlNamespace: `https://${service}.example.com/doc/${apiVersion}/` };
    case "cbor":
      return { ...facts, protocol: "smithy-rpc-v2-cbor", targetPrefix: className(service) };
  }
}

/** Answers in the query protocol are wrapped in an element of the operation's name. */
function resultWrapper(operation: string, protocol: StarterProtocol): { readonly resultWrapper?: string } {
  return protocol === "query" ? { resultWrapper: `${operation}Result` } : {};
}
