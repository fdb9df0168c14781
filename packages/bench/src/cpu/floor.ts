import { createHash, createHmac } from "node:crypto";
import { type CannedResponse, type CaseName, objectBytes } from "./responses.js";

/**
 * The least that a signed call can do in JavaScript: the two hashes and the signature that SigV4 demands, its key kept,
 * and the body decoded; JSON parsed, XML not.
 */
export async function prepareFloor(name: CaseName, { headers, body }: CannedResponse): Promise<() => Promise<unknown>> {
  const payload = name === "s3PutObject" ? objectBytes : new Uint8Array(100);
  const canonicalRequest = "x".repeat(500);
  const key = createHash("sha256").update("key").digest();
  const isJson = headers["content-type"]?.includes("json") === true;
  return async () => {
    const payloadHash = createHash("sha256").update(payload).digest("hex");
    const hash = createHash("sha256").update(canonicalRequest).update(payloadHash).digest("hex");
    const signature = createHmac("sha256", key).update(hash).digest("hex");
    const text = new TextDecoder().decode(body);
    return [signature, isJson ? JSON.parse(text) : text];
  };
}
