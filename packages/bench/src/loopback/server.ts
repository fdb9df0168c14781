// A server that answers every request as S3 answers GetObject for an object of 1 KiB. It checks nothing.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { cannedResponse } from "../cpu/responses.js";

const { status, headers, body } = cannedResponse("s3GetObject");
const server = createServer((_request, response) => {
  response.writeHead(status, { ...headers });
  response.end(body);
});
server.listen(0, "127.0.0.1", () => process.send!((server.address() as AddressInfo).port));
