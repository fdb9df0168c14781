// A server that takes and gives objects as S3 does, and checks nothing: what it costs is not what is measured.

import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { certKey, goodCert } from "../../../conformance/src/faults/certificates.js";
import { longBytes, objectBytes, objectChecksum, pieceBytes } from "./object.js";

const listener: RequestListener = (request, response) => {
  request.resume();
  if (request.method === "GET" || request.method === "HEAD") get(request, response);
  else request.once("end", () => store(request, response));
};
const [scheme, speed] = process.argv.slice(2);
/** Bytes a second that a connection is given at most; S3's have such a limit. */
const bytesPerSecond = Number(speed ?? Infinity);
const server =
  scheme === "https" ? createTlsServer({ cert: goodCert, key: certKey }, listener) : createServer(listener);
server.keepAliveTimeout = 0;
server.listen(0, "127.0.0.1", () => process.send!((server.address() as AddressInfo).port));

function store({ url = "", headers }: IncomingMessage, response: ServerResponse): void {
  response.setHeader("etag", '"0123456789abcdef0123456789abcdef"');
  const sum = headers["x-amz-checksum-crc32"];
  if (sum !== undefined) response.setHeader("x-amz-checksum-crc32", sum);
  if (url.includes("?uploads")) response.end(xml("InitiateMultipartUploadResult", "<UploadId>id</UploadId>"));
  else if (url.includes("partNumber")) response.end();
  else response.end(xml("CompleteMultipartUploadResult", "<ETag>&quot;etag-1&quot;</ETag>"));
}

function get({ headers, url = "" }: IncomingMessage, response: ServerResponse): void {
  const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? "") ?? [];
  const size = url.includes("/long") ? longBytes : objectBytes;
  const start = Number(first ?? 0);
  const end = last === undefined ? size : Math.min(Number(last) + 1, size);
  response.writeHead(first === undefined ? 200 : 206, {
    etag: '"etag-1"',
    "content-type": "application/octet-stream",
    "content-length": String(end - start),
    ...(first === undefined && size === objectBytes
      ? { "x-amz-checksum-crc32": objectChecksum(), "x-amz-checksum-type": "FULL_OBJECT" }
      : { "content-range": `bytes ${start}-${end - 1}/${size}` }),
  });
  let at = start;
  const began = performance.now();
  const write = (): void => {
    while (at < end) {
      const early = ((at - start) / bytesPerSecond) * 1000 - (performance.now() - began);
      if (early > 5) {
        setTimeout(write, early);
        return;
      }
      const from = at % pieceBytes;
      const piece = pieces.subarray(from, Math.min(pieceBytes, from + end - at));
      at += piece.length;
      if (!response.write(piece)) {
        response.once("drain", write);
        return;
      }
    }
    response.end();
  };
  write();
}

function xml(root: string, content: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root}>${content}</${root}>`;
}

const pieces = Buffer.alloc(pieceBytes, "ten bytes.");
