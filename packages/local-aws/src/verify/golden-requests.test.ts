import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { AuthFailure } from "./auth-failure.js";
import { decodeBody } from "./decode-body.js";
import type { HeaderLine, SignedRequest } from "./signed-request.js";
import { verifyRequest } from "./verify-request.js";

// What botocore signed for all services: not part of this repository, see sigv4-suite.test.ts.
const vectors = process.env["INIA_VECTORS"];
const folder = vectors === undefined ? undefined : join(vectors, "golden", "request");
const files = folder === undefined || !existsSync(folder) ? [] : readdirSync(folder);
if (files.length === 0) {
  console.log(
    `skipped: botocore's requests (${folder === undefined ? "INIA_VECTORS is not set" : `nothing in ${folder}`})`,
  );
}

/** Not a hash: the operation's own member, filled with made-up text, travels in `x-amz-content-sha256`. */
const refused = new Map(
  ["full", "variant"].map((name) => [`codeartifact PublishPackageVersion ${name}`, "payload-hash-invalid"]),
);

describe.skipIf(files.length === 0)("every SigV4 request that botocore signed verifies", () => {
  test("header form, all services", async () => {
    let verified = 0;
    const wrong: string[] = [];
    for (const file of files) {
      for (const row of readRows(join(folder as string, file))) {
        const requests = [row.expected.request, ...(row.expected.preceding ?? [])];
        for (const request of requests.filter(isSigV4)) {
          const outcome = await verify(request);
          const name = `${row.service} ${row.operation} ${row.case}`;
          verified += 1;
          if (outcome !== (refused.get(name) ?? "verified")) {
            wrong.push(`${name}: ${outcome}`);
          }
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(verified).toBeGreaterThan(30_000);
  }, 120_000);
});

interface GoldenRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly bodyBase64?: string;
}

interface GoldenRow {
  readonly service: string;
  readonly operation: string;
  readonly case: string;
  readonly expected: { readonly request: GoldenRequest | undefined; readonly preceding?: readonly GoldenRequest[] };
}

function readRows(file: string): GoldenRow[] {
  const lines = gunzipSync(readFileSync(file)).toString("utf8").split("\n");
  return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as GoldenRow);
}

function isSigV4(request: GoldenRequest | undefined): request is GoldenRequest {
  return request?.headers["Authorization"]?.startsWith("AWS4-HMAC-SHA256 ") ?? false;
}

async function verify(golden: GoldenRequest): Promise<string> {
  const { request, body } = onTheWire(golden);
  try {
    const credentials = [credential, { ...credential, sessionToken: "SESSIONTOKENEXAMPLE//////////0123456789+/=" }];
    const verified = verifyRequest(request, { credentials, clock: () => Date.UTC(2026, 0, 2, 3, 4, 5), body });
    for await (const piece of decodeBody(once(body), request, verified).chunks) {
      void piece;
    }
    return "verified";
  } catch (error) {
    return error instanceof AuthFailure ? error.reason.kind : String(error);
  }
}

function onTheWire(golden: GoldenRequest): { request: SignedRequest; body: Buffer } {
  const [, scheme, authority, rest] = /^(https?):\/\/([^/?]+)(.*)$/.exec(golden.url) as unknown as string[];
  const host = (authority as string).replace(scheme === "http" ? /:80$/ : /:443$/, "");
  const headers = [...Object.entries(golden.headers), ["Host", host] as const];
  return {
    request: {
      method: golden.method,
      target: bytes(rest?.startsWith("/") ? rest : `/${rest}`),
      headers: headers.map(([name, value]): HeaderLine => [name, bytes(value)]),
    },
    body: Buffer.from(golden.bodyBase64 ?? golden.body ?? "", golden.bodyBase64 === undefined ? "utf8" : "base64"),
  };
}

function bytes(text: string): string {
  return Buffer.from(text, "utf8").toString("latin1");
}

async function* once(body: Uint8Array): AsyncGenerator<Uint8Array> {
  yield body;
}

const credential = {
  accessKeyId: "AKIDEXAMPLE",
  secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
};
