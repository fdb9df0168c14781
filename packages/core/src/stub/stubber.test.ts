import { expect, test } from "vitest";
import { Client } from "../client/client.js";
import { tryCall } from "../client/try-call.js";
import {
  ParamValidationError,
  StubAssertionError,
  StubResponseError,
  UnknownClientMethodError,
  UnStubbedResponseError,
} from "../errors/call.js";
import type { AnyOperation, WithMetadata } from "../schema/operation.js";
import { StreamingBody } from "../streaming/streaming-body.js";
import { ANY } from "./any.js";
import {
  type FollowReadingOutput,
  followReading,
  type GetBookOutput,
  type GetBookRequest,
  getBook,
  library,
  NoSuchBook,
  type ReadingEvent,
  readBook,
} from "./library.fixture.js";
import { Stubber } from "./stubber.js";

class Library extends Client<"library"> {
  override get "~operations"(): Readonly<Record<string, AnyOperation>> {
    return { getBook, readBook };
  }

  getBook(input: GetBookRequest): Promise<WithMetadata<GetBookOutput>> {
    return getBook(this, input);
  }
}

const sent: string[] = [];
const config = {
  region: "eu-west-1",
  loadConfig: false,
  httpHandler: {
    async send({ url }: { url: string }) {
      sent.push(url);
      return { status: 200, headers: {}, body: new TextEncoder().encode('{"Title":"sent","Labels":[]}') };
    },
  },
  credentials: { accessKeyId: "AKIDTEST", secretAccessKey: "secret" },
};

function stubbed() {
  const client = new Library(library, config);
  return { client, stubber: new Stubber(client).activate() };
}

const labels = [{ Key: "a" }, { Key: "b" }];
const book = { Title: "Dolphins", Labels: labels };
const where = { Shelf: "s", Id: "1" };

test("replies come in the order in which they were added, and nothing is sent", async () => {
  const { client, stubber } = stubbed();
  stubber.addResponse(getBook, book).addResponse("getBook", { ...book, Title: "Whales", Due: new Date(5) });
  sent.length = 0;
  expect(await getBook(client, where)).toMatchObject(book);
  expect(await client.getBook(where)).toMatchObject({ Title: "Whales", Due: new Date(5) });
  expect(sent).toEqual([]);
  stubber.assertNoPendingResponses();
});

test("a reply has the model's status, and no attempts; metadata may be given", async () => {
  const { client, stubber } = stubbed();
  stubber.addResponse(readBook, { Text: "" });
  stubber.addResponse(getBook, { ...book, $metadata: { httpStatusCode: 201, cfId: "cf" } });
  expect((await readBook(client, where)).$metadata).toMatchObject({ httpStatusCode: 203, attempts: 0 });
  expect((await getBook(client, where)).$metadata).toMatchObject({ httpStatusCode: 201, cfId: "cf" });
});

test("calls out of order, and calls too many, fail without a request", async () => {
  const { client, stubber } = stubbed();
  stubber.addResponse(getBook, book);
  await expect(readBook(client, where)).rejects.toThrow(StubResponseError);
  await expect(readBook(client, where)).rejects.toThrow(
    "ReadBook was called where the next stubbed reply is for GetBook",
  );
  await getBook(client, where);
  await expect(getBook(client, where)).rejects.toThrow(UnStubbedResponseError);
});

test("other parameters than those expected are told by their paths, sensitive ones without their values", async () => {
  const { client, stubber } = stubbed();
  const expected = { ...where, CardNumber: "12345", Labels: [{ Key: "a" }, { Key: "b" }] };
  stubber.addResponse(getBook, book, expected);
  const call = getBook(client, { ...expected, CardNumber: "67890", Reader: "me", Labels: [{ Key: "x" }] });
  const error: Error = await call.then(
    () => expect.unreachable(),
    (reason: unknown) => reason as Error,
  );
  expect(error).toBeInstanceOf(StubAssertionError);
  expect(error.message.split("\n").slice(0, 5)).toEqual([
    "GetBook was called with other parameters than its stub expects:",
    "  CardNumber: expected ***, got ***",
    '  Labels[0].Key: expected "a", got "x"',
    '  Labels[1]: expected { Key: "b" }, got nothing',
    '  Reader: expected nothing, got "me"',
  ]);
  expect(error.message).not.toMatch(/12345|67890/);
});

test("ANY and matchers of test frameworks stand for values that are there, at any depth", async () => {
  const { client, stubber } = stubbed();
  const expected = { Shelf: ANY, Id: expect.stringMatching(/^\d$/) as string, Labels: [{ Key: ANY }] };
  stubber.addResponse(getBook, book, expected);
  await expect(getBook(client, { Shelf: "x", Id: "22", Labels: [{ Key: "k" }] })).rejects.toThrow("Id: expected");
  await expect(getBook(client, where)).rejects.toThrow("Labels: expected [{ Key: <ANY> }], got nothing");
  await getBook(client, { Shelf: "x", Id: "2", Labels: [{ Key: "k" }] });
  expect({ Shelf: "x" }).toEqual({ Shelf: ANY });
});

test("members that are undefined are absent from both sides", async () => {
  const { client, stubber } = stubbed();
  stubber.addResponse(getBook, book, { ...where, Reader: undefined });
  expect(await getBook(client, { ...where, CardNumber: undefined })).toMatchObject(book);
});

test("calls side by side get a reply each", async () => {
  const { client, stubber } = stubbed();
  stubber.addResponse(getBook, { ...book, Title: "1" }, { Shelf: "s", Id: "1" });
  stubber.addResponse(getBook, { ...book, Title: "2" }, { Shelf: "s", Id: "2" });
  const both = await Promise.all(["1", "2"].map((Id) => getBook(client, { Shelf: "s", Id })));
  expect(both.map(({ Title }) => Title)).toEqual(["1", "2"]);
});

test("a call whose input is not valid leaves its reply to the next", async () => {
  const { client, stubber } = stubbed();
  stubber.addResponse(getBook, book);
  await expect(getBook(client, { Shelf: "s" } as GetBookRequest)).rejects.toThrow(ParamValidationError);
  expect(await getBook(client, where)).toMatchObject(book);
});

test("expectations see what the caller gave, before other handlers change it", async () => {
  const { client, stubber } = stubbed();
  client.meta.events.register("before-parameter-build.library.GetBook", ({ params }) => {
    params["Reader"] = "changed";
  });
  stubber.addResponse(getBook, book, where);
  expect(await getBook(client, where)).toMatchObject(book);
});

test("an output that does not fit is refused when it is added, with all that is wrong", () => {
  const { stubber } = stubbed();
  const output = { Titel: "x", Labels: [{ Key: 1 }, {}], Due: "today", Cover: "jpg", Format: { Paper: {}, Film: "f" } };
  const problems = [
    'Missing required parameter in output: "Title"',
    'Unknown parameter in output: "Titel", must be one of: Title, Labels, Due, Pages, Bytes, Cover, Format (did you mean "Title"?)',
    "Invalid type for parameter Labels[0].Key, value: 1, type: number, valid types: string",
    'Missing required parameter in Labels[1]: "Key"',
    "Invalid type for parameter Due, value: today, type: string, valid types: Date",
    "Invalid type for parameter Cover, value: jpg, type: string, valid types: Uint8Array",
    "Invalid number of parameters set for tagged union structure Format. Can only set one of the following keys: Paper, Film.",
    'Missing required parameter in Format.Paper: "Weight"',
  ];
  expect(() => stubber.addResponse(getBook, output as never)).toThrow(
    `The stubbed output does not fit GetBook:\n${problems.join("\n")}`,
  );
});

test("members of unions that services add may be stubbed", async () => {
  const { client, stubber } = stubbed();
  stubber.addResponse(getBook, { ...book, Format: { $unknown: ["Audio", 1] } });
  expect(await getBook(client, where)).toMatchObject({ Format: { $unknown: ["Audio", 1] } });
});

test.each([
  ["text", "hello"],
  ["bytes", new TextEncoder().encode("hello")],
  ["a Blob", new Blob(["hello"])],
  ["a body", new StreamingBody(new TextEncoder().encode("hello"))],
  ["a stream", new Blob(["hello"]).stream()],
])("a body given as %s arrives as one", async (_, Text) => {
  const { client, stubber } = stubbed();
  stubber.addResponse(readBook, { Text, ContentType: "text/plain" });
  const output = await readBook(client, where);
  expect(output.Text).toBeInstanceOf(StreamingBody);
  const blob = await output.Text.blob();
  expect([blob.type, await blob.text()]).toEqual(["text/plain", "hello"]);
});

test("events given as an array arrive as a stream", async () => {
  const { client, stubber } = stubbed();
  const events: ReadingEvent[] = [{ Turn: { Page: 1 } }, { Note: { Text: "n" } }];
  stubber.addResponse(followReading, { Events: events });
  expect(await eventsOf(await followReading(client, where))).toEqual(events);
});

test("events given as an async iterable are validated as they come, and may end in an error", async () => {
  const { client, stubber } = stubbed();
  async function* failing(): AsyncGenerator<ReadingEvent> {
    yield { Turn: { Page: 1 } };
    throw new Error("cut");
  }
  async function* invalid(): AsyncGenerator<ReadingEvent> {
    yield { Turn: {} } as never;
  }
  stubber.addResponse(followReading, { Events: failing() }).addResponse(followReading, { Events: invalid() });
  await expect(eventsOf(await followReading(client, where))).rejects.toThrow("cut");
  await expect(eventsOf(await followReading(client, where))).rejects.toThrow(
    'Missing required parameter in Events[0].Turn: "Page"',
  );
});

test("events that do not fit are refused when they are added", () => {
  const { stubber } = stubbed();
  const Events = [{ Turn: { Page: "1" } }, { Turn: { Page: 1 }, Note: {} }, { Other: {} }] as never;
  expect(() => stubber.addResponse(followReading, { Events })).toThrow(
    [
      "The stubbed output does not fit FollowReading:",
      "Invalid type for parameter Events[0].Turn.Page, value: 1, type: string, valid types: integer",
      "Invalid event Events[1]: it must have exactly one of the members Turn, Note",
      "Invalid event Events[2]: it must have exactly one of the members Turn, Note",
    ].join("\n"),
  );
});

test("an error of the service has the class of its code, the model's status and its members; it is not tried again", async () => {
  const { client, stubber } = stubbed();
  stubber.addClientError(getBook, {
    code: "NoSuchBook",
    message: "gone",
    modeledFields: { Id: "1", Shelf: "s" },
    meta: { Hint: "h" },
    expectedParams: where,
  });
  const { error } = await tryCall(client, getBook, where);
  expect(error).toBeInstanceOf(NoSuchBook);
  expect(error).toMatchObject({
    message: "An error occurred (NoSuchBook) when calling the GetBook operation: gone",
    code: "NoSuchBook",
    statusCode: 404,
    operation: "GetBook",
    service: "library",
    fault: "client",
    attempts: 0,
    Id: "1",
    response: { Error: { Code: "NoSuchBook", Message: "gone", Hint: "h" }, Id: "1", Shelf: "s" },
  });
});

test("an error that the model does not name is a ClientError, also of a retryable status", async () => {
  const { client, stubber } = stubbed();
  stubber.addClientError(readBook, { code: "Busy", statusCode: 503 }).addClientError(getBook);
  const busy = await tryCall(client, readBook, where);
  expect(busy.error).toMatchObject({ name: "ClientError", code: "Busy", statusCode: 503, fault: "server" });
  expect((await tryCall(client, getBook, where)).error).toMatchObject({ code: "", statusCode: 400 });
  stubber.assertNoPendingResponses();
});

test("modelled fields must be those of the error", () => {
  const { stubber } = stubbed();
  const error = { code: "NoSuchBook", modeledFields: { Id: 1, Idd: "x" } };
  expect(() => stubber.addClientError(getBook, error)).toThrow(
    /does not fit NoSuchBook:\nMissing .*"Shelf"\nUnknown .*"Idd".*\nInvalid type for parameter Id/,
  );
  expect(() => stubber.addClientError(getBook, { code: "Other", modeledFields: { Id: "1" } })).toThrow(
    'GetBook models no error "Other"; it knows NoSuchBook.',
  );
});

test("handlers of after-call run on replies and on errors, and do not change the stub", async () => {
  const { client, stubber } = stubbed();
  const seen: unknown[] = [];
  client.meta.events.register("after-call.library.GetBook", ({ parsed, httpResponse }) => {
    seen.push([httpResponse.status, parsed["Title"]]);
    parsed["Title"] = "changed";
    (parsed["Labels"] as typeof labels | undefined)?.pop();
  });
  const output = structuredClone(book);
  stubber.addResponse(getBook, output).addClientError(getBook, { code: "NoSuchBook" });
  expect((await getBook(client, where)).Title).toBe("changed");
  await tryCall(client, getBook, where);
  expect(seen).toEqual([
    [200, "Dolphins"],
    [404, undefined],
  ]);
  expect(output).toEqual(book);
});

test("names of methods that the client has not are refused with the nearest", () => {
  const { stubber } = stubbed();
  expect(() => stubber.addResponse("getBok" as "getBook", book)).toThrow(
    new UnknownClientMethodError('The client has no operation "getBok"; did you mean getBook?'),
  );
});

test("what was not asked for is told in a table, at the end of a block too", () => {
  const client = new Library(library, config);
  const add = (stubber: Stubber<Library>): Stubber<Library> =>
    stubber.addResponse(getBook, book, { Shelf: "s", Id: ANY }).addClientError(readBook, { code: "NoSuchBook" });
  expect(() => add(new Stubber(client)).assertNoPendingResponses()).toThrow(
    new StubAssertionError(
      [
        "2 stubbed replies were never asked for:",
        "  operation  parameters                 reply",
        '  GetBook    { Shelf: "s", Id: <ANY> }  output',
        "  ReadBook   any                        NoSuchBook",
      ].join("\n"),
    ),
  );
  expect(() => {
    using stubber = new Stubber(client).activate();
    add(stubber);
  }).toThrow(StubAssertionError);
});

test("endpoints are resolved without the account", async () => {
  const seen: object[] = [];
  const resolve = (parameters: object) => {
    seen.push({ ...parameters });
    return library.endpoint.resolve(parameters);
  };
  const credentials = { accessKeyId: "AKIDTEST", secretAccessKey: "secret", accountId: "123456789012" };
  const client = new Client(
    { ...library, endpoint: { ...library.endpoint, resolve } },
    { region: "eu-west-1", loadConfig: false, credentials },
  );
  using stubber = new Stubber(client).activate();
  stubber.addResponse(getBook, book);
  await getBook(client, where);
  expect(seen).toEqual([{}]);
});

test("a stubber that is not active, or no longer, lets calls go to the service", async () => {
  const client = new Library(library, config);
  {
    using stubber = new Stubber(client);
    expect((await getBook(client, where)).Title).toBe("sent");
    stubber.activate().activate();
    stubber.addResponse(getBook, book);
    expect((await getBook(client, where)).Title).toBe("Dolphins");
  }
  expect((await getBook(client, where)).Title).toBe("sent");
});

test("a client has one active stubber at a time", () => {
  const { client, stubber } = stubbed();
  expect(() => new Stubber(client).activate()).toThrow("Another stubber is active on this client");
  stubber.deactivate();
  new Stubber(client).activate();
});

test("presigning is not stubbed", async () => {
  const { client, stubber } = stubbed();
  stubber.addResponse(getBook, book);
  const { presign } = await import("../client/presign.js");
  expect(String((await presign(client, getBook, where)).url)).toContain("https://library.test/shelves/s/1");
  expect(() => stubber.assertNoPendingResponses()).toThrow("1 stubbed reply was never asked for");
});

test("a reply is given to whoever waits; an abort before it is still an abort", async () => {
  const { client, stubber } = stubbed();
  stubber.addResponse(getBook, book);
  const signal = AbortSignal.abort(new Error("stop"));
  await expect(getBook(client, where, { signal })).rejects.toThrow("stop");
  expect(await getBook(client, where)).toMatchObject(book);
});

async function eventsOf({ Events }: FollowReadingOutput): Promise<ReadingEvent[]> {
  const events: ReadingEvent[] = [];
  for await (const event of Events) events.push(event);
  return events;
}
