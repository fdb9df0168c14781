import { expect, expectTypeOf, test } from "vitest";
import type { ClientConfig } from "../config/client-config.js";
import { ClientError } from "../errors/client-error.js";
import type { HttpRequest, HttpResponse } from "../http/message.js";
import { httpServer } from "../http/testdata/loopback.js";
import { customizedServices } from "../model/customized-services.js";
import { methodName, reservedNames } from "../model/names.js";
import type { RawService } from "../model/raw-model.js";
import { getSession } from "../session/session.js";
import { clientClassFromModel, clientFromModel } from "./client-from-model.js";
import { customizationsById } from "./customizations.js";
import { library, paginators, ruleSet, waiters } from "./library.fixture.js";
import type { ModelFiles } from "./link-model.js";

const files: ModelFiles = { service: library, paginators, waiters, ruleSet };
const isbn = "3161484100";

function json(value: unknown, status = 200, headers: Record<string, string> = {}): HttpResponse {
  return { status, headers, body: new TextEncoder().encode(JSON.stringify(value)) };
}

/** A client of the library, what it sent, and how long it waited. */
function open(answers: readonly HttpResponse[] = [json({})], config: ClientConfig = {}, model: ModelFiles = files) {
  const requests: HttpRequest[] = [];
  const sleeps: number[] = [];
  const client = clientFromModel(model, {
    region: "eu-west-1",
    credentials: { accessKeyId: "AKIDTEST", secretAccessKey: "secret" },
    loadConfig: false,
    sleep: async (ms) => void sleeps.push(ms),
    httpHandler: {
      async send(request) {
        const answer = answers[Math.min(requests.length, answers.length - 1)]!;
        requests.push(request);
        return answer;
      },
    },
    ...config,
  });
  return { client, requests, sleeps };
}

test("a client has a method per operation, which sends what the model says and reads what comes", async () => {
  const { client, requests } = open([json({ Due: "2020-06-01T00:00:00Z", Chain: { Chain: {} } }, 201)], {
    idempotencyToken: () => "token-1",
  });
  const loan = await client.lendBook({ Isbn: isbn, Labels: { a: "b" } });
  expect(loan).toMatchObject({ Due: new Date("2020-06-01T00:00:00Z"), Chain: { Chain: {} } });
  expect(loan.$metadata).toMatchObject({ httpStatusCode: 201, attempts: 1 });
  const [request] = requests;
  expect(request?.method).toBe("POST");
  expect(request?.url).toBe(`https://front.main.eu-west-1.example.org/books/${isbn}/loans`);
  expect(new TextDecoder().decode(request?.body as Uint8Array)).toBe('{"Labels":{"a":"b"},"Token":"token-1"}');
  expect(request?.headers["Authorization"]).toMatch(/Credential=AKIDTEST\/\d+\/eu-west-1\/books\/aws4_request/);
});

test("inputs are validated, and options go with calls", async () => {
  const { client, requests } = open();
  await expect(client.lendBook({ Ibsn: isbn })).rejects.toMatchObject({
    name: "ParamValidationError",
    operation: "LendBook",
    service: "book-library",
  });
  const reason = new Error("no more");
  await expect(client.listBooks({}, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  expect(requests).toEqual([]);
});

test("endpoint rules get parameters of operation, input and client", async () => {
  const { client, requests } = open([json({})], { clientContextParams: { Branch: "north" } });
  await client.listBooks();
  await client.listBooks({ Filter: { Shelves: ["a", "b"] } });
  await client.readBook({ Isbn: isbn });
  expect(requests.map(({ url }) => new URL(url).host)).toEqual([
    "north.eu-west-1.example.org",
    "shelf-a.eu-west-1.example.org",
    "read-north.eu-west-1.example.org",
  ]);
});

test("a model without rules calls the service's host, or the endpoint that is given", async () => {
  const { client, requests } = open([json({})], {}, { service: library });
  await client.listBooks();
  expect(requests[0]?.url).toBe("https://library.eu-west-1.amazonaws.com/books");
  const local = open([json({})], { endpoint: "http://localhost:8000" }, { service: library });
  await local.client.listBooks();
  expect(local.requests[0]?.url).toBe("http://localhost:8000/books");
});

test("errors have the classes of the model, those of other operations too", async () => {
  const out = json({ message: "It is out.", Until: "2020-06-01T00:00:00Z" }, 409, { "x-amzn-errortype": "BookIsOut" });
  const closed = json({}, 400, { "x-amzn-errortype": "Closed" });
  const { client } = open([out, closed, json({}, 400, { "x-amzn-errortype": "Novel" })]);
  const { BookIsOut, LibraryIsClosed } = client.exceptions;
  const error = await client.lendBook({ Isbn: isbn }).catch((error: unknown) => error);
  expect(error).toBeInstanceOf(BookIsOut);
  expect(error).toBeInstanceOf(ClientError);
  expect(error).toMatchObject({ name: "BookIsOut", fault: "client", Until: new Date("2020-06-01T00:00:00Z") });
  await expect(client.lendBook({ Isbn: isbn })).rejects.toBeInstanceOf(LibraryIsClosed);
  await expect(client.lendBook({ Isbn: isbn })).rejects.toMatchObject({ name: "ClientError", code: "Novel" });
});

test("a streamed output is read as it arrives", async () => {
  const { client } = open([{ status: 200, headers: {}, body: new TextEncoder().encode("Once upon a time") }]);
  const { Text } = await client.readBook({ Isbn: isbn });
  expect(await Text.text()).toBe("Once upon a time");
});

test("paginators are the model's", async () => {
  const pages = [json({ Books: ["a", "b"], Total: 3, NextToken: "more" }), json({ Books: ["c"], Total: 3 })];
  const { client, requests } = open(pages);
  expect(client.canPaginate("listBooks")).toBe(true);
  expect(client.canPaginate("lendBook")).toBe(false);
  const all = client.getPaginator("listBooks").paginate({}, { pageSize: 2 });
  const books: unknown[] = [];
  for await (const book of all.items()) books.push(book);
  expect(books).toEqual(["a", "b", "c"]);
  expect(requests.map(({ url }) => new URL(url).search)).toEqual(["?limit=2", "?limit=2&next=more"]);
  expect(await open(pages).client.getPaginator("listBooks").paginate().buildFullResult()).toEqual({
    Books: ["a", "b", "c"],
    Total: 3,
  });
  expect(() => client.getPaginator("lendBook")).toThrow(
    expect.objectContaining({ name: "OperationNotPageableError", message: expect.stringContaining("listBooks") }),
  );
});

test("waiters are the model's", async () => {
  const { client, requests, sleeps } = open([json({ Books: [] }), json({}, 404), json({ Books: ["a"] })]);
  const waiter = client.getWaiter("bookReturned");
  expect(waiter.name).toBe("BookReturned");
  expect(await waiter.wait({})).toMatchObject({ state: "success", attempts: 3 });
  expect(requests).toHaveLength(3);
  expect(sleeps).toEqual([5000, 5000]);
  const out = open([json({}, 409, { "x-amzn-errortype": "BookIsOut" })]);
  await expect(out.client.getWaiter("bookReturned").wait({})).rejects.toMatchObject({ name: "WaiterError" });
  expect(() => client.getWaiter("bookLost")).toThrow(expect.objectContaining({ name: "WaiterConfigError" }));
});

test("presigning, meta and model are those of a client with all operations", async () => {
  const { client } = open();
  const url = new URL(await client.generatePresignedUrl("readBook", { Isbn: isbn }, { expiresIn: 60 }));
  expect(url.host).toBe("read-main.eu-west-1.example.org");
  expect(url.searchParams.get("X-Amz-Expires")).toBe("60");
  expect(await client.explain("readBook", { Isbn: isbn })).toMatchObject({
    operation: "ReadBook",
    endpoint: expect.stringContaining("eu-west-1.example.org"),
  });
  expect(client.meta.methodToApiMapping).toEqual({
    lendBook: "LendBook",
    listBooks: "ListBooks",
    readBook: "ReadBook",
    _close: "Close",
  });
  const model = await client.meta.serviceModel;
  expect(model.operationModel("LendBook").inputShape?.requiredMembers).toEqual(["Isbn"]);
  expect(client.constructor.name).toBe("BookLibrary");
});

test("an operation that is called like a member of all clients gets another method", async () => {
  const { client, requests } = open();
  await client["_close"]();
  expect(requests[0]?.url).toMatch(/\/close$/);
  expect(client.close()).toBeUndefined();
  expect(reservedNames).toContain("close");
  expect(methodName("GetObject")).toBe("getObject");
});

test("a model alone is enough, and its class is made once", () => {
  const { service } = files;
  expect(clientClassFromModel(service)).toBe(clientClassFromModel(service));
  const client = clientFromModel(service, { region: "r", loadConfig: false });
  expect(client).toBeInstanceOf(clientClassFromModel(service));
  expect(client.canPaginate("listBooks")).toBe(false);
});

test("methods may be typed by those who know them", async () => {
  interface Methods {
    listBooks(input: { NextToken?: string }): Promise<{ Books?: string[] }>;
  }
  const client = clientFromModel<Methods>(files, { region: "r", loadConfig: false });
  expectTypeOf(client.listBooks).returns.resolves.toEqualTypeOf<{ Books?: string[] }>();
  expectTypeOf(client.meta.regionName).toEqualTypeOf<string>();
});

test("a session makes clients of a model's class", async () => {
  const server = await httpServer((_, response) => response.end('{"Books":["a"]}'));
  const session = getSession();
  session.setCredentials({ accessKeyId: "AKIDSESSION", secretAccessKey: "secret" });
  const config = { region: "r", endpoint: server.url, loadConfig: false };
  const client = session.createClient(clientClassFromModel({ service: library }), config);
  expect(await client.listBooks({})).toMatchObject({ Books: ["a"] });
  client.close();
});

test("a service that needs more than its model gets it", async () => {
  const glacier: RawService = {
    ...library,
    metadata: { ...library.metadata, serviceId: "Glacier" },
    operations: {
      ListVaults: {
        name: "ListVaults",
        http: { method: "GET", requestUri: "/{accountId}/vaults" },
        input: { shape: "ListVaultsInput" },
      },
    },
    shapes: {
      ListVaultsInput: {
        type: "structure",
        required: ["accountId"],
        members: { accountId: { shape: "String", location: "uri", locationName: "accountId" } },
      },
      String: { type: "string" },
    },
  };
  const { client, requests } = open([json({})], {}, { service: glacier });
  await client.listVaults({});
  expect(requests[0]?.url).toMatch(/\/-\/vaults$/);
  expect(requests[0]?.headers).toMatchObject({ "x-amz-glacier-version": "2020-05-01" });
});

test("every service with customizations is in the table of them", () => {
  expect(Object.keys(customizationsById).sort()).toEqual([...customizedServices].sort());
});

test("methods that no model knows are there", async () => {
  const service = { ...library, metadata: { ...library.metadata, serviceId: "RDS" } };
  const { client } = open([json({})], {}, { service });
  const token = await client.generateDbAuthToken({ dbHostname: "db.example.org", port: 5432, dbUsername: "jane" });
  expect(token).toMatch(/^db\.example\.org:5432\/\?.*X-Amz-Signature=/);
});

test("a region that stands for all is taken where the client is given none", () => {
  const client = clientFromModel({ service: library, defaultRegion: "aws-global" }, { loadConfig: false });
  expect(client.meta.regionName).toBe("aws-global");
});
