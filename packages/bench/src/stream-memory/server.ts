// An S3 that keeps nothing: it verifies what is put as S3 would, signatures and checksums included, and gives objects as
// long as their keys say. Over http and https.
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo, Server } from "node:net";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { CredentialStore, decodeBody, verifyRequest } from "@inia/local-aws";
import { credentials, region } from "../settings.js";

const [certificates] = process.argv.slice(2) as [string];
const store = new CredentialStore([credentials]);
const block = Buffer.from(Uint8Array.from({ length: 1_048_576 }, (_, at) => (at * 31 + (at >> 8)) & 255));

const answer = (request: IncomingMessage, response: ServerResponse): void => {
  (request.method === "PUT" ? put : get)(request, response).catch((error: unknown) => {
    console.error(error);
    response.destroy();
  });
};
const tls = {
  cert: readFileSync(join(certificates, "loopback-cert.pem")),
  key: readFileSync(join(certificates, "loopback-key.pem")),
};
const servers = [createServer(answer), createTlsServer(tls, answer)];
for (const server of servers) server.on("checkContinue", answer);
process.send!(await Promise.all(servers.map(listen)));

async function put(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method = "", url = "", rawHeaders } = request;
  const headers = rawHeaders.flatMap((name, at) => (at % 2 === 0 ? [[name, rawHeaders[at + 1]!] as const] : []));
  const head = { method, target: url, headers };
  const verified = verifyRequest(head, { credentials: store, service: "s3", region, pathStyle: "s3" });
  response.writeContinue();
  const { chunks, trailers } = decodeBody(request, head, verified);
  let bytes = 0;
  let crc = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    crc = crc32(chunk, crc);
  }
  const isWhole = bytes === Number(url.split(/[/?]/)[2]);
  const isRight = base64(crc) === trailers.get("x-amz-checksum-crc32");
  response.writeHead(isWhole && isRight ? 200 : 400, { etag: '"-"' }).end();
}

async function get({ url = "" }: IncomingMessage, response: ServerResponse): Promise<void> {
  const length = Number(url.split(/[/?]/)[2]);
  const pieces = Array.from({ length: Math.ceil(length / block.length) }, (_, at) =>
    block.subarray(0, length - at * block.length),
  );
  const crc = pieces.reduce((sum, piece) => crc32(piece, sum), 0);
  response.writeHead(200, { "content-length": length, "x-amz-checksum-crc32": base64(crc) });
  for (const piece of pieces) {
    if (!response.write(piece)) await new Promise((resolve) => response.once("drain", resolve));
  }
  response.end();
}

function base64(crc: number): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc);
  return bytes.toString("base64");
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });
}
