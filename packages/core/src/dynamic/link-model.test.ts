import { expect, test } from "vitest";
import type { RawPaginators, RawService, RawWaiters } from "../model/raw-model.js";
import { library, paginators, ruleSet, waiters } from "./library.fixture.js";
import { linkModel, type ModelFiles } from "./link-model.js";

const { BookReturned } = waiters.waiters;

test.each<[string, Partial<ModelFiles>, object]>([
  [
    "a shape that is not there",
    { service: { ...library, shapes: { ...library.shapes, Books: { type: "list", member: { shape: "Ibsn" } } } } },
    { name: "NoShapeFoundError", message: 'The model of book-library has no shape "Ibsn"; did you mean Isbn?' },
  ],
  [
    "a paginator of no operation",
    { paginators: { pagination: { ListBoks: paginators.pagination["ListBooks"]! } } },
    { name: "OperationNotFoundError" },
  ],
  [
    "a waiter of no operation",
    { waiters: { version: 2, waiters: { Never: { ...BookReturned!, operation: "ListBoks" } } } },
    { name: "OperationNotFoundError" },
  ],
  [
    "waiters of another version",
    { waiters: { ...waiters, version: 1 } },
    { name: "WaiterConfigError", message: "Unsupported waiter version 1 for book-library: it must be 2." },
  ],
  [
    "an expression that cannot be read, in a paginator",
    { paginators: withResultKey("Books[") },
    { name: "JmesPathError", message: expect.stringContaining("The paginator of ListBooks") },
  ],
  [
    "an expression that cannot be read, in a waiter",
    { waiters: withArgument("Books[") },
    { name: "JmesPathError", message: expect.stringContaining("The waiter BookReturned") },
  ],
  [
    "rules that cannot be read",
    { ruleSet: { ...ruleSet, rules: [{ type: "error", conditions: [], error: { ref: "Nowhere" } }] } },
    { message: expect.stringContaining("Nowhere") },
  ],
  [
    "rules that ask for a setting that nobody knows",
    { ruleSet: { ...ruleSet, parameters: { New: { type: "string", builtIn: "AWS::New" } }, rules: [] } },
    {
      name: "UnknownEndpointResolutionBuiltInName",
      message: expect.stringMatching("The endpoint rules of book-library ask for AWS::New,"),
    },
  ],
  [
    "no protocol that is known",
    { service: withMetadata({ protocol: "soap" }) },
    { name: "UnsupportedServiceProtocolsError" },
  ],
  ["no service id", { service: withMetadata({ serviceId: undefined }) }, { name: "MissingServiceIdError" }],
])("a model with %s is refused", (_, parts, error) => {
  expect(() => linkModel({ service: library, paginators, waiters, ruleSet, folder: "book-library", ...parts })).toThrow(
    expect.objectContaining(error),
  );
});

test("what is known of a service besides its model is taken as given", () => {
  const facts = { folder: "library", defaultRegion: "aws-global", signingRegions: { aws: "us-east-1" } };
  const { descriptor, model } = linkModel({ service: library, ...facts });
  expect(descriptor).toMatchObject({ id: "book-library", ...facts });
  expect(model.serviceName).toBe("library");
  const bare = linkModel({ service: library }).descriptor;
  expect(bare.folder).toBe("book-library");
  for (const name of ["defaultRegion", "signingRegions", "customizations"]) expect(bare).not.toHaveProperty(name);
});

function withResultKey(result_key: string): RawPaginators {
  return { pagination: { ListBooks: { ...paginators.pagination["ListBooks"]!, result_key } } };
}

function withArgument(argument: string): RawWaiters {
  const acceptors = [{ matcher: "path", state: "success", argument, expected: true } as const];
  return { version: 2, waiters: { BookReturned: { ...BookReturned!, acceptors } } };
}

function withMetadata(metadata: object): RawService {
  return { ...library, metadata: { ...library.metadata, ...metadata } };
}
