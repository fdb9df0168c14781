import { BedrockRuntimeClient, invokeModelWithBidirectionalStream } from "@inia/client-bedrock-runtime";
import { ConnectHealth, InternalServerException } from "@inia/client-connecthealth";
import { LexRuntimeV2, type StartConversationRequestEventStream } from "@inia/client-lex-runtime-v2";
import { PollyClient, ServiceQuotaExceededException, startSpeechSynthesisStream } from "@inia/client-polly";
import { QBusiness } from "@inia/client-qbusiness";
import { EventInputError, EventStreamError, ParamValidationError, UNSIGNED } from "@inia/core";
import { expect, test } from "vitest";
import { certificate } from "../testing/certificate.js";
import { failureOf, listed, signalled, start } from "../testing/converse.js";

const text = new TextDecoder();

test.each([
  ["without TLS, with prior knowledge", {}],
  ["over TLS, by ALPN", { tls: certificate }],
])("bedrock-runtime: each side waits for what the other says, %s", async (_, options) => {
  const { server, config } = await start({
    ...options,
    service: "bedrock",
    async *script(events) {
      for await (const { payload } of events) {
        const { bytes } = JSON.parse(payload.toString()) as { bytes: string };
        const answer = `heard ${Buffer.from(bytes, "base64")}`;
        yield { event: "chunk", payload: { bytes: Buffer.from(answer).toString("base64") } };
      }
    },
  });
  const heard: string[] = [];
  let answered = signalled();
  async function* ask(): AsyncGenerator<{ chunk: { bytes: string } }> {
    for (const word of ["one", "two", "three"]) {
      yield { chunk: { bytes: `${word} after ${heard.length}` } };
      await answered.promise;
      answered = signalled();
    }
  }
  await using client = new BedrockRuntimeClient(config);
  const { body, $metadata } = await invokeModelWithBidirectionalStream(client, {
    modelId: "amazon.nova:1",
    body: ask(),
  });
  expect($metadata).toMatchObject({ httpStatusCode: 200, attempts: 1 });
  for await (const event of body) {
    heard.push(text.decode(event.chunk?.bytes));
    answered.resolve();
  }
  expect(heard).toEqual(["heard one after 0", "heard two after 1", "heard three after 2"]);
  await server.quiet();
  const [conversation] = server.conversations;
  expect(conversation).toMatchObject({
    path: "/model/amazon.nova%3A1/invoke-with-bidirectional-stream",
    accessKeyId: "AKIDEXAMPLE",
    failure: undefined,
    end: "complete",
    headers: {
      "content-type": "application/vnd.amazon.eventstream",
      "x-amz-content-sha256": "STREAMING-AWS4-HMAC-SHA256-EVENTS",
    },
  });
});

test("lex-runtime-v2: all kinds of events arrive as the types say", async () => {
  const { server, config } = await start({
    service: "lex",
    async *script(events) {
      for await (const { type } of events) {
        if (type === "AudioInputEvent") {
          yield { event: "TranscriptEvent", payload: { transcript: "olá", eventId: "t1" } };
          yield { event: "AudioResponseEvent", payload: { audioChunk: "AIA=", contentType: "audio/pcm" } };
        } else if (type === "DisconnectionEvent") {
          yield { event: "HeartbeatEvent", payload: {} };
          yield { event: "NewerThanThisClientEvent", payload: {} };
          return;
        }
      }
    },
  });
  const events: StartConversationRequestEventStream[] = [
    { ConfigurationEvent: { responseContentType: "audio/pcm", clientTimestampMillis: 2n ** 40n } },
    { AudioInputEvent: { audioChunk: new Uint8Array([0, 128, 255]), contentType: "audio/l16" } },
    { TextInputEvent: { text: "sim" } },
    { DisconnectionEvent: {} },
  ];
  const lex = new LexRuntimeV2(config);
  const { responseEventStream } = await lex.startConversation({
    botId: "B0123456789",
    botAliasId: "A0123456789",
    localeId: "pt_BR",
    sessionId: "session-1",
    conversationMode: "TEXT",
    requestEventStream: events,
  });
  expect(await listed(responseEventStream)).toEqual([
    { TranscriptEvent: { transcript: "olá", eventId: "t1" } },
    { AudioResponseEvent: { audioChunk: new Uint8Array([0, 128]), contentType: "audio/pcm" } },
    { HeartbeatEvent: {} },
  ]);
  await server.quiet();
  const [conversation] = server.conversations;
  expect(conversation?.headers["x-amz-lex-conversation-mode"]).toBe("TEXT");
  expect(conversation?.events.map(({ type, payload }) => [type, payload.toString()])).toEqual([
    ["ConfigurationEvent", '{"responseContentType":"audio/pcm","clientTimestampMillis":1099511627776}'],
    ["AudioInputEvent", '{"audioChunk":"AID/","contentType":"audio/l16"}'],
    ["TextInputEvent", '{"text":"sim"}'],
    ["DisconnectionEvent", "{}"],
  ]);
  lex.close();
});

test("polly: events of bytes, and an exception in the stream that is the modelled class", async () => {
  const { config } = await start({
    service: "polly",
    async *script(events) {
      for await (const { type } of events) {
        if (type === "TextEvent") {
          yield { event: "AudioEvent", payload: new Uint8Array([1, 2, 3]) };
        } else {
          yield { event: "StreamClosedEvent", payload: { RequestCharacters: 4 } };
          const payload = { message: "no more", quotaCode: "L-1", serviceCode: "polly" };
          yield { exception: "ServiceQuotaExceededException", payload };
        }
      }
    },
  });
  await using client = new PollyClient(config);
  const { EventStream } = await startSpeechSynthesisStream(client, {
    Engine: "generative",
    OutputFormat: "pcm",
    VoiceId: "Camila",
    ActionStream: new ReadableStream({
      start(controller) {
        controller.enqueue({ TextEvent: { Text: "olá!" } });
        controller.enqueue({ CloseStreamEvent: {} });
        controller.close();
      },
    }),
  });
  const heard: unknown[] = [];
  const error = await failureOf(
    (async () => {
      for await (const event of EventStream ?? []) {
        heard.push(event.AudioEvent?.AudioChunk ?? event.StreamClosedEvent?.RequestCharacters);
      }
    })(),
  );
  expect(heard).toEqual([new Uint8Array([1, 2, 3]), 4]);
  expect(error).toBeInstanceOf(ServiceQuotaExceededException);
  expect(error).toMatchObject({
    name: "ServiceQuotaExceededException",
    operation: "StartSpeechSynthesisStream",
    service: "polly",
    quotaCode: "L-1",
    message:
      "An error occurred (ServiceQuotaExceededException) when calling the StartSpeechSynthesisStream operation: no more",
  });
});

test("connecthealth: a member that is named otherwise than its error gives the error's class", async () => {
  const { config } = await start({
    async *script() {
      yield { exception: "internalFailureException", payload: { message: "out of order" } };
    },
  });
  const client = new ConnectHealth(config);
  const { responseStream } = await client.startMedicalScribeListeningSession({
    sessionId: "00000000-0000-4000-8000-000000000000",
    domainId: "hai-0123456789abcdef",
    subscriptionId: "subscription-0123456789abcdef",
    languageCode: "en-US",
    mediaSampleRateHertz: 16_000,
    mediaEncoding: "pcm",
    inputStream: [{ binaryAudioEvent: { audioChunk: "bytes" } }],
  });
  const error = await failureOf(listed(responseStream ?? failing()));
  expect(error).toBeInstanceOf(InternalServerException);
  expect(error).toMatchObject({ code: "internalFailureException", fault: "server" });
  client.close();
});

test("qbusiness: without events the stream is an empty one, signed", async () => {
  const { server, config } = await start({
    async *script(events) {
      await listed(events);
      yield { event: "textEvent", payload: { systemMessage: "?" } };
      yield { exception: "unheardOfException", payload: { message: "newer" } };
    },
  });
  const client = new QBusiness(config);
  const { outputStream } = await client.chat({ applicationId: "00000000-0000-4000-8000-000000000000" });
  const heard: unknown[] = [];
  const error = await failureOf(
    (async () => {
      for await (const event of outputStream ?? failing()) heard.push(event);
    })(),
  );
  expect(heard).toEqual([{ textEvent: { systemMessage: "?" } }]);
  expect(error).toBeInstanceOf(EventStreamError);
  expect(error).toMatchObject({ code: "unheardOfException", operation: "Chat", service: "qbusiness", attempts: 1 });
  await server.quiet();
  expect(server.conversations[0]).toMatchObject({ events: [], failure: undefined, end: "complete" });
  client.close();
});

test("a request that is refused before its stream gives the modelled error", async () => {
  const { config } = await start({ credentials: [{ accessKeyId: "OTHER", secretAccessKey: "x" }] });
  const client = new QBusiness(config);
  const error = await failureOf(
    client.chat({ applicationId: "00000000-0000-4000-8000-000000000000", inputStream: [] }),
  );
  expect(error).toMatchObject({ statusCode: 403, code: "UnrecognizedClientException", operation: "Chat" });
  client.close();
});

test("with a bearer token, events go unsigned", async () => {
  const { server, config } = await start({ auth: "bearer" });
  await using client = new BedrockRuntimeClient({
    ...config,
    token: { token: "t0k3n" },
    authSchemePreference: ["httpBearerAuth"],
  });
  const { body } = await invokeModelWithBidirectionalStream(client, {
    modelId: "m",
    body: [{ chunk: { bytes: "x" } }],
  });
  expect(await listed(body)).toHaveLength(1);
  await server.quiet();
  expect(server.conversations[0]).toMatchObject({ failure: undefined, headers: { authorization: "Bearer t0k3n" } });
});

test("unsigned, events go as they are", async () => {
  const { server, config } = await start({ auth: "none" });
  await using client = new BedrockRuntimeClient({ ...config, signatureVersion: UNSIGNED });
  const { body } = await invokeModelWithBidirectionalStream(client, {
    modelId: "m",
    body: [{ chunk: { bytes: "x" } }],
  });
  expect(await listed(body)).toHaveLength(1);
  await server.quiet();
  expect(server.conversations[0]).toMatchObject({ failure: undefined });
});

test("another signature than SigV4 cannot sign events, and says so", async () => {
  const { server, config } = await start();
  await using client = new BedrockRuntimeClient(config);
  const own = { name: "own", identityKind: "credentials", sign() {} };
  client.meta.events.register("choose-signer", () => own);
  const error = await failureOf(invokeModelWithBidirectionalStream(client, { modelId: "m", body: [] }));
  expect(error).toMatchObject({
    name: "UnknownSignatureVersionError",
    message: "Events can be signed with SigV4 in headers only, and the signature version of this call is own.",
  });
  expect(server.conversations).toHaveLength(0);
});

test("an event that does not fit ends the call: what was wrong, and where", async () => {
  const { server, config } = await start({
    async *script(events) {
      for await (const _ of events) yield { event: "HeartbeatEvent" };
    },
  });
  const answered = signalled();
  async function* ask(): AsyncGenerator<StartConversationRequestEventStream> {
    yield { HeartbeatEvent: {}, TextInputEvent: { text: "a" } } as never;
  }
  async function* wrong(): AsyncGenerator<StartConversationRequestEventStream> {
    yield { TextInputEvent: { text: "a" } };
    await answered.promise;
    yield { TextInputEvent: {} as never };
  }
  const lex = new LexRuntimeV2(config);
  const where = { botId: "B0123456789", botAliasId: "A0123456789", localeId: "pt_BR", sessionId: "s-1" };
  const both = lex.startConversation({ ...where, requestEventStream: ask() });
  expect(await failureOf(both)).toMatchObject({
    name: "ParamValidationError",
    message: expect.stringContaining("it has: HeartbeatEvent, TextInputEvent"),
  });
  const { responseEventStream } = await lex.startConversation({ ...where, requestEventStream: wrong() });
  const error = await failureOf(
    (async () => {
      for await (const _ of responseEventStream) answered.resolve();
    })(),
  );
  expect(error).toBeInstanceOf(ParamValidationError);
  expect((error as Error).message).toContain('Missing required parameter in TextInputEvent: "text"');
  await server.quiet();
  expect(server.conversations.at(-1)?.end).toBe("cancelled");
  lex.close();
});

test("an input that throws ends the call, with its error as the cause", async () => {
  const { server, config } = await start();
  const cause = new Error("the microphone is gone");
  const answered = signalled();
  async function* broken(): AsyncGenerator<{ chunk: { bytes: string } }> {
    yield { chunk: { bytes: "x" } };
    await answered.promise;
    throw cause;
  }
  await using client = new BedrockRuntimeClient(config);
  const { body } = await invokeModelWithBidirectionalStream(client, { modelId: "m", body: broken() });
  const error = await failureOf(
    (async () => {
      for await (const _ of body) answered.resolve();
    })(),
  );
  expect(error).toBeInstanceOf(EventInputError);
  expect(error).toMatchObject({
    cause,
    message: "The input of the call failed after 1 events: the microphone is gone",
    operation: "InvokeModelWithBidirectionalStream",
  });
  await server.quiet();
  expect(server.conversations).toHaveLength(1);
  expect(server.conversations[0]?.end).toBe("cancelled");
});

test("an input that throws before there is an answer rejects the call, and is not tried again", async () => {
  const { server, config } = await start({
    holdHead: true,
    async *script() {
      yield { fault: "stall" };
    },
  });
  const cause = new Error("no microphone");
  await using client = new BedrockRuntimeClient(config);
  const body = {
    [Symbol.asyncIterator]: () => ({
      async next(): Promise<never> {
        throw cause;
      },
    }),
  };
  const error = await failureOf(invokeModelWithBidirectionalStream(client, { modelId: "m", body }));
  expect(error).toMatchObject({ name: "EventInputError", cause, attempts: 1 });
  expect(server.conversations.length).toBeLessThan(2);
});

test("twenty conversations at once share a connection, and do not mix", async () => {
  const { server, config } = await start();
  await using client = new BedrockRuntimeClient(config);
  const talks = Array.from({ length: 20 }, async (_, talk) => {
    const chunks = Array.from({ length: 30 }, (_, at) => ({ chunk: { bytes: `${talk}:${at}` } }));
    const { body } = await invokeModelWithBidirectionalStream(client, { modelId: "m", body: chunks });
    const heard = (await listed(body)).map(({ chunk }) => text.decode(chunk?.bytes));
    expect(heard).toEqual(chunks.map(({ chunk }) => chunk.bytes));
  });
  await Promise.all(talks);
  expect(server.connections).toBe(1);
  expect(new Set(server.conversations.map(({ connection }) => connection))).toEqual(new Set([0]));
});

test("events of many frames pass the windows of both directions", async () => {
  const { config } = await start();
  await using client = new BedrockRuntimeClient(config);
  const bytes = new Uint8Array(700_000).map((_, at) => at % 251);
  const given = [{ chunk: { bytes } }, { chunk: { bytes: bytes.subarray(1) } }];
  const { body } = await invokeModelWithBidirectionalStream(client, { modelId: "m", body: given });
  const heard = await listed(body);
  expect(heard.map(({ chunk }) => Buffer.compare(chunk?.bytes ?? new Uint8Array(), bytes))).toEqual([0, 1]);
});

function failing(): AsyncIterable<never> {
  throw new Error("there is no stream");
}
