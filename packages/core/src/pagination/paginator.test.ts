import { expect, expectTypeOf, test } from "vitest";
import { OperationNotPageableError, PaginationError } from "../errors/call.js";
import type { Operation, ServiceClient } from "../schema/operation.js";
import { type BoundPaginator, getPaginator, type Paginated, paginator } from "./paginator.js";

interface ListRequest {
  Marker?: string | undefined;
  Limit?: number | undefined;
  Prefix?: string | undefined;
}

interface ListOutput {
  Keys?: string[];
  Folders?: { Name: string }[];
  Count?: number;
  Owner?: { Name: string };
  NextMarker?: string;
}

type List = Operation<"test", ListRequest, ListOutput, never>;

const pages: ListOutput[] = [
  { Keys: ["a", "b"], Folders: [{ Name: "x" }], Count: 2, Owner: { Name: "o" }, NextMarker: "1" },
  { Keys: ["c", "d"], Folders: [{ Name: "y" }, { Name: "z" }], Count: 2, NextMarker: "2" },
  { Keys: ["e"], Count: 1 },
];

/** A client whose answers are pages by marker; it notes what it is asked for. */
function pagedClient(answers: readonly ListOutput[] = pages) {
  const requests: unknown[] = [];
  const client: ServiceClient<"test"> = {
    "~service": "test",
    "~call": async (_, input) => {
      requests.push(input);
      return structuredClone(answers[Number((input as ListRequest).Marker ?? 0)]);
    },
  };
  return { client, requests };
}

const list = Object.assign(
  (client: ServiceClient<"test">, input: ListRequest, options?: object) => client["~call"](list.model, input, options),
  { model: { name: "List", http: ["GET", "/"] } },
) as unknown as List;

const paginateList: Paginated<
  "test",
  ListRequest,
  ListOutput,
  string,
  { Keys: string; Folders: { Name: string }; Count: number }
> = paginator({
  operation: list,
  inputToken: "Marker",
  outputToken: (page) => page.NextMarker,
  limitKey: "Limit",
  resultKeys: { Keys: (page) => page.Keys, Folders: (page) => page.Folders, Count: (page) => page.Count },
  nonAggregate: { Owner: (page) => page.Owner },
});

async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const collected: Item[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}

test("pages are asked for one after the other, with the token of the one before", async () => {
  const { client, requests } = pagedClient();
  const read = await collect(paginateList(client, { Prefix: "p" }, { pageSize: "2" }));
  expect(read).toEqual(pages);
  expect(requests).toEqual([
    { Prefix: "p", Limit: 2 },
    { Prefix: "p", Limit: 2, Marker: "1" },
    { Prefix: "p", Limit: 2, Marker: "2" },
  ]);
});

test("a page is asked for only when the one before is done with", async () => {
  const { client, requests } = pagedClient();
  for await (const page of paginateList(client, {})) {
    expect(page.Keys).toEqual(["a", "b"]);
    break;
  }
  expect(requests).toHaveLength(1);
});

test("with prefetch the next page is on its way while one is worked on, and none behind the last", async () => {
  const { client, requests } = pagedClient();
  const counts: number[] = [];
  for await (const _ of paginateList(client, {}, { prefetch: true })) counts.push(requests.length);
  expect(counts).toEqual([2, 3, 3]);
  expect(await paginateList(client, {}, { prefetch: true }).buildFullResult()).toEqual(
    await paginateList(client, {}).buildFullResult(),
  );
});

test("with prefetch nothing is asked for that maxItems cuts off", async () => {
  const { client, requests } = pagedClient();
  const iterator = paginateList(client, {}, { prefetch: true, maxItems: 2 });
  await iterator.buildFullResult();
  expect(requests).toHaveLength(1);
  expect(iterator.resumeToken).toBeDefined();
});

test("a page that fails ahead of time is told when its turn comes", async () => {
  const { client } = pagedClient();
  const failing: ServiceClient<"test"> = {
    ...client,
    "~call": async (...given) => {
      if ((given[1] as ListRequest).Marker === "1") throw new Error("gone");
      return client["~call"](...given);
    },
  };
  const seen: unknown[] = [];
  const run = async (): Promise<void> => {
    for await (const { Keys } of paginateList(failing, {}, { prefetch: true })) seen.push(Keys);
  };
  await expect(run()).rejects.toThrow("gone");
  expect(seen).toEqual([["a", "b"]]);
  for await (const _ of paginateList(failing, {}, { prefetch: true })) break;
});

test.each([-1, "many", Number.NaN])("%s as maxItems is an error", (maxItems) => {
  expect(() => paginateList(pagedClient().client, {}, { maxItems })).toThrow(/maxItems must be a number of at least 0/);
});

test("the caller's input stays as it is, and each iteration starts anew", async () => {
  const { client, requests } = pagedClient();
  const input = Object.freeze({ Prefix: "p" });
  const iterator = paginateList(client, input);
  await collect(iterator);
  await collect(iterator);
  expect(requests[3]).toEqual({ Prefix: "p" });
});

test("items are those of the first result key, or of the one named", async () => {
  const { client } = pagedClient();
  const iterator = paginateList(client, {});
  expect(await collect(iterator.items())).toEqual(["a", "b", "c", "d", "e"]);
  expect(await collect(iterator.items("Folders"))).toEqual([{ Name: "x" }, { Name: "y" }, { Name: "z" }]);
  expect(await collect(iterator.items("Count"))).toEqual([2, 2, 1]);
  expectTypeOf(iterator.items()).toEqualTypeOf<AsyncGenerator<string, void, undefined>>();
  expectTypeOf(iterator.items("Folders")).toEqualTypeOf<AsyncGenerator<{ Name: string }, void, undefined>>();
  // @ts-expect-error: there are no such items
  await expect(collect(iterator.items("Files"))).rejects.toThrow("the pages have Keys, Folders, Count");
});

test("a full result joins lists, adds numbers and takes the rest from the first page", async () => {
  const { client } = pagedClient();
  expect(await paginateList(client, {}).buildFullResult()).toEqual({
    Keys: ["a", "b", "c", "d", "e"],
    Folders: [{ Name: "x" }, { Name: "y" }, { Name: "z" }],
    Count: 5,
    Owner: { Name: "o" },
  });
});

test.each([1, 2, 3, 4])("resuming after %i items gives the others", async (maxItems) => {
  const { client } = pagedClient();
  const start = paginateList(client, {}, { maxItems });
  const first = await collect(start.items());
  expect(first).toHaveLength(maxItems);
  const rest = await collect(paginateList(client, {}, { startingToken: start.resumeToken }).items());
  expect([...first, ...rest]).toEqual(["a", "b", "c", "d", "e"]);
});

test("a cut page keeps its other keys, and a resumed one has them no more but for numbers", async () => {
  const { client } = pagedClient();
  const start = paginateList(client, {}, { maxItems: 3 });
  const cut = await start.buildFullResult();
  expect(cut).toMatchObject({
    Keys: ["a", "b", "c"],
    Folders: [{ Name: "x" }, { Name: "y" }, { Name: "z" }],
    Count: 4,
  });
  expect(cut.NextToken).toBe(start.resumeToken);
  const [first] = await collect(paginateList(client, {}, { startingToken: cut.NextToken }));
  expect(first).toEqual({ Keys: ["d"], Folders: [], Count: 2, NextMarker: "2" });
});

test("there is no resume token when all pages were read", async () => {
  const { client } = pagedClient();
  const iterator = paginateList(client, {}, { maxItems: 5 });
  await collect(iterator);
  expect(iterator.resumeToken).toBeUndefined();
});

test("search flattens lists and yields what is missing as null", async () => {
  const { client } = pagedClient();
  const iterator = paginateList(client, {});
  expect(await collect(iterator.search("Folders[].Name"))).toEqual(["x", "y", "z", null]);
  expect(await collect(iterator.search("Owner.Name"))).toEqual(["o", null, null]);
});

test("the same token twice in a row is an error", async () => {
  const { client } = pagedClient([
    { Keys: ["a"], NextMarker: "1" },
    { Keys: ["b"], NextMarker: "1" },
  ]);
  await expect(collect(paginateList(client, {}))).rejects.toThrow(PaginationError);
});

test("more_results ends the pages whatever the token is", async () => {
  const { client, requests } = pagedClient();
  const paginate = paginator<"test", ListRequest, ListOutput, string>({
    operation: list,
    inputToken: "Marker",
    outputToken: (page) => page.NextMarker,
    moreResults: (page) => page.Folders?.length === 1,
    resultKeys: { Keys: (page) => page.Keys },
  });
  expect(await collect(paginate(client).items())).toEqual(["a", "b", "c", "d"]);
  expect(requests).toHaveLength(2);
});

test("a token of another operation ends it before anything is sent", () => {
  const { client, requests } = pagedClient();
  const startingToken = btoa(JSON.stringify({ ContinuationToken: "1" }));
  expect(() => paginateList(client, {}, { startingToken })).toThrow(PaginationError);
  expect(() => paginateList(client, {}, { startingToken })).toThrow("it holds ContinuationToken");
  expect(requests).toEqual([]);
});

test("a page size that the operation cannot take is an error", () => {
  const { client } = pagedClient();
  const paginate = paginator<"test", ListRequest, ListOutput, string>({
    operation: list,
    inputToken: "Marker",
    outputToken: (page) => page.NextMarker,
    resultKeys: { Keys: (page) => page.Keys },
  });
  expect(() => paginate(client, {}, { pageSize: 2 })).toThrow(PaginationError);
});

test("a text limit gets text", async () => {
  const { client, requests } = pagedClient([{}]);
  const paginate = paginator<"test", ListRequest, ListOutput, string>({ ...paginateList.descriptor, limitIsText: 1 });
  await collect(paginate(client, {}, { pageSize: 2 }));
  expect(requests).toEqual([{ Limit: "2" }]);
});

test("items of a map are its entries, and a key may be a path", async () => {
  const { client } = pagedClient([{ Owner: { Name: "o" } }]);
  const paginate = paginator<"test", ListRequest, ListOutput, [string, string]>({
    operation: list,
    inputToken: "Marker",
    outputToken: (page) => page.NextMarker,
    resultKeys: { Owner: (page) => page.Owner, "Owner.Name": (page) => page.Owner?.Name },
  });
  expect(await collect(paginate(client).items())).toEqual([["Name", "o"]]);
  expect(await paginate(client).buildFullResult()).toEqual({ Owner: { Name: "o" } });
});

test("getPaginator binds a paginator to a client, and names those there are", async () => {
  const { client } = pagedClient();
  const paginators = { list: paginateList };
  const bound = getPaginator(client, paginators, "list");
  expectTypeOf(bound).toEqualTypeOf<BoundPaginator<typeof paginateList>>();
  expect(bound.canPaginate()).toBe(true);
  expect(await collect(bound.paginate({}).items())).toHaveLength(5);
  expect(() => getPaginator(client, paginators, "get" as "list")).toThrow(OperationNotPageableError);
  expect(() => getPaginator(client, paginators, "get" as "list")).toThrow("there are: list.");
  expect(() => getPaginator(client, paginators, "lists" as "list")).toThrow(
    "cannot be paginated: lists; did you mean list?",
  );
});
