import { readFileSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TLSSocket } from "node:tls";
import { expect, onTestFinished, test } from "vitest";
import { createHttpHandler } from "./handler.node.js";
import type { HttpHandlerSettings, TlsSettings } from "./handler-settings.js";
import type { HttpResponse } from "./message.js";
import { certificatePath, elsewherePath, httpServer, httpsServer, keyPath } from "./testdata/loopback.js";

async function get(url: string, tls: TlsSettings, more: HttpHandlerSettings = {}): Promise<HttpResponse> {
  const handler = createHttpHandler({ tls, ...more });
  onTestFinished(() => handler.close());
  return handler.send({ method: "GET", url, headers: {} }, {});
}

const certificate = readFileSync(certificatePath, "utf8");
const key = readFileSync(keyPath, "utf8");

test("a certificate that nobody vouches for is refused, with advice", async () => {
  const server = await httpsServer((_, response) => response.end());
  await expect(get(server.url, {})).rejects.toMatchObject({
    name: "SSLError",
    message: expect.stringMatching(/self-signed certificate.*tls\.ca/),
    cause: { code: "DEPTH_ZERO_SELF_SIGNED_CERT" },
  });
});

test("a server that speaks http is told from one that nobody trusts", async () => {
  const server = await httpServer((_, response) => response.end());
  await expect(get(server.url.replace("http:", "https:"), {})).rejects.toMatchObject({
    name: "SSLError",
    message:
      `TLS failed for 127.0.0.1:${server.port} while in the TLS handshake: wrong version number. ` +
      "Does it speak TLS? For http say so in the endpoint.",
  });
});

test.each([
  ["a path", certificatePath],
  ["PEM text", certificate],
])("tls.ca may be %s", async (_, ca) => {
  const server = await httpsServer((_, response) => response.end());
  expect((await get(server.url, { ca })).status).toBe(200);
});

test("verify: false accepts anything", async () => {
  const server = await httpsServer((_, response) => response.end());
  expect((await get(server.url, { verify: false })).status).toBe(200);
});

test("the host name is sent", async () => {
  const server = await httpsServer((request, response) =>
    response.end((request.socket as TLSSocket).servername || "-"),
  );
  const named = await get(`https://localhost:${server.port}`, { ca: certificate });
  expect(new TextDecoder().decode(named.body as Uint8Array)).toBe("localhost");
});

test("a certificate of another host is refused, although its authority is trusted", async () => {
  const cert = readFileSync(elsewherePath, "utf8");
  const server = await httpsServer((_, response) => response.end(), { cert });
  await expect(get(server.url, { ca: cert })).rejects.toMatchObject({
    name: "SSLError",
    cause: { code: "ERR_TLS_CERT_ALTNAME_INVALID" },
  });
});

test.each([
  ["paths", { cert: certificatePath, key: keyPath }],
  ["PEM text", { cert: certificate, key }],
  ["one text with both", { cert: `${certificate}\n${key}` }],
])("the client's certificate is shown, given as %s", async (_, identity) => {
  const options = { requestCert: true, rejectUnauthorized: true, ca: certificate };
  const server = await httpsServer(
    (request, response) => response.end((request.socket as TLSSocket).getPeerCertificate().subject.CN),
    options,
  );
  const response = await get(server.url, { ca: certificate, ...identity });
  expect(new TextDecoder().decode(response.body as Uint8Array)).toBe("localhost");
});

test("sessions are resumed", async () => {
  const server = await httpsServer((request, response) => {
    response.setHeader("connection", "close").end(String((request.socket as TLSSocket).isSessionReused()));
  });
  const handler = createHttpHandler({ tls: { ca: certificate } });
  onTestFinished(() => handler.close());
  const answers: string[] = [];
  for (let i = 0; i < 2; i++) {
    const { body } = await handler.send({ method: "GET", url: server.url, headers: {} }, {});
    answers.push(new TextDecoder().decode(body as Uint8Array));
  }
  expect(answers).toEqual(["false", "true"]);
});

test("a file that cannot be read is a configuration error that names the setting", async () => {
  await expect(get("https://127.0.0.1:1", { ca: "/no/such/file.pem" })).rejects.toMatchObject({
    name: "InvalidConfigError",
    message: 'tls.ca is neither PEM text nor a readable file: "/no/such/file.pem"',
  });
});

test("a key without its BEGIN line is refused without showing it", async () => {
  const broken = key.slice(key.indexOf("\n") + 1);
  const refused = get("https://127.0.0.1:1", { cert: certificate, key: broken });
  await expect(refused).rejects.toMatchObject({ message: "tls.key is not PEM text: it has no BEGIN line." });
});

test("PEM text that is none is an SSLError", async () => {
  await expect(get("https://127.0.0.1:1", { cert: "-----BEGIN CERTIFICATE-----\nx" })).rejects.toMatchObject({
    name: "SSLError",
    message: expect.stringContaining("The certificates given in tls cannot be used"),
  });
});

test("session keys are written where asked for", async () => {
  const folder = await mkdtemp(join(tmpdir(), "inia-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const keyLogFile = join(folder, "keys.log");
  const server = await httpsServer((_, response) => response.end());
  await get(server.url, { ca: certificate }, { keyLogFile });
  expect(await readFile(keyLogFile, "utf8")).toMatch(/^CLIENT_HANDSHAKE_TRAFFIC_SECRET /m);
});
