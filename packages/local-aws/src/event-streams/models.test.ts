import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { clientFromModel } from "@inia/core/model";
import { expect, test } from "vitest";
import { listed, start } from "../testing/converse.js";

/** A service that is like Amazon Transcribe's: no botocore has it, so no client is generated for it. */
function model(protocol: "rest-json" | "json"): Parameters<typeof clientFromModel>[0] {
  return {
    service: {
      metadata: {
        apiVersion: "2020-01-01",
        endpointPrefix: "listen",
        protocol,
        ...(protocol === "json" && { jsonVersion: "1.1", targetPrefix: "Listen" }),
        protocolSettings: { h2: "eventstream" },
        serviceId: "Listen",
        signatureVersion: "v4",
      },
      operations: {
        Listen: {
          name: "Listen",
          http: { method: "POST", requestUri: protocol === "json" ? "/" : "/listen" },
          input: { shape: "ListenRequest" },
          output: { shape: "ListenResponse" },
        },
      },
      shapes: {
        ListenRequest: {
          type: "structure",
          ...(protocol === "rest-json" && { payload: "Audio" }),
          members: {
            Language: {
              shape: "String",
              ...(protocol === "rest-json" && { location: "header", locationName: "x-language" }),
            },
            Audio: { shape: "AudioStream" },
          },
        },
        ListenResponse: {
          type: "structure",
          ...(protocol === "rest-json" && { payload: "Words" }),
          members: {
            Session: {
              shape: "String",
              ...(protocol === "rest-json" && { location: "header", locationName: "x-session" }),
            },
            Words: { shape: "WordStream" },
          },
        },
        AudioStream: { type: "structure", eventstream: true, members: { AudioEvent: { shape: "AudioEvent" } } },
        AudioEvent: {
          type: "structure",
          event: true,
          members: {
            AudioChunk: { shape: "Blob", eventpayload: true },
            Channel: { shape: "Integer", eventheader: true },
          },
        },
        WordStream: {
          type: "structure",
          eventstream: true,
          members: { WordEvent: { shape: "WordEvent" }, BadRequestException: { shape: "BadRequestException" } },
        },
        WordEvent: { type: "structure", event: true, members: { Word: { shape: "String" } } },
        BadRequestException: { type: "structure", exception: true, members: { Message: { shape: "String" } } },
        Blob: { type: "blob" },
        Integer: { type: "integer" },
        String: { type: "string" },
      },
    } as never,
  };
}

test("a model that is read at run time converses, too: bytes and headers of events", async () => {
  const { server, config } = await start({
    service: "listen",
    async *script(events) {
      for await (const { payload, headers } of events) {
        yield { event: "WordEvent", payload: { Word: `${payload} on ${headers["Channel"]}` } };
      }
      yield { exception: "BadRequestException", payload: { Message: "enough" } };
    },
  });
  const client = clientFromModel(model("rest-json"), config);
  const { Words } = await client["listen"]({
    Language: "pt",
    Audio: [{ AudioEvent: { AudioChunk: "one", Channel: 7 } }, { AudioEvent: { AudioChunk: new Uint8Array([50]) } }],
  });
  const words: unknown[] = [];
  const talk = (async () => {
    for await (const { WordEvent } of Words) words.push(WordEvent.Word);
  })();
  await expect(talk).rejects.toBeInstanceOf(client.exceptions["BadRequestException"]);
  expect(words).toEqual(["one on 7", "2 on undefined"]);
  expect(server.conversations[0]).toMatchObject({ failure: undefined, headers: { "x-language": "pt" } });
  client.close();
});

test("RPC protocols say and hear the other members in first messages", async () => {
  const { server, config } = await start({
    async *script(events) {
      yield { event: "initial-response", payload: { Session: "s-1" } };
      for await (const { type } of events) yield { event: "WordEvent", payload: { Word: type } };
    },
  });
  const client = clientFromModel(model("json"), config);
  const { Session, Words } = await client["listen"]({ Language: "pt", Audio: [{ AudioEvent: { AudioChunk: "one" } }] });
  expect(Session).toBe("s-1");
  expect(await listed(Words)).toEqual([
    { WordEvent: { Word: "initial-request" } },
    { WordEvent: { Word: "AudioEvent" } },
  ]);
  const [first] = server.conversations[0]?.events ?? [];
  expect([first?.contentType, first?.payload.toString()]).toEqual(["application/json", '{"Language":"pt"}']);
  expect(server.conversations[0]?.headers).toMatchObject({
    "content-type": "application/vnd.amazon.eventstream",
    "x-amz-target": "Listen.Listen",
  });
  client.close();
});

test("a program ends although its connection is kept", async () => {
  const { server, config } = await start();
  const program = `
    import { BedrockRuntimeClient, invokeModelWithBidirectionalStream } from "@inia/client-bedrock-runtime";
    const client = new BedrockRuntimeClient({
      region: "us-east-1", endpoint: process.argv[1], credentials: JSON.parse(process.argv[2]), loadConfig: false,
    });
    const { body } = await invokeModelWithBidirectionalStream(client, { modelId: "m", body: [{ chunk: { bytes: "x" } }] });
    for await (const event of body) console.log(Object.keys(event).join());
  `;
  const args = ["--input-type=module", "-e", program, server.endpoint, JSON.stringify(config.credentials)];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: import.meta.dirname });
  expect(stdout).toBe("chunk\n");
});
