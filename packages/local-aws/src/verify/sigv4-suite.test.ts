import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, test } from "vitest";
import type { HeaderLine, SignedRequest } from "./signed-request.js";
import { verifyRequest } from "./verify-request.js";

// The SigV4 suite is not part of this repository: INIA_VECTORS names the folder that holds its folder `sigv4`.
const vectors = process.env["INIA_VECTORS"];
const suite = vectors === undefined ? undefined : join(vectors, "sigv4");
const folders = suite === undefined || !existsSync(suite) ? [] : caseFolders(suite);
if (folders.length === 0) {
  console.log(`skipped: the SigV4 suite (${suite === undefined ? "INIA_VECTORS is not set" : `nothing in ${suite}`})`);
}

describe.skipIf(folders.length === 0)("every case of the SigV4 suite verifies", () => {
  test.each(folders.map((folder) => [basename(folder), folder] as const))("%s", (name, folder) => {
    const file = (extension: string): string => readFileSync(join(folder, `${name}.${extension}`), "latin1");
    const { request, body } = parseRequest(file("sreq"), file("authz"));
    const token = request.headers.find(([key]) => key.toLowerCase() === "x-amz-security-token")?.[1];

    const verified = verifyRequest(request, {
      credentials: [
        {
          accessKeyId: "AKIDEXAMPLE",
          secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
          ...(token !== undefined && { sessionToken: token }),
        },
      ],
      service: "service",
      region: "us-east-1",
      clock: () => Date.UTC(2015, 7, 30, 12, 36),
      // The suite shows both ways of sending a token.
      unsignedHeaders: name === "post-sts-header-after" ? ["x-amz-security-token"] : [],
      body,
    });

    expect(verified.canonicalRequest).toBe(unixLines(file("creq")));
    expect(verified.stringToSign).toBe(unixLines(file("sts")));
  });

  test("no case is missing", () => {
    expect(folders.length).toBeGreaterThanOrEqual(30);
  });
});

function caseFolders(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return files.filter((file) => file.endsWith(".sreq")).map((file) => join(folder, file, ".."));
}

// The signed request's own Authorization is replaced by that of the `.authz` file: in one case they differ.
function parseRequest(source: string, authorization: string): { request: SignedRequest; body: Buffer } {
  const text = unixLines(source);
  const blank = text.indexOf("\n\n");
  const head = blank === -1 ? text.trimEnd() : text.slice(0, blank);
  const [start, ...lines] = head.replace(/\n[ \t]+/g, " ").split("\n") as [string, ...string[]];
  const [, method, target] = /^(\S+) (.*) HTTP\/1\.1$/.exec(start) as unknown as [string, string, string];
  const headers = lines.map((line): HeaderLine => {
    const colon = line.indexOf(":");
    return [line.slice(0, colon), line.slice(colon + 1)];
  });
  const others = headers.filter(([name]) => name !== "Authorization");
  return {
    request: { method, target, headers: [...others, ["Authorization", authorization.trim()]] },
    body: Buffer.from(blank === -1 ? "" : text.slice(blank + 2), "latin1"),
  };
}

function unixLines(text: string): string {
  return text.replaceAll("\r\n", "\n");
}
