// A server that answers GetObject and PutObject for an object of 256 MB, as S3 does. It checks nothing.
import { createServer as createPlainServer, type RequestListener } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { certificate, privateKey } from "./certificate.js";
import { objectCrc32, objectLength, pieces } from "./object.js";

const headers = {
  "content-length": String(objectLength),
  "content-type": "application/octet-stream",
  etag: '"d41d8cd98f00b204e9800998ecf8427e"',
  "x-amz-checksum-crc32": objectCrc32(),
  "x-amz-checksum-type": "FULL_OBJECT",
  "x-amz-request-id": "4442587FB7D0A2F9",
};
const answer: RequestListener = (request, response) => {
  if (request.method === "GET") {
    response.writeHead(200, headers);
    Readable.from(pieces()).pipe(response);
    return;
  }
  request.resume().on("end", () => {
    response.writeHead(200, { etag: headers.etag, "x-amz-request-id": headers["x-amz-request-id"] }).end();
  });
};
const servers = [createPlainServer(answer), createTlsServer({ cert: certificate, key: privateKey }, answer)];
for (const server of servers) {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
}
process.send!(servers.map((server) => (server.address() as AddressInfo).port));
