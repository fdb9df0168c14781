import { S3 } from "@inia/client-s3";
import type { ClientConfig } from "@inia/core";
import { defaultCredential, type LocalService, startS3 } from "@inia/local-aws";

/** A strict S3 with one bucket, and a client of it. */
export interface LocalS3 extends AsyncDisposable {
  readonly s3: S3;
  readonly server: LocalService;
  /** Operations that came since it was asked last, in their order. */
  operations(): string[];
  client(config?: ClientConfig): S3;
}

export const Bucket = "bucket";

/** Parts may be as small as one likes. */
export async function startLocalS3(config: ClientConfig = {}): Promise<LocalS3> {
  const server = await startS3({ minPartBytes: 1 });
  const client = (more: ClientConfig = {}): S3 =>
    new S3({
      region: "us-east-1",
      credentials: defaultCredential,
      endpoint: server.endpoint,
      loadConfig: false,
      sleep: async () => {},
      ...config,
      ...more,
    });
  const s3 = client();
  await s3.createBucket({ Bucket });
  let seen = server.requests.length;
  return {
    s3,
    server,
    client,
    operations() {
      const since = server.requests.slice(seen);
      seen = server.requests.length;
      return since.map(({ operation }) => operation ?? "?");
    },
    async [Symbol.asyncDispose]() {
      s3.close();
      await server.close();
    },
  };
}

/** Bytes that are nowhere alike. */
export function someBytes(length: number, seed = 1): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let state = seed;
  for (let index = 0; index < length; index++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    bytes[index] = state >>> 24;
  }
  return bytes;
}

/** A stream that gives bytes in pieces of odd sizes. */
export async function* inPieces(bytes: Uint8Array, size = 777): AsyncGenerator<Uint8Array, void, undefined> {
  for (let at = 0; at < bytes.byteLength; at += size) yield bytes.subarray(at, at + size);
}
