import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import type { ClientConfig } from "../config/client-config.js";
import { ClientError } from "../errors/client-error.js";
import { createFetchHandler } from "../http/fetch-handler.js";
import type { HttpResponse } from "../http/message.js";
import { closedPort, httpServer } from "../http/testdata/loopback.js";
import * as core from "../index.js";
import { paginator } from "../pagination/paginator.js";
import { sensitiveBlob$ } from "../protocols/blob.js";
import { document$, sensitiveDocument$ } from "../protocols/document.js";
import { restXml } from "../protocols/rest-xml.js";
import { streams } from "../protocols/streams.js";
import { sensitiveTimestamp$ } from "../protocols/timestamp.js";
import {
  DOUBLE,
  HEADER,
  INTEGER,
  PAYLOAD,
  QUERYSTRING,
  REQUIRED,
  type Schema,
  SENSITIVE,
  STREAMING,
  STRING,
  URI,
} from "../schema/codes.js";
import type { ErrorSchema } from "../schema/error-schema.js";
import type { Operation } from "../schema/operation.js";
import type { StreamingBody } from "../streaming/streaming-body.js";
import { Stubber } from "../stub/stubber.js";
import { waiter } from "../waiters/waiter.js";
import { type Answer, bench, json, operation, type TestBench, type TestSetup } from "./test-service.fixture.js";

const mark = "MARK-8b1f";
const marked = { accessKeyId: `${mark}-id`, secretAccessKey: `${mark}-secret`, sessionToken: `${mark}-token` };

const inner: Schema = { $: { sensitive: 1 }, Text: STRING, Count: INTEGER, Labels: ["m", STRING], Free: document$ };

interface VaultInput {
  Box: string;
  Code?: string;
  Filter?: string;
  Pin?: number;
  Size?: number;
  List?: readonly unknown[];
  Map?: object;
  Keys?: object;
  Inner?: object;
  Document?: unknown;
}

interface Vault {
  Pin?: number;
  At?: Date;
  Secret?: string;
  Next?: string;
  State?: string;
}

class VaultIsShut extends ClientError {
  override readonly name = "VaultIsShut";
  declare readonly Combination?: string;
  declare readonly Reason?: string;
}

const VaultIsShut$: ErrorSchema = {
  name: "VaultIsShut",
  type: VaultIsShut,
  members: { Combination: STRING + SENSITIVE, Reason: STRING, message: STRING + SENSITIVE },
};

/** Sensitive at every place that a request and a response have. */
const openVault: Operation<"test", VaultInput, Vault, VaultIsShut> = operation({
  name: "OpenVault",
  http: ["POST", "/vaults/{Box}"],
  input: {
    Box: ["t", STRING + SENSITIVE, URI + REQUIRED],
    Code: ["t", STRING + SENSITIVE, HEADER, "x-code"],
    Filter: ["t", STRING + SENSITIVE, QUERYSTRING, "filter"],
    Pin: DOUBLE + SENSITIVE,
    Size: ["n", INTEGER + SENSITIVE, 5],
    List: ["l", STRING, { sensitive: 1 }],
    Map: ["m", STRING, { sensitive: 1 }],
    Keys: ["m", STRING, { key: STRING + SENSITIVE }],
    Inner: inner,
    Document: sensitiveDocument$,
  },
  output: {
    Pin: ["t", INTEGER + SENSITIVE, HEADER, "x-pin"],
    At: sensitiveTimestamp$,
    Secret: STRING + SENSITIVE,
    Next: STRING + SENSITIVE,
    State: STRING,
  },
  errors: [VaultIsShut$],
});

const getBlob: Operation<"test", { Box: string }, { Body: StreamingBody }, never> = operation({
  name: "GetBlob",
  http: ["GET", "/blobs/{Box}"],
  input: { Box: ["t", STRING + SENSITIVE, URI + REQUIRED] },
  output: { Body: ["t", sensitiveBlob$, PAYLOAD + STREAMING] },
  streams,
});

const input: VaultInput = { Box: mark, Code: mark, Filter: mark, Pin: 1 };

/** All that a program, a log or a crash would show of an error. */
function printed(error: unknown): string {
  const { stack, message, cause } = error as Error;
  return [
    String(error),
    message,
    stack,
    inspect(error, { depth: 20, showHidden: true }),
    JSON.stringify(error),
    JSON.stringify({ ...(error as object) }),
    String(cause),
    JSON.stringify(cause),
  ].join("\n");
}

interface Setting {
  readonly lines: string[];
  readonly bench: (answers?: readonly Answer[], config?: ClientConfig, service?: TestSetup["service"]) => TestBench;
}

function setting(): Setting {
  const lines: string[] = [];
  const write = (...texts: unknown[]): void => void lines.push(inspect(texts, { depth: 20, showHidden: true }));
  const logger = { debug: write, info: write, warn: write, error: write };
  return {
    lines,
    bench(answers = [json({})], config, service = {}) {
      const made = bench({ answers, config: { credentials: marked, logger, ...config }, service });
      Object.defineProperty(made.client, "~errors", { value: [VaultIsShut$] });
      return made;
    },
  };
}

const text = (body: string, headers: Record<string, string> = {}, status = 200): HttpResponse => ({
  status,
  headers: { "set-cookie": mark, ...headers },
  body: new TextEncoder().encode(body),
});

/** Calls with an input that does not fit. */
const withInput =
  (given: object) =>
  ({ bench: open }: Setting): Promise<unknown> =>
    openVault(open().client, { ...input, ...given } as VaultInput);

/** Calls, and gets this answer. */
const answered =
  (answer: Answer, config?: ClientConfig) =>
  ({ bench: open }: Setting): Promise<unknown> =>
    openVault(open([answer], { maxAttempts: 1, ...config }).client, input);

const refusing = (members: object): Answer => json(members, 400, { "x-amzn-errortype": "VaultIsShut", cookie: mark });

const nextPages = paginator<"test", VaultInput, Vault, unknown>({
  operation: openVault,
  inputToken: "Filter",
  outputToken: ({ Next }) => Next,
  resultKeys: { State: ({ State }) => State },
});

const waitForVault = waiter<"test", VaultInput, Vault>({
  name: "VaultOpen",
  operation: openVault,
  delaySeconds: 1,
  maxAttempts: 1,
  acceptors: [
    { state: "failure", matcher: "path", argument: "State", expected: "shut", select: ({ State }) => State },
    { state: "failure", error: "VaultIsShut" },
  ],
});

/** Over the platform's own handlers, on loopback. */
async function overNetwork(
  { bench: open }: Setting,
  config: ClientConfig,
  given: VaultInput = input,
  call: Operation<"test", VaultInput, object, unknown> = openVault,
): Promise<unknown> {
  const { client } = open(undefined, { httpHandler: undefined, maxAttempts: 1, ...config });
  try {
    return await call(client, given);
  } finally {
    client.close();
  }
}

async function onSilentServer(setting: Setting, config: ClientConfig, given?: VaultInput): Promise<unknown> {
  const server = await httpServer(() => {});
  return overNetwork(setting, { endpoint: server.url, ...config }, given);
}

const url = `http://a:b@127.0.0.1:1/${mark}?X-Amz-Signature=${mark}&filter=${mark}`;
const viaFetch = (fetch: () => Promise<never>): ClientConfig => ({ httpHandler: createFetchHandler({ fetch }) });
const failing = (message: string, cause?: unknown) => async (): Promise<never> => {
  throw Object.assign(new TypeError(message, { cause }), { path: url, input: url });
};

const failures: [name: string, fails: (setting: Setting) => Promise<unknown>, error: string][] = [
  ["a number that is text", withInput({ Pin: mark }), "ParamValidationError"],
  ["a list that is text", withInput({ List: mark }), "ParamValidationError"],
  ["within a list", withInput({ List: [{ [mark]: mark }, 1234567] }), "ParamValidationError"],
  ["within a map", withInput({ Map: { [mark]: { a: mark } } }), "ParamValidationError"],
  ["a map's keys", withInput({ Keys: { [mark]: 1 } }), "ParamValidationError"],
  ["within a structure", withInput({ Inner: { Text: 1, Count: mark, Labels: { [mark]: 1 } } }), "ParamValidationError"],
  ["within a document", withInput({ Document: { a: () => mark } }), "ParamValidationError"],
  ["a document in a structure", withInput({ Inner: { Free: { [mark]: Symbol(mark) } } }), "ParamValidationError"],
  ["no object", ({ bench: open }) => openVault(open().client, mark as never), "MissingParametersError"],

  ["an answer cut off", answered(text(`{"Secret":"${mark}"`)), "ResponseParserError"],
  ["an answer that is no JSON", answered(text(`{"Secret":${mark}}`)), "ResponseParserError"],
  ["an answer that is text", answered(text(mark)), "ResponseParserError"],
  ["a timestamp that is none", answered(text(`{"At":"${mark}"}`)), "ResponseParserError"],
  ["a header that is no integer", answered(text("{}", { "x-pin": mark })), "ResponseParserError"],
  [
    "XML that is not well-formed",
    ({ bench: open }) => {
      const answer = text(`<A><Secret>${mark}&${mark};</Secret></A>`);
      return openVault(open([answer], {}, { protocol: restXml }).client, input);
    },
    "ResponseParserError",
  ],

  ["a refusal", answered(refusing({ message: mark, Combination: mark, Reason: "wrong" })), "VaultIsShut"],
  [
    "a refusal that quotes the request",
    answered(
      json(
        { message: `The canonical string should have been\nPOST\nx-amz-security-token:${mark}\nSignature=${mark}` },
        403,
        { "x-amzn-errortype": "SignatureDoesNotMatch" },
      ),
    ),
    "ClientError",
  ],

  ["no credentials", answered(json({}), { credentials: undefined }), "NoCredentialsError"],
  ["an unknown signer", answered(json({}), { signatureVersion: "v9" }), "UnknownSignatureVersionError"],

  [
    "nobody there",
    async (setting) => overNetwork(setting, { endpoint: `http://127.0.0.1:${await closedPort()}` }),
    "EndpointConnectionError",
  ],
  [
    "nobody there, over fetch",
    async (setting) =>
      overNetwork(setting, {
        endpoint: `http://127.0.0.1:${await closedPort()}`,
        httpHandler: createFetchHandler(),
      }),
    "EndpointConnectionError",
  ],
  [
    "a header that cannot be sent",
    (setting) => onSilentServer(setting, {}, { ...input, Code: `${mark}\n${mark}` }),
    "ValidationError",
  ],
  [
    "a header that fetch cannot send",
    (setting) => onSilentServer(setting, { httpHandler: createFetchHandler() }, { ...input, Code: `${mark}\n${mark}` }),
    "EndpointConnectionError",
  ],
  ["no answer in time", (setting) => onSilentServer(setting, { readTimeoutMs: 20 }), "ReadTimeoutError"],
  ["no answer to an attempt", (setting) => onSilentServer(setting, { attemptTimeoutMs: 20 }), "AttemptTimeoutError"],
  ["no answer to a call", (setting) => onSilentServer(setting, { callTimeoutMs: 20 }), "CallTimeoutError"],
  [
    "no answer over fetch",
    (setting) =>
      onSilentServer(setting, { readTimeoutMs: 20, connectTimeoutMs: 20, httpHandler: createFetchHandler() }),
    "ReadTimeoutError",
  ],
  [
    "fetch that tells the URL",
    (setting) => overNetwork(setting, viaFetch(failing(`error sending request for url (${url})`))),
    "EndpointConnectionError",
  ],
  [
    "fetch with a cause that does",
    (setting) => overNetwork(setting, viaFetch(failing("fetch failed", new Error(`connect to "${url}" failed`)))),
    "EndpointConnectionError",
  ],
  [
    "a redirect that browsers hide",
    (setting) =>
      overNetwork(
        setting,
        viaFetch(async () => ({ type: "opaqueredirect", status: 0, headers: new Headers() }) as never),
      ),
    "InvalidEndpointConfigurationError",
  ],
  [
    "a path that fetch would change",
    (setting) => overNetwork(setting, { httpHandler: createFetchHandler() }, { Box: `${mark}/../..` }, dotted),
    "ValidationError",
  ],

  [
    "a body that breaks",
    async ({ bench: open }) => {
      async function* body(): AsyncGenerator<Uint8Array, void, undefined> {
        yield new TextEncoder().encode(mark);
        throw Object.assign(new Error("cut"), { code: "ECONNRESET" });
      }
      const answer: HttpResponse = { status: 200, headers: { "set-cookie": mark }, body: body() };
      const { Body } = await getBlob(open([answer]).client, { Box: mark });
      return Body.text();
    },
    "ResponseStreamingError",
  ],
  [
    "a body that has been read",
    async ({ bench: open }) => {
      const { Body } = await getBlob(open([text(mark)]).client, { Box: mark });
      await Body.text();
      return Body.text();
    },
    "UnseekableStreamError",
  ],

  [
    "pages without end",
    ({ bench: open }) => nextPages(open([json({ Next: mark })]).client, input).buildFullResult(),
    "PaginationError",
  ],
  [
    "a bad starting token",
    ({ bench: open }) => nextPages(open().client, input, { startingToken: `${mark}___${mark}___3` }).buildFullResult(),
    "PaginationError",
  ],
  [
    "a state that a waiter gives up at",
    ({ bench: open }) => waitForVault(open([json({ Secret: mark, State: "shut" })]).client, input),
    "WaiterError",
  ],
  [
    "an error that a waiter gives up at",
    ({ bench: open }) => waitForVault(open([refusing({ message: mark, Combination: mark })]).client, input),
    "WaiterError",
  ],
  [
    "an error that a waiter does not know",
    ({ bench: open }) =>
      waitForVault(open([json({ message: `Signature=${mark}` }, 400, { "x-amzn-errortype": "Other" })]).client, input),
    "WaiterError",
  ],

  [
    "other parameters than a stub expects",
    ({ bench: open }) => {
      const { client } = open();
      new Stubber(client)
        .addResponse(openVault, {}, { ...input, Box: `${mark}-2`, Keys: { [mark]: "a" }, Map: { [mark]: mark } })
        .activate();
      return openVault(client, { ...input, Keys: { [`${mark}2`]: "a" }, Map: { [mark]: "b" } });
    },
    "StubAssertionError",
  ],
  [
    "a call that no stub answers",
    ({ bench: open }) => {
      const { client } = open();
      new Stubber(client).activate();
      return openVault(client, input);
    },
    "UnStubbedResponseError",
  ],
];

const dotted: Operation<"test", VaultInput, object, never> = operation({
  name: "Dotted",
  http: ["GET", "/vaults/{Box+}"],
  input: { Box: ["t", STRING + SENSITIVE, URI + REQUIRED] },
});

describe("what went wrong shows no secret", () => {
  test.each(failures)("%s", async (_, fails, name) => {
    const given = setting();
    let error: unknown;
    try {
      await fails(given);
    } catch (failure) {
      error = failure;
    }
    expect(error).toMatchObject({ name });
    expect(printed(error)).not.toContain(mark);
    expect(given.lines.join("\n")).not.toContain(mark);
  });
});

test("what is hidden from print is read as any property", async () => {
  const members = { message: mark, Combination: mark, Reason: "wrong" };
  const error = (await failures
    .find(([name]) => name === "a refusal")![1](setting())
    .catch((failure: unknown) => failure)) as VaultIsShut;
  expect(error).toMatchObject({ name: "VaultIsShut", Combination: mark, Reason: "wrong" });
  expect(error.message).toBe(
    "An error occurred (VaultIsShut) when calling the OpenVault operation (reached max retries: 0): ***",
  );
  expect(error.response).toMatchObject({ ...members, message: mark, Error: { Code: "VaultIsShut", Message: mark } });
  expect(error.$metadata?.httpHeaders).toMatchObject({ cookie: mark });
  expect(inspect(error)).toContain("Reason: 'wrong'");
});

test("what S3 sends back of a request is hidden, too", async () => {
  const fields = {
    "Token-0": mark,
    AWSAccessKeyId: mark,
    StringToSign: mark,
    StringToSignBytes: mark,
    SignatureProvided: mark,
    CanonicalRequest: mark,
  };
  const xml = Object.entries({ Code: "ExpiredToken", Message: "Expired", Key: "a", ...fields })
    .map(([name, value]) => `<${name}>${value}</${name}>`)
    .join("");
  const { client } = setting().bench([text(`<Error>${xml}</Error>`, {}, 400)], {}, { protocol: restXml });
  const error = (await openVault(client, input).catch((failure: unknown) => failure)) as ClientError;
  expect(error.response.Error).toMatchObject(fields);
  expect(printed(error)).not.toContain(mark);
  expect(inspect(error)).toContain("Key: 'a'");
});

type ErrorClass = new (...given: unknown[]) => core.IniaError;

const classes = Object.entries(core).filter(([, value]) => isErrorClass(value)) as [string, ErrorClass][];

function isErrorClass(value: unknown): boolean {
  return typeof value === "function" && (value === core.IniaError || value.prototype instanceof core.IniaError);
}

test("the table of classes is whole", () => {
  expect(classes.length).toBeGreaterThan(90);
});

describe("no class of error shows what a call knows", () => {
  test.each(classes)("%s", async (name, Class) => {
    const response = { Error: { Code: "c", Message: "m" } };
    const error =
      name === "WaiterError"
        ? new Class("Name", "reason", { Secret: mark, $metadata: { httpHeaders: { cookie: mark } } })
        : new Class("message", { code: "c", response });
    const { bench: open, lines } = setting();
    const { client } = open([text("{}", { "x-amz-security-token": mark })], { maxAttempts: 1 });
    client.meta.events.register("before-parse", () => {
      throw error;
    });
    await expect(openVault(client, input)).rejects.toBe(error);
    expect(error.$metadata?.httpHeaders).toMatchObject({ "set-cookie": mark });
    expect(printed(error)).not.toContain(mark);
    expect(lines.join("\n")).not.toContain(mark);
  });
});
