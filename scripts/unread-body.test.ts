import { execFile } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { root } from "./clients.js";

/** Opens a body, forgets it, and collects garbage until its connection is closed. */
const program = `
import { S3 } from "@inia/client-s3";
import { createHttpHandler } from "@inia/core/http";

const httpHandler = createHttpHandler();
const credentials = { accessKeyId: "a", secretAccessKey: "s" };
const s3 = new S3({ region: "us-east-1", endpoint: process.env.ENDPOINT, credentials, loadConfig: false, httpHandler });

async function countFilms() {
  const { ContentLength } = await s3.getObject({ Bucket: "b", Key: "k" });
  return ContentLength;
}

async function main() {
  await countFilms();
}

await main();
while (httpHandler.metrics().open > 0) {
  gc();
  await new Promise((resolve) => setTimeout(resolve, 10));
}
process.exit();
`;

test("a program that forgets a body is told its own lines, and none of core's", async () => {
  const server = createServer((_, response) => response.writeHead(200, { "content-length": "99" }).write("begin"));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const ENDPOINT = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { stderr } = await promisify(execFile)(
    process.execPath,
    ["--expose-gc", "--input-type=module", "--eval", program],
    { cwd: root, env: { ...process.env, ENDPOINT } },
  );
  const [first = "", ...place] = stderr.split("\n");
  expect(first).toContain("[INIA_UNREAD_BODY] IniaWarning: The body of s3.GetObject, GET http://127.0.0.1:");
  expect(place.filter((line) => line.startsWith("at "))).toEqual([
    expect.stringMatching(/^at async countFilms \(/),
    expect.stringMatching(/^at async main \(/),
    expect.stringMatching(/^at async file:/),
  ]);
});
