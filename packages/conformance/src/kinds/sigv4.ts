import { readFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import { canonicalRequest, type SigningContext, sigv4 } from "@inia/core/auth";
import type { HttpRequest } from "@inia/core/http";
import { compare, type Difference } from "../compare.js";
import type { TestCase } from "../test-case.js";
import type { VectorFile } from "../vectors/files.js";

/** A case of AWS's SigV4 suite: `.req` beside `.creq`, `.authz` and `.sreq`. */
export function sigv4Cases({ path }: VectorFile): TestCase[] {
  return [{ kind: "sigv4", service: "sigv4", name: basename(dirname(path)), run: async () => runSigning(path) }];
}

async function runSigning(path: string): Promise<Difference | undefined> {
  const read = (kind: string): string =>
    readFileSync(path.replace(/\.req$/, `.${kind}`), "utf8").replaceAll("\r\n", "\n");
  const request = parseRequest(read("req"));
  const signed = parseRequest(read("sreq"));
  const sessionToken = signedToken(read("sreq"), signed);
  await sigv4.sign(request, { ...credentials, sessionToken }, context);
  const { Authorization: authorization, ...headers } = request.headers;
  const payload = read("creq").slice(read("creq").lastIndexOf("\n") + 1);
  const canonical = canonicalRequest({ ...request, headers }, payload, true).text;
  return (
    compare(read("creq"), canonical, undefined, "<canonical request>") ??
    compare(read("authz"), authorization, undefined, "<authorization>")
  );
}

/** The token is the signer's to add, unless a case adds it only after signing. */
function signedToken(text: string, { headers }: HttpRequest): string | undefined {
  return /SignedHeaders=[^,]*x-amz-security-token/.test(text) ? headers["X-Amz-Security-Token"] : undefined;
}

function parseRequest(text: string): HttpRequest {
  const [head = "", ...rest] = text.split("\n\n");
  // A line that begins with white space continues the one before.
  const [first = "", ...lines] = head
    .trimEnd()
    .replace(/\n[ \t]+/g, " ")
    .split("\n");
  const [, method = "", target = ""] = /^(\S+) (.*) HTTP\/1.1$/.exec(first) ?? [];
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const colon = line.indexOf(":");
    const [name, value] = [line.slice(0, colon), line.slice(colon + 1)];
    headers[name] = name in headers ? `${headers[name]},${value.trim()}` : value.trim();
  }
  const [path, query] = target.split("?");
  // Signers get queries encoded; one case has it raw.
  const url = query === undefined ? target : `${path}?${query.replace(/[^ -~]/gu, encodeURIComponent)}`;
  const body = rest.join("\n\n");
  return {
    method,
    url: `https://${headers["Host"]}${url}`,
    headers,
    ...(body !== "" && { body: new Uint8Array(Buffer.from(body)) }),
  };
}

// The suite's README: these, for all cases.
const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY" };
const context: SigningContext = {
  region: "us-east-1",
  signingName: "service",
  time: Date.UTC(2015, 7, 30, 12, 36),
};
