import { crc32 } from "node:zlib";
import type { FaultyExchange } from "@inia/local-aws";

/** A response, whole. */
export interface Answer {
  readonly status: number;
  readonly reason: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export function answer(status: number, headers: Answer["headers"], body: string | Uint8Array = ""): Answer {
  return {
    status,
    reason: status < 300 ? "OK" : "No",
    headers,
    body: typeof body === "string" ? Buffer.from(body) : body,
  };
}

/** The head's bytes, without the empty line at its end; with the body's length unless the headers say something else. */
export function headOf({ status, reason, headers, body }: Answer): string {
  const lines = Object.entries({ "content-length": String(body.byteLength), ...headers }).filter(
    ([, value]) => value !== "",
  );
  return [`HTTP/1.1 ${status} ${reason}`, ...lines.map(([name, value]) => `${name}: ${value}`), ""].join("\r\n");
}

export async function send(exchange: FaultyExchange, whole: Answer): Promise<void> {
  await exchange.write(`${headOf(whole)}\r\n`);
  await exchange.write(whole.body);
}

/** A message of an event stream, with headers that are strings. */
export function eventMessage(headers: Readonly<Record<string, string>>, payload: string): Buffer {
  const head = Buffer.concat(
    Object.entries(headers).map(([name, value]) => {
      const length = Buffer.alloc(2);
      length.writeUInt16BE(value.length);
      return Buffer.concat([
        Buffer.from([name.length]),
        Buffer.from(name),
        Buffer.from([7]),
        length,
        Buffer.from(value),
      ]);
    }),
  );
  const prelude = Buffer.alloc(8);
  prelude.writeUInt32BE(head.length + payload.length + 16, 0);
  prelude.writeUInt32BE(head.length, 4);
  const body = Buffer.concat([prelude, uint32(crc32(prelude)), head, Buffer.from(payload)]);
  return Buffer.concat([body, uint32(crc32(body))]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
