import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { getObject, putObject, S3Client } from "@inia/client-s3";
import { getCallerIdentity, STSClient } from "@inia/client-sts";
import { type ClientConfig, presign } from "@inia/core";
import { createHttpHandler, type HttpHandler } from "@inia/core/http";
import { defaultCredential, type RequestRecord, startS3 } from "@inia/local-aws";
import { afterAll, expect, test } from "vitest";
import { certificate } from "../src/testing/certificate.js";
import { send, type TestResponse } from "../src/testing/send.js";
import { type Access, type Account, accesses, openAccount } from "./account.js";
import { type Fault, type Mutant, mutantsOf, type SentRequest, urlMutantsOf } from "./mutations.js";
import { scenarios } from "./scenarios.js";

const agents = {
  http: new HttpAgent({ keepAlive: true }),
  https: new HttpsAgent({ keepAlive: true, ca: certificate.cert }),
};
/** How many mutants got the answer that they should get: by place, then by service. */
const counts = new Map<string, Map<string, number>>();

afterAll(() => {
  for (const agent of Object.values(agents)) agent.destroy();
  console.log(table());
});

const ways = accesses.flatMap(({ keys, scheme }) =>
  Object.keys(scenarios).map((service) => [service, scheme, keys] as const),
);

test.each(ways)(
  "what is changed in requests of %s over %s with %s credentials is refused",
  async (service, scheme, keys) => {
    await using account = await openAccount({ scheme, keys });
    const sent: SentRequest[] = [];
    await scenarios[service]!({ ...account.config, httpHandler: recorder(account.config, sent) });
    expect(sent.length).toBeGreaterThan(2);
    for (const request of sent) {
      await expectAccepted(account, scheme, request);
      for (const mutant of mutantsOf(request, account.credential)) await judge(account, scheme, service, mutant);
    }
  },
);

test.each(accesses.map(({ keys, scheme }) => [scheme, keys] as const))(
  "what is changed in presigned URLs over %s with %s credentials is refused",
  async (scheme, keys) => {
    await using account = await openAccount({ scheme, keys });
    const s3 = new S3Client({ ...account.config, signatureVersion: "s3v4" });
    const sts = new STSClient(account.config);
    const object = { Bucket: "rivers", Key: "a b/ç+?#.txt" };
    const options = { expiresIn: 60 };
    const presigned = [
      ["s3 URL", await presign(s3, getObject, { ...object, ResponseContentType: "text/x-mine" }, options)],
      ["s3 URL", await presign(s3, putObject, object, options)],
      ["sts URL", await presign(sts, getCallerIdentity, {}, options)],
    ] as const;
    for (const [service, { headers, method, url }] of presigned) {
      const request = { method, url, headers };
      await expectAccepted(account, scheme, request);
      for (const mutant of urlMutantsOf(request)) await judge(account, scheme, service, mutant);
    }
  },
);

test("a body that TLS alone covers does not pass S3's checksum", async () => {
  await using s3 = await startS3({ tls: certificate });
  const config: ClientConfig = {
    region: "us-east-1",
    endpoint: s3.endpoint,
    credentials: defaultCredential,
    loadConfig: false,
    tls: { ca: certificate.cert },
  };
  const sent: SentRequest[] = [];
  await scenarios["s3"]!({ ...config, httpHandler: recorder(config, sent) });
  const mutants = sent.flatMap((request) => mutantsOf(request, defaultCredential));
  const bodies = mutants.filter(({ place }) => place === "body, not hashed");
  expect(bodies.length).toBe(16);
  for (const { request } of bodies) {
    const response = await send(request, { agent: agents.https });
    expect([response.status, response.element("Code")]).toEqual([400, "BadDigest"]);
  }
});

/** Sends with core's handler, and keeps what was sent. */
function recorder({ tls }: ClientConfig, sent: SentRequest[]): HttpHandler {
  const handler = createHttpHandler({ tls });
  return {
    async send(request, options) {
      const { body, headers, method, url } = request;
      const bytes = body === undefined || ArrayBuffer.isView(body) ? body : await readAll(body);
      // Whoever sends it again does not wait.
      const { Expect: _, ...others } = headers;
      sent.push({ method, url, headers: others, ...(bytes && { body: bytes }) });
      return handler.send({ ...request, body: bytes }, options);
    },
    close: () => handler.close(),
  };
}

async function readAll(body: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** The same request once more: the verifier passes it on, whatever moto says of what is there already. */
async function expectAccepted(account: Account, scheme: Access["scheme"], request: SentRequest): Promise<void> {
  const { record } = await exchange(account, scheme, request);
  const { accessKeyId } = account.credential;
  expect({ request, ...record }).toMatchObject({ accessKeyId, errorCode: undefined });
}

async function judge(account: Account, scheme: Access["scheme"], service: string, mutant: Mutant): Promise<void> {
  const { fault, place, request } = mutant;
  const { record, response } = await exchange(account, scheme, request);
  const { errorCode } = record;
  const isCovered = fault !== "covered by TLS only";
  if (isCovered) {
    expect({ mutant, errorCode }).toEqual({ mutant, errorCode: expect.stringMatching(codes[fault]) as string });
    // EC2 alone says 401.
    expect(service === "ec2" ? [400, 401, 403] : [400, 403]).toContain(response.status);
    expect(`${response.text}${response.headers["x-amzn-errortype"] ?? ""}`).toContain(errorCode);
  } else {
    expect({ mutant, errorCode }).toEqual({ mutant, errorCode: undefined });
  }
  const row = `${isCovered ? "refused" : "accepted, covered by TLS only"}: ${place}`;
  const byService = counts.get(row) ?? new Map<string, number>();
  counts.set(row, byService.set(service, (byService.get(service) ?? 0) + 1));
}

async function exchange(
  { verifier }: Account,
  scheme: Access["scheme"],
  request: SentRequest,
): Promise<{ readonly record: RequestRecord; readonly response: TestResponse }> {
  const before = verifier.requests.length;
  const response = await send(request, { agent: agents[scheme] });
  expect(verifier.requests.length).toBe(before + 1);
  return { record: verifier.requests[before]!, response };
}

/** A dash stands where requests have nothing of the kind: no query, or no body that goes out without a hash. */
function table(): string {
  const services = [...new Set([...counts.values()].flatMap((byService) => [...byService.keys()]))];
  const rows = [...counts].sort(([a], [b]) => (a < b ? 1 : -1));
  const lines = rows.map(([row, byService]) => [row, ...services.map((service) => byService.get(service) ?? "–")]);
  return [["", ...services], ...lines]
    .map(
      ([row, ...cells]) =>
        `${String(row).padEnd(46)}${cells.map((cell, at) => String(cell).padStart(services[at]!.length + 2)).join("")}`,
    )
    .join("\n");
}

// S3's codes, then those of the query protocol and EC2, then JSON's.
const mismatch = "SignatureDoesNotMatch|InvalidSignatureException";
const codes: Readonly<Record<Exclude<Fault, "covered by TLS only">, RegExp>> = {
  mismatch: new RegExp(`^(${mismatch})$`),
  "not signed": new RegExp(`^(AccessDenied|${mismatch})$`),
  key: /^(InvalidAccessKeyId|InvalidClientTokenId|AuthFailure|UnrecognizedClientException)$/,
  token: /^(InvalidToken|InvalidClientTokenId|AuthFailure|UnrecognizedClientException)$/,
  // A date of another day does not fit the scope, one of another hour the clock, and there is no 31st hour.
  date: new RegExp(
    `^(AuthorizationHeaderMalformed|RequestTimeTooSkewed|AccessDenied|IncompleteSignature(Exception)?|${mismatch})$`,
  ),
  scope: new RegExp(`^(AuthorizationHeaderMalformed|${mismatch})$`),
  payload: new RegExp(`^(XAmzContentSHA256Mismatch|InvalidArgument|${mismatch})$`),
  parameter: new RegExp(
    `^(AccessDenied|AuthorizationQueryParametersError|InvalidAccessKeyId|InvalidToken|InvalidArgument|InvalidClientTokenId|UnrecognizedClientException|MissingAuthenticationToken(Exception)?|IncompleteSignature(Exception)?|${mismatch})$`,
  ),
};
