import { sigv4a } from "@inia/core/auth";
import { expect, test } from "vitest";
import { verifySigv4a } from "./sigv4a-signature.js";

const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY" };
const context = { region: "*", signingName: "events", time: Date.UTC(2026, 0, 2, 3, 4, 5) };

test("a signature verifies, and no longer when the request changes", async () => {
  const request = {
    method: "POST",
    url: "https://example.com/a%20b?z=1&a=%2B",
    headers: { "Content-Type": "text/plain" } as Record<string, string>,
    body: new Uint8Array([1, 2, 3]),
  };
  await sigv4a.sign(request, credentials, context);
  expect(verifySigv4a(request)).toBe(true);
  expect(verifySigv4a({ ...request, body: new Uint8Array([1, 2, 4]) })).toBe(false);
  expect(verifySigv4a({ ...request, headers: { ...request.headers, "X-Amz-Region-Set": "us-east-1" } })).toBe(false);
});
