import { expect, test } from "vitest";
import { registerCustomizations } from "../../client/service-descriptor.js";
import { toUtf8 } from "../../encoding/utf8.js";
import { ResponseParserError } from "../../errors/parser.js";
import type { CallContext } from "../../events/call-context.js";
import { HierarchicalEmitter } from "../../events/emitter.js";
import { blob$ } from "../../protocols/blob.js";
import { restXml } from "../../protocols/rest-xml.js";
import { rfc822$ } from "../../protocols/timestamp.js";
import { HEADER, PAYLOAD, type Schema, STREAMING } from "../../schema/codes.js";
import { customizations } from "../s3.js";

interface Answer {
  readonly operation?: string;
  readonly output?: Schema | undefined;
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

const result: Schema = { ETag: 0 };
const headersOnly: Schema = { ETag: ["t", 0, HEADER, "ETag"] };

async function beforeParse({ operation = "CopyObject", output, status = 200, headers = {}, body = "" }: Answer) {
  const events = new HierarchicalEmitter();
  registerCustomizations(events, customizations);
  const warnings: string[] = [];
  const context = { clientConfig: { logger: { warn: (text: string) => warnings.push(text) } } };
  const response = { status, headers: { ...headers }, body: toUtf8(body) };
  const additions: Record<string, unknown> = {};
  const model = { name: operation, http: ["PUT", "/{Bucket}/{Key+}"], ...(output && { output }) } as const;
  const payload = { model, response, additions, context: context as unknown as CallContext };
  await events.emit(`before-parse.s3.${operation}`, payload);
  return { ...payload, warnings };
}

async function statusAfter(answer: Answer): Promise<number> {
  return (await beforeParse(answer)).response.status;
}

test("an error in an answer of status 200 counts as a failure of the server", async () => {
  const body = '<?xml version="1.0"?>\n<!-- late --><Error><Code>InternalError</Code></Error>';
  expect(await statusAfter({ output: result, body })).toBe(500);
  expect(await statusAfter({ output: headersOnly, body })).toBe(500);
  expect(await statusAfter({ output: result, body: "<Error/>" })).toBe(500);
});

test("other answers stay what they are", async () => {
  expect(await statusAfter({ output: result, body: "<CopyObjectResult><Error/></CopyObjectResult>" })).toBe(200);
  expect(await statusAfter({ output: result, body: '<Error xmlns="urn:other"/>' })).toBe(200);
  expect(await statusAfter({ output: result, status: 206, body: "<Error/>" })).toBe(206);
  expect(await statusAfter({ output: result })).toBe(200);
  expect(await statusAfter({ body: "<Error/>" })).toBe(200);
});

test("objects, texts and event streams may look like errors", async () => {
  const body = "<Error><Code>InternalError</Code></Error>";
  expect(await statusAfter({ output: { Body: ["t", blob$, PAYLOAD + STREAMING] }, body })).toBe(200);
  expect(await statusAfter({ output: { Policy: ["t", 0, PAYLOAD] }, body })).toBe(200);
  const events: Schema = { $: { eventStream: 1 }, End: {} };
  expect(await statusAfter({ output: { Payload: ["t", events, PAYLOAD] }, body })).toBe(200);
});

test("a body that nobody reads must be sound XML", async () => {
  expect(await statusAfter({ output: headersOnly, body: "<CopyObjectResult><ETag>" })).toBe(500);
  expect(await statusAfter({ output: headersOnly, body: "not XML" })).toBe(500);
  expect(await statusAfter({ output: headersOnly, body: "<Fine>\n</Fine>\n" })).toBe(200);
});

test("where a body is read, the reader's word on malformed XML counts as a failure of the server", async () => {
  const { model, response, context } = await beforeParse({ output: result, body: "<CopyObjectResult><ETag>" });
  const isServerFailure = context.isServerFailure as (error: unknown) => boolean;
  let thrown: unknown;
  try {
    await restXml.parse(model, response, { id: "s3", apiVersion: "2006-03-01" }, { longs: "number" });
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(ResponseParserError);
  expect(isServerFailure(thrown)).toBe(true);
  expect(isServerFailure(new ResponseParserError("A timestamp that is none."))).toBe(false);
});

const withExpires: Schema = { Expires: ["t", rfc822$, HEADER, "Expires"] };

test("Expires is given as it came, too", async () => {
  const text = "Fri, 02 Jan 2026 03:04:05 GMT";
  const { additions, response, warnings } = await beforeParse({
    operation: "HeadObject",
    output: withExpires,
    headers: { expires: text },
  });
  expect(additions).toEqual({ ExpiresString: text });
  expect(response.headers).toEqual({ expires: text });
  expect(warnings).toEqual([]);
});

test("what is no date is given as it came only", async () => {
  const { additions, response, warnings } = await beforeParse({
    operation: "GetObject",
    output: withExpires,
    headers: { expires: "never", etag: "x" },
  });
  expect(additions).toEqual({ ExpiresString: "never" });
  expect(response.headers).toEqual({ etag: "x" });
  expect(warnings).toEqual([expect.stringContaining('GetObject: Expires is no date ("never")')]);
});

test("outputs without Expires do not get it", async () => {
  expect((await beforeParse({ output: result, headers: { expires: "never" } })).additions).toEqual({});
  expect((await beforeParse({ output: withExpires })).additions).toEqual({});
});

async function location(body: string, status = 200): Promise<Record<string, unknown>> {
  const output: Schema = { LocationConstraint: 0 };
  return (await beforeParse({ operation: "GetBucketLocation", output, body, status })).additions;
}

test("a bucket's location is the text of the root, and null in us-east-1", async () => {
  const root = 'LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/"';
  expect(await location(`<${root}>eu-west-1</LocationConstraint>`)).toEqual({ LocationConstraint: "eu-west-1" });
  expect(await location(`<?xml version="1.0"?>\n<${root}/>`)).toEqual({ LocationConstraint: null });
});

test("errors and malformed answers have none", async () => {
  expect(await location("<Error>text<Code>NoSuchBucket</Code></Error>", 404)).toEqual({});
  expect(await location("<LocationConstraint>eu")).toEqual({});
});
