import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, test } from "vitest";
import type { HttpRequest } from "../http/message.js";
import { canonicalRequest } from "./canonical-request.js";
import type { SigningContext } from "./signer.js";
import { openScope, sigv4, stringToSign } from "./sigv4.js";

// AWS's own suite for SigV4 stays outside the repository: INIA_VECTORS names the folder that holds `sigv4/`.
const suite = process.env["INIA_VECTORS"] && join(process.env["INIA_VECTORS"], "sigv4");
if (!suite) console.log("skipped: the SigV4 suite (INIA_VECTORS is not set)");
const cases = suite ? findCases(suite) : ["set INIA_VECTORS to run it"];

test.skipIf(!suite).each(cases)("SigV4 suite: %s", (path) => {
  const read = (kind: string) => readFileSync(join(path, `${basename(path)}.${kind}`), "utf8").replaceAll("\r\n", "\n");
  const { request, hasToken } = parseRequest(read("req"), read("sreq"));
  sigv4.sign(request, { ...credentials, sessionToken: hasToken ? tokenOf(read("sreq")) : undefined }, context);

  const authorization = request.headers["Authorization"];
  delete request.headers["Authorization"];
  const payload = read("creq").split("\n").at(-1)!;
  const canonical = canonicalRequest(request, payload, true);
  expect(canonical.text).toBe(read("creq"));
  expect(stringToSign(canonical.text, openScope(context))).toBe(read("sts"));
  expect(authorization).toBe(read("authz"));
});

const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY" };
const context: SigningContext = {
  region: "us-east-1",
  signingName: "service",
  time: Date.UTC(2015, 7, 30, 12, 36),
};

function findCases(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".req"))
    .map((name) => join(folder, name, ".."))
    .sort();
}

/** The token is the signer's to add, unless the case adds it only after signing. */
function parseRequest(text: string, signed: string): { request: HttpRequest; hasToken: boolean } {
  const [head = "", body] = text.trimEnd().split("\n\n");
  const lines = head.replace(/\n[ \t]+/g, "\n ").split("\n");
  const [, method = "", target = ""] = /^(\S+) (.*) HTTP\/1.1$/.exec(lines[0]!) ?? [];
  const headers: Record<string, string> = {};
  for (const line of lines.slice(1).join("\n").replaceAll("\n ", " ").split("\n")) {
    const colon = line.indexOf(":");
    const [name, value] = [line.slice(0, colon), line.slice(colon + 1)];
    headers[name] = name in headers ? `${headers[name]},${value}` : value;
  }
  const request: HttpRequest = { method, url: `https://${headers["Host"]}${encodeQuery(target)}`, headers };
  if (body) request.body = Buffer.from(body);
  return { request, hasToken: /SignedHeaders=[^,]*x-amz-security-token/.test(signed) };
}

/** Requests are handed to signers with their query encoded; one case of the suite has it raw. */
function encodeQuery(target: string): string {
  const [path, query] = target.split("?");
  return query === undefined ? target : `${path}?${query.replace(/[^ -~]/gu, encodeURIComponent)}`;
}

function tokenOf(signed: string): string {
  return /^X-Amz-Security-Token:\s*(.*)$/im.exec(signed)![1]!;
}
