import { expect, test } from "vitest";
import { Client } from "../client/client.js";
import { ParamValidationError, StubAssertionError, UnStubbedResponseError } from "../errors/call.js";
import { EndpointConnectionError } from "../errors/http.js";
import { ANY } from "./any.js";
import { followReading, getBook, library, NoSuchBook, readBook } from "./library.fixture.js";
import { Stubber } from "./stubber.js";

function stubbed() {
  const client = new Client(library, { region: "eu-west-1", loadConfig: false });
  return { client, stubber: new Stubber(client).activate() };
}

const book = { Title: "Dolphins", Labels: [{ Key: "a" }, { Key: "b" }] };

test("a call is recognised by a part of its parameters, as often as it comes and in any order", async () => {
  const { client, stubber } = stubbed();
  stubber.on(getBook, { Shelf: "a" }).reply({ ...book, Title: "A" });
  stubber.on(getBook, { Labels: [{ Key: ANY }] }).reply({ ...book, Title: "labelled" });
  stubber.on(readBook).reply({ Text: "text" });
  const title = async (Shelf: string, Labels?: { Key: string; Value: string }[]): Promise<string> =>
    (await getBook(client, { Shelf, Id: "1", Labels })).Title;
  expect(await title("b", [{ Key: "k", Value: "v" }])).toBe("labelled");
  expect(await (await readBook(client, { Shelf: "b", Id: "1" })).Text.text()).toBe("text");
  expect(await title("a")).toBe("A");
  expect(await title("a")).toBe("A");
  stubber.assertNoPendingResponses();
});

test("of several stubs for a call the one added last answers", async () => {
  const { client, stubber } = stubbed();
  stubber.on(getBook).reply(book);
  stubber.on(getBook, { Id: "2" }).reply({ ...book, Title: "Second" });
  expect((await getBook(client, { Shelf: "s", Id: "2" })).Title).toBe("Second");
  expect((await getBook(client, { Shelf: "s", Id: "1" })).Title).toBe("Dolphins");
});

test("several replies are given in turn, and the last goes on", async () => {
  const { client, stubber } = stubbed();
  stubber.on(getBook).replyError({ code: "Busy", statusCode: 503 }).reply(book);
  const input = { Shelf: "s", Id: "1" };
  await expect(getBook(client, input)).rejects.toMatchObject({ code: "Busy", statusCode: 503 });
  expect(await getBook(client, input)).toMatchObject(book);
  expect(await getBook(client, input)).toMatchObject(book);
});

test("a function replies by the caller's input; what it makes is validated", async () => {
  const { client, stubber } = stubbed();
  stubber
    .on(getBook)
    .reply(async ({ Id }) => (Id === "0" ? new NoSuchBook("", { code: "NoSuchBook" }) : { ...book, Title: Id }));
  stubber.on(readBook).reply(() => ({ Text: 1 }) as never);
  expect((await getBook(client, { Shelf: "s", Id: "7" })).Title).toBe("7");
  await expect(getBook(client, { Shelf: "s", Id: "0" })).rejects.toThrow(NoSuchBook);
  await expect(readBook(client, { Shelf: "s", Id: "7" })).rejects.toThrow(ParamValidationError);
});

test("an error of the service goes the way of one from the network", async () => {
  const { client, stubber } = stubbed();
  const response = { Error: { Code: "NoSuchBook", Message: "gone", Hint: "h" }, Id: "1", Shelf: "s" };
  stubber.on(getBook).reply(new NoSuchBook("told", { code: "NoSuchBook", response }));
  const failed = await getBook(client, { Shelf: "s", Id: "1" }).catch((error: unknown) => error);
  expect(failed).toBeInstanceOf(NoSuchBook);
  expect(failed).toMatchObject({ statusCode: 404, Id: "1", response, $metadata: { httpStatusCode: 404 } });
});

test("other errors are thrown as they are, and not tried again", async () => {
  const { client, stubber } = stubbed();
  const error = new EndpointConnectionError("no way");
  stubber.on(getBook).reply(error).reply(book);
  await expect(getBook(client, { Shelf: "s", Id: "1" })).rejects.toBe(error);
  expect(error.operation).toBe("GetBook");
});

test("bodies and events are given anew with each reply, also where the stub was given a stream", async () => {
  const { client, stubber } = stubbed();
  async function* turns() {
    yield { Turn: { Page: 1 } };
    yield { Turn: { Page: 2 } };
  }
  stubber.on(readBook, { Id: "1" }).reply({ Text: new Blob(["blob"]) });
  stubber.on(readBook, { Id: "2" }).reply({ Text: new Blob(["stream"]).stream() });
  stubber.on(followReading).reply({ Events: turns() });
  const text = async (Id: string): Promise<string> => (await readBook(client, { Shelf: "s", Id })).Text.text();
  expect(await Promise.all([text("1"), text("2"), text("1"), text("2")])).toEqual(["blob", "stream", "blob", "stream"]);
  for (const _ of [1, 2]) {
    const { Events } = await followReading(client, { Shelf: "s", Id: "1" });
    const pages: unknown[] = [];
    for await (const { Turn } of Events) pages.push(Turn?.Page);
    expect(pages).toEqual([1, 2]);
  }
});

test("a call that no stub matches is told what the stubs of its operation want", async () => {
  const { client, stubber } = stubbed();
  stubber.on(getBook, { Shelf: "a", Labels: [{ Key: "k" }] }).reply(book);
  stubber.on(getBook);
  await expect(getBook(client, { Shelf: "b", Id: "1" })).rejects.toThrow(
    [
      "GetBook was called, and no stubbed reply is left for it: add one, or one more.",
      "  stub any:",
      "    it was given no reply",
      '  stub with { Shelf: "a", Labels: [{ Key: "k" }] }:',
      '    Shelf: expected "a", got "b"',
      '    Labels: expected [{ Key: "k" }], got nothing',
    ].join("\n"),
  );
  await expect(getBook(client, { Shelf: "b", Id: "1" })).rejects.toThrow(UnStubbedResponseError);
});

test("what no stub matches takes its turn in the queue", async () => {
  const { client, stubber } = stubbed();
  stubber.on(getBook, { Id: "1" }).reply(book);
  stubber.addResponse(getBook, { ...book, Title: "queued" });
  expect((await getBook(client, { Shelf: "s", Id: "1" })).Title).toBe("Dolphins");
  expect((await getBook(client, { Shelf: "s", Id: "2" })).Title).toBe("queued");
});

test("replies that were never asked for are told", async () => {
  const { client, stubber } = stubbed();
  stubber
    .on(getBook, { Id: "1" })
    .reply(book)
    .reply(book)
    .reply(() => book);
  stubber.on(readBook).reply(new Error("x"));
  await getBook(client, { Shelf: "s", Id: "1" });
  expect(() => stubber.assertNoPendingResponses()).toThrow(
    new StubAssertionError(
      [
        "3 stubbed replies were never asked for:",
        "  operation  parameters        reply",
        '  GetBook    with { Id: "1" }  output',
        '  GetBook    with { Id: "1" }  function',
        "  ReadBook   any               Error",
      ].join("\n"),
    ),
  );
});
