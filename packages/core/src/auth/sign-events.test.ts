import { createHash, createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { decodeMessage } from "../protocols/event-stream/decode.js";
import { encodeMessage } from "../protocols/event-stream/encode.js";
import { eventSigner } from "./sign-events.js";
import type { SigningContext } from "./signer.js";

const credentials = { accessKeyId: "fake access key", secretAccessKey: "fake secret key" };
const context: SigningContext = { region: "us-east-1", signingName: "testservice", time: 0 };

// The message, the seed and both hashes are those of the Rust SDK's test. (aws-sigv4, event_stream.rs)
const message = encodeMessage({
  headers: new Map([["some-header", { type: "string", value: "value" }]]),
  payload: new TextEncoder().encode("test payload"),
});
const seed = createHash("sha256").update("last message sts").digest("hex");
const hashOfDate = "0c0e3b3bf66b59b976181bd7d401927bbd624107303c713fd1e5f3d3c8dd1b1e";
const hashOfMessage = "f2eba0f2e95967ee9fbc6db5e678d2fd599229c0d04b11e4fc8e0f2a02a806c6";

function signature(...lines: readonly string[]): string {
  const day = lines[1]!.slice(0, 8);
  const key = [day, "us-east-1", "testservice", "aws4_request"].reduce<string | Buffer>(
    (parent, part) => createHmac("sha256", parent).update(part).digest(),
    "AWS4fake secret key",
  );
  return createHmac("sha256", key).update(lines.join("\n")).digest("hex");
}

test("a message is signed as other SDKs sign it, in whole seconds", () => {
  const sign = eventSigner(seed, credentials, context, { now: () => 123_456_789_001 });
  const { headers, payload } = decodeMessage(sign(message));
  const scope = "19731129/us-east-1/testservice/aws4_request";
  const expected = signature("AWS4-HMAC-SHA256-PAYLOAD", "19731129T213309Z", scope, seed, hashOfDate, hashOfMessage);
  expect([...headers.keys()]).toEqual([":date", ":chunk-signature"]);
  expect(headers.get(":date")).toEqual({ type: "timestamp", value: new Date(123_456_789_000) });
  expect(Buffer.from(headers.get(":chunk-signature")!.value as Uint8Array).toString("hex")).toBe(expected);
  expect(payload).toEqual(message);
});

test("a conversation over midnight is signed for the new day, and the chain goes on", () => {
  const times = [Date.UTC(2026, 0, 1, 23, 59, 59, 900), Date.UTC(2026, 0, 2)];
  const sign = eventSigner(seed, credentials, context, { now: () => times.shift()! });
  const [first, second] = [sign(message), sign(new Uint8Array())].map((bytes) => decodeMessage(bytes));
  const previous = Buffer.from(first!.headers.get(":chunk-signature")!.value as Uint8Array).toString("hex");
  const date = second!.headers.get(":date")!.value as Date;
  const header = Buffer.from("\x05:date\x08........", "latin1");
  header.writeBigInt64BE(BigInt(date.getTime()), 7);
  const expected = signature(
    "AWS4-HMAC-SHA256-PAYLOAD",
    "20260102T000000Z",
    "20260102/us-east-1/testservice/aws4_request",
    previous,
    createHash("sha256").update(header).digest("hex"),
    createHash("sha256").digest("hex"),
  );
  expect(Buffer.from(second!.headers.get(":chunk-signature")!.value as Uint8Array).toString("hex")).toBe(expected);
});
