import type { RawRuleSet } from "../model/raw-endpoints.js";
import type { RawPaginators, RawService, RawWaiters } from "../model/raw-model.js";

/** A made-up service: it lends books. */
export const library: RawService = {
  version: "2.0",
  metadata: {
    apiVersion: "2020-05-01",
    endpointPrefix: "library",
    protocol: "rest-json",
    serviceFullName: "Made-up Library",
    serviceId: "Book Library",
    signatureVersion: "v4",
    signingName: "books",
    uid: "library-2020-05-01",
  },
  clientContextParams: { Branch: { type: "string" } },
  operations: {
    LendBook: {
      name: "LendBook",
      http: { method: "POST", requestUri: "/books/{Isbn}/loans", responseCode: 201 },
      input: { shape: "LendBookRequest" },
      output: { shape: "Loan" },
      errors: [{ shape: "BookIsOut" }],
      staticContextParams: { Desk: { value: "front" } },
    },
    ListBooks: {
      name: "ListBooks",
      http: { method: "GET", requestUri: "/books" },
      input: { shape: "ListBooksRequest" },
      output: { shape: "ListBooksResponse" },
      operationContextParams: { Shelf: { path: "Filter.Shelves[0]" } },
    },
    ReadBook: {
      name: "ReadBook",
      http: { method: "GET", requestUri: "/books/{Isbn}" },
      input: { shape: "ReadBookRequest" },
      output: { shape: "ReadBookResponse" },
      endpoint: { hostPrefix: "read-" },
    },
    Close: { name: "Close", http: { method: "POST", requestUri: "/close" } },
  },
  shapes: {
    LendBookRequest: {
      type: "structure",
      required: ["Isbn"],
      members: {
        Isbn: { shape: "Isbn", location: "uri", locationName: "Isbn" },
        Token: { shape: "String", idempotencyToken: true },
        Labels: { shape: "Labels" },
      },
    },
    Loan: { type: "structure", members: { Due: { shape: "Time" }, Chain: { shape: "Loan" } } },
    BookIsOut: {
      type: "structure",
      members: { Message: { shape: "String" }, Until: { shape: "Time" } },
      error: { httpStatusCode: 409, senderFault: true },
      exception: true,
    },
    LibraryIsClosed: { type: "structure", members: {}, exception: true, error: { code: "Closed" } },
    ListBooksRequest: {
      type: "structure",
      members: {
        NextToken: { shape: "String", location: "querystring", locationName: "next" },
        Limit: { shape: "String", location: "querystring", locationName: "limit" },
        Filter: { shape: "Filter" },
      },
    },
    Filter: { type: "structure", members: { Shelves: { shape: "Strings" } } },
    ListBooksResponse: {
      type: "structure",
      members: { Books: { shape: "Books" }, Total: { shape: "Integer" }, NextToken: { shape: "String" } },
    },
    ReadBookRequest: {
      type: "structure",
      required: ["Isbn"],
      members: { Isbn: { shape: "Isbn", location: "uri", locationName: "Isbn" } },
    },
    ReadBookResponse: { type: "structure", members: { Text: { shape: "Text" } }, payload: "Text" },
    Text: { type: "blob", streaming: true },
    Books: { type: "list", member: { shape: "Isbn" } },
    Strings: { type: "list", member: { shape: "String" } },
    Labels: { type: "map", key: { shape: "String" }, value: { shape: "String" } },
    Isbn: { type: "string", min: 10, max: 13, pattern: "^[0-9X]+$" },
    String: { type: "string" },
    Integer: { type: "integer" },
    Time: { type: "timestamp", timestampFormat: "iso8601" },
  },
};

export const paginators: RawPaginators = {
  pagination: {
    ListBooks: {
      input_token: "NextToken",
      output_token: "NextToken",
      limit_key: "Limit",
      result_key: "Books",
      non_aggregate_keys: ["Total"],
    },
  },
};

export const waiters: RawWaiters = {
  version: 2,
  waiters: {
    BookReturned: {
      operation: "ListBooks",
      delay: 5,
      maxAttempts: 3,
      acceptors: [
        { matcher: "path", state: "success", argument: "length(Books) > `0`", expected: true },
        { matcher: "status", state: "retry", expected: 404 },
        { matcher: "error", state: "failure", expected: "BookIsOut" },
      ],
    },
  },
};

export const ruleSet: RawRuleSet = {
  version: "1.0",
  parameters: {
    Region: { type: "string", builtIn: "AWS::Region" },
    Desk: { type: "string" },
    Shelf: { type: "string" },
    Branch: { type: "string", default: "main" },
  },
  rules: [
    {
      type: "endpoint",
      conditions: [{ fn: "isSet", argv: [{ ref: "Desk" }] }],
      endpoint: { url: "https://{Desk}.{Branch}.{Region}.example.org" },
    },
    {
      type: "endpoint",
      conditions: [{ fn: "isSet", argv: [{ ref: "Shelf" }] }],
      endpoint: { url: "https://shelf-{Shelf}.{Region}.example.org" },
    },
    { type: "endpoint", conditions: [], endpoint: { url: "https://{Branch}.{Region}.example.org" } },
  ],
};
