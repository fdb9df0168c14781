import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { Client } from "../client/client.js";
import { StubAssertionError } from "../errors/call.js";
import { httpServer } from "../http/testdata/loopback.js";
import { Cassette, openCassette } from "./cassette.js";
import { getBook, library, NoSuchBook, readBook } from "./library.fixture.js";

test("what a service answered once is answered again, without it", async () => {
  const { path, endpoint, requests } = await setUp();
  {
    using cassette = openCassette(path);
    expect(cassette.mode).toBe("record");
    await readLibrary(client(endpoint, cassette));
  }
  const asked = requests.length;
  expect(asked).toBe(3);
  using cassette = openCassette(path);
  expect(cassette.mode).toBe("replay");
  await readLibrary(client(endpoint, cassette));
  expect(requests).toHaveLength(asked);
});

test("the file is JSON for people, without keys, signatures and secrets", async () => {
  const { path, endpoint } = await setUp();
  {
    using cassette = openCassette(path, { mask: (text) => text.replaceAll("Ahab", "somebody") });
    await getBook(client(endpoint, cassette), { Shelf: "a", Id: "1", Reader: "Ahab" });
  }
  const text = readFileSync(path, "utf8");
  expect(JSON.parse(text)).toEqual({
    exchanges: [
      {
        request: {
          method: "GET",
          url: `${endpoint}/shelves/a/1?Reader=somebody`,
          headers: { "content-type": "application/json" },
          body: { json: {} },
        },
        response: {
          status: 200,
          reason: "OK",
          headers: expect.objectContaining({ "content-type": "application/json", "set-cookie": "***" }),
          body: { json: { Title: "Moby Dick", Labels: [], SecretAccessKey: "***" } },
        },
      },
    ],
  });
  expect(text).not.toMatch(/AKIDTEST|Signature|wJalr|session-token|keep-out|cookie-value/);
  expect(text.split("\n").length).toBeGreaterThan(10);
});

test("a changed request is refused with what is other in it, and tells what was not asked for", async () => {
  const { path, endpoint } = await setUp();
  {
    using cassette = openCassette(path);
    await getBook(client(endpoint, cassette), { Shelf: "a", Id: "1", Reader: "Ahab" });
  }
  const cassette = openCassette(path);
  const failing = getBook(client(endpoint, cassette), { Shelf: "a", Id: "1", Reader: "Ishmael" });
  await expect(failing).rejects.toThrow(StubAssertionError);
  await expect(failing).rejects.toThrow(
    `url: expected "${endpoint}/shelves/a/1?Reader=Ahab", got "${endpoint}/shelves/a/1?Reader=Ishmael"`,
  );
  expect(() => cassette[Symbol.dispose]()).toThrow(/1 recorded request was not made again:[^]*GET +http.*Reader=Ahab/);
});

test("each answer is given once, in whatever order", async () => {
  const { path, endpoint } = await setUp();
  {
    using cassette = openCassette(path);
    const books = client(endpoint, cassette);
    for (const Id of ["1", "2", "3"]) await getBook(books, { Shelf: "a", Id });
  }
  using cassette = openCassette(path);
  const books = client(endpoint, cassette);
  await Promise.all(["3", "1", "2"].map((Id) => getBook(books, { Shelf: "a", Id })));
  await expect(getBook(books, { Shelf: "a", Id: "1" })).rejects.toThrow(/No recorded answer is left for GET/);
});

test("contents may come from anywhere, and a mode may be asked for", async () => {
  const { endpoint, requests } = await setUp();
  const recorded = new Cassette(undefined);
  await getBook(client(endpoint, recorded), { Shelf: "a", Id: "1" });
  const again = new Cassette(recorded.contents, { mode: "record" });
  await getBook(client(endpoint, again), { Shelf: "a", Id: "2" });
  expect(requests).toHaveLength(2);
  const replayed = new Cassette(structuredClone(recorded.contents));
  expect((await getBook(client(endpoint, replayed), { Shelf: "a", Id: "1" })).Title).toBe("Moby Dick");
  replayed.assertPlayed();
});

async function readLibrary(books: Client<"library">): Promise<void> {
  expect(await getBook(books, { Shelf: "a", Id: "1" })).toMatchObject({ Title: "Moby Dick" });
  const { Text } = await readBook(books, { Shelf: "a", Id: "1" });
  expect(await Text.bytes()).toEqual(new Uint8Array([0xff, 0, 1]));
  await expect(getBook(books, { Shelf: "none", Id: "1" })).rejects.toBeInstanceOf(NoSuchBook);
}

function client(endpoint: string, cassette: Cassette): Client<"library"> {
  const credentials = {
    accessKeyId: "AKIDTEST",
    secretAccessKey: "wJalr",
    sessionToken: "session-token",
    accountId: "123456789012",
  };
  const resolve = () => ({ url: endpoint, properties: {}, headers: {} });
  const service = { ...library, endpoint: { parameters: {}, resolve } };
  return new Client(service, { region: "eu-west-1", credentials, loadConfig: false, ...cassette.config });
}

async function setUp() {
  const folder = mkdtempSync(join(tmpdir(), "inia-cassette-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const requests: string[] = [];
  const server = await httpServer((request, response) => {
    requests.push(request.url!);
    if (request.url!.includes("none")) {
      response.writeHead(404, { "x-amzn-errortype": "NoSuchBook", "content-type": "application/json" });
      response.end(JSON.stringify({ message: "no such book", Id: "1", Shelf: "none" }));
    } else if (request.url!.endsWith("/text")) {
      response.writeHead(203, { "content-type": "application/octet-stream" });
      response.end(Buffer.from([0xff, 0, 1]));
    } else {
      response.writeHead(200, { "content-type": "application/json", "set-cookie": "cookie-value" });
      response.end(JSON.stringify({ Title: "Moby Dick", Labels: [], SecretAccessKey: "keep-out" }));
    }
  });
  return { path: join(folder, "library.cassette.json"), endpoint: server.url, requests };
}
