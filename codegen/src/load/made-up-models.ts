import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import type { RawPaginators, RawRuleSet, RawService, RawWaiters } from "@inia/core/model";
import { afterAll } from "vitest";

/** Test support: files by path; a text is written as it is, anything else as JSON, `.gz` names gzipped. */
export interface MadeUpFiles {
  readonly [path: string]: unknown;
}

/** Makes a folder that is there until the file's tests are done. */
export function emptyFolder(): string {
  const dir = mkdtempSync(join(tmpdir(), "inia-models-"));
  folders.push(dir);
  return dir;
}

const folders: string[] = [];
afterAll(() => {
  for (const dir of folders) rmSync(dir, { recursive: true });
});

/** Writes files into a new folder of their own and returns its path. */
export function writeMadeUp(files: MadeUpFiles): string {
  const dir = emptyFolder();
  addMadeUp(dir, files);
  return dir;
}

/** Writes files into a folder. */
export function addMadeUp(dir: string, files: MadeUpFiles): void {
  for (const [path, content] of Object.entries(files)) {
    const text = typeof content === "string" ? content : JSON.stringify(content, null, 4);
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), path.endsWith(".gz") ? gzipSync(text) : text);
  }
}

/** A small service that has every kind of file: it lends books. */
export const library = {
  service: {
    version: "2.0",
    metadata: {
      apiVersion: "2020-05-01",
      endpointPrefix: "library",
      protocol: "rest-json",
      serviceFullName: "Made-up Library",
      serviceId: "Book Library",
      signatureVersion: "v4",
      uid: "library-2020-05-01",
    },
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
      },
    },
    shapes: {
      LendBookRequest: {
        type: "structure",
        required: ["Isbn"],
        members: {
          Isbn: { shape: "Isbn", location: "uri", locationName: "Isbn" },
          Token: { shape: "String", idempotencyToken: true },
        },
      },
      Loan: { type: "structure", members: { Due: { shape: "Time" }, documentation: { shape: "String" } } },
      BookIsOut: {
        type: "structure",
        members: { Message: { shape: "String" } },
        error: { httpStatusCode: 409, senderFault: true },
        exception: true,
      },
      ListBooksRequest: {
        type: "structure",
        members: { NextToken: { shape: "String", location: "querystring", locationName: "next" } },
      },
      ListBooksResponse: {
        type: "structure",
        members: { Books: { shape: "Books" }, NextToken: { shape: "String" } },
      },
      Books: { type: "list", member: { shape: "Isbn" } },
      Labels: { type: "map", key: { shape: "String" }, value: { shape: "String" } },
      Isbn: { type: "string", min: 10, max: 13, pattern: "^[0-9X]+$" },
      String: { type: "string" },
      Time: { type: "timestamp", timestampFormat: "iso8601" },
    },
  },
  paginators: {
    pagination: { ListBooks: { input_token: "NextToken", output_token: "NextToken", result_key: "Books" } },
  },
  waiters: {
    version: 2,
    waiters: {
      BookReturned: {
        operation: "ListBooks",
        delay: 5,
        maxAttempts: 20,
        acceptors: [
          { matcher: "path", state: "success", argument: "length(Books) > `0`", expected: true },
          { matcher: "status", state: "retry", expected: 404 },
          { matcher: "error", state: "failure", expected: "BookIsOut" },
        ],
      },
    },
  },
  ruleSet: {
    version: "1.0",
    parameters: {
      Region: { builtIn: "AWS::Region", required: false, type: "string" },
      Desk: { type: "string" },
    },
    rules: [
      {
        type: "tree",
        conditions: [{ fn: "isSet", argv: [{ ref: "Region" }] }],
        rules: [
          {
            type: "endpoint",
            conditions: [],
            endpoint: {
              url: "https://library.{Region}.example.org",
              properties: { authSchemes: [{ name: "sigv4", signingName: "library" }] },
              headers: {},
            },
          },
        ],
      },
      { type: "error", conditions: [], error: "Invalid Configuration: Missing Region" },
    ],
  },
} as const satisfies {
  service: RawService;
  paginators: RawPaginators;
  waiters: RawWaiters;
  ruleSet: RawRuleSet;
};

/** The files of {@link library} in a folder of models. */
export const libraryFiles: MadeUpFiles = {
  "library/2020-05-01/service-2.json": library.service,
  "library/2020-05-01/paginators-1.json": library.paginators,
  "library/2020-05-01/waiters-2.json": library.waiters,
  "library/2020-05-01/endpoint-rule-set-1.json": library.ruleSet,
};
