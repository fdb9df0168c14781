import { expect, test } from "vitest";
import { compressRequest } from "../checksums/compress-request.js";
import { requestChecksums, responseChecksums } from "../checksums/http-checksum.js";
import type { ClientConfig } from "../config/client-config.js";
import { accountId, accountIdEndpointMode } from "../endpoints/built-ins.js";
import { paginator } from "../pagination/paginator.js";
import { blob$ } from "../protocols/blob.js";
import { rpcV2Cbor } from "../protocols/rpc-v2-cbor.js";
import { streams } from "../protocols/streams.js";
import { HEADER, PAYLOAD, REQUIRED, STREAMING, STRING, URI } from "../schema/codes.js";
import type { Operation } from "../schema/operation.js";
import { waiter } from "../waiters/waiter.js";
import { tellFeatures } from "./call-features.web.js";
import {
  bench,
  credentials,
  getThing,
  json,
  operation,
  type Thing,
  type ThingRequest,
} from "./test-service.fixture.js";

/** The list of features in the user agent of the first request; `m/` and all that follows it. */
async function told(
  config: ClientConfig = {},
  call: (client: ReturnType<typeof bench>["client"]) => Promise<unknown> = (client) => getThing(client, { Name: "a" }),
  service: Parameters<typeof bench>[0] = {},
): Promise<string | undefined> {
  const { client, requests } = bench({ config, ...service });
  await call(client);
  return / (m\/.*)/.exec(requests[0]!.headers["User-Agent"]!)?.[1];
}

const standard = "cfg/retry-mode#standard";

test.each<[string, ClientConfig, string]>([
  ["the defaults", {}, `m/E,Z,b,e ${standard}`],
  ["legacy retries", { retryMode: "legacy" }, "m/D,Z,b,e cfg/retry-mode#legacy"],
  ["adaptive retries", { retryMode: "adaptive" }, "m/F,Z,b,e cfg/retry-mode#adaptive"],
  ["an endpoint", { endpoint: "https://example.com" }, `m/E,N,Z,b,e ${standard}`],
  [
    "checksums when they are required",
    { requestChecksumCalculation: "when_required", responseChecksumValidation: "when_required" },
    `m/E,a,c,e ${standard}`,
  ],
  ["an id and extras", { userAgentAppId: "app", userAgentExtra: "more" }, `m/E,Z,b,e ${standard} app/app more`],
])("with %s", async (_, config, expected) => {
  expect(await told(config)).toBe(expected);
});

test("credentials tell what they come from; those that code gives, that", async () => {
  const given = async () => ({ ...credentials, method: "sso", "~features": "r,s" });
  expect(await told({ credentials: given })).toBe(`m/E,Z,b,r,s ${standard}`);
  expect(await told({ credentials: async () => credentials })).toBe(`m/E,Z,b,e ${standard}`);
});

test("credentials of a provider of the program's own, and requests without a signature, tell none", async () => {
  expect(await told({ credentials: { ...credentials, method: "toString" } })).toBe(`m/E,Z,b ${standard}`);
  expect(await told({ signatureVersion: "none" })).toBe(`m/E,Z,b ${standard}`);
});

test("paginators and waiters are told", async () => {
  const pages = paginator<"test", ThingRequest, Thing, unknown>({
    operation: getThing,
    inputToken: "Filter",
    outputToken: ({ Tag }) => Tag,
    resultKeys: { Size: ({ Size }) => Size },
  });
  const wait = waiter<"test", ThingRequest, Thing>({
    name: "ThingExists",
    operation: getThing,
    delaySeconds: 1,
    maxAttempts: 1,
    acceptors: [{ state: "success", status: 200 }],
  });
  expect(await told({}, (client) => pages(client, { Name: "a" }).buildFullResult())).toBe(`m/E,Z,b,C,e ${standard}`);
  expect(await told({}, (client) => wait(client, { Name: "a" }))).toBe(`m/E,Z,b,B,e ${standard}`);
});

const putSummed: Operation<"test", { Name: string; Body: string; Algorithm?: string; Sha?: string }, object, never> =
  operation({
    name: "PutSummed",
    http: ["PUT", "/sums/{Name}"],
    input: {
      Name: ["t", STRING, URI + REQUIRED],
      Body: ["t", blob$, PAYLOAD + STREAMING],
      Algorithm: ["t", STRING, HEADER, "x-amz-sdk-checksum-algorithm"],
      Sha: ["t", STRING, HEADER, "x-amz-checksum-sha256"],
    },
    checksum: { algorithmMember: "Algorithm" },
    requestChecksums,
    responseChecksums,
    streams,
  });

test.each([
  ["in a trailer", {}, "https:", "U"],
  ["in a header", { Algorithm: "SHA1" }, "http:", "X"],
  ["of a rarer kind", { Algorithm: "CRC64NVME" }, "https:", "W"],
  ["of the caller's own", { Sha: "abc=" }, "https:", "Y"],
])("a checksum %s", async (_, input, scheme, expected) => {
  const config: ClientConfig = { useSsl: scheme === "https:" };
  const put = (client: ReturnType<typeof bench>["client"]): Promise<unknown> =>
    putSummed(client, { Name: "a", Body: "b", ...input });
  expect(await told(config, put)).toBe(`m/E,Z,b,${expected},e ${standard}`);
});

test("a compressed body, and CBOR", async () => {
  const zip: Operation<"test", { Body: string }, object, never> = operation({
    name: "Zip",
    http: ["POST", "/zip"],
    input: { Body: STRING },
    compression: ["gzip"],
    compress: compressRequest,
  });
  const zipped = (size: number) => (client: ReturnType<typeof bench>["client"]) =>
    zip(client, { Body: "a".repeat(size) });
  expect(await told({ requestMinCompressionSizeBytes: 30 }, zipped(30))).toBe(`m/E,Z,b,L,e ${standard}`);
  expect(await told({ requestMinCompressionSizeBytes: 30 }, zipped(3))).toBe(`m/E,Z,b,e ${standard}`);
  const ask: Operation<"test", object, object, never> = operation({ name: "Ask", http: ["POST", "/"], input: {} });
  const answer = { status: 200, headers: { "smithy-protocol": "rpc-v2-cbor" }, body: new Uint8Array([0xa0]) };
  const setup = { service: { protocol: rpcV2Cbor, targetPrefix: "Test" }, answers: [answer] };
  expect(await told({}, (client) => ask(client, {}), setup)).toBe(`m/E,Z,b,M,e ${standard}`);
});

test("SigV4a, and endpoints by account", async () => {
  expect(await told({ signatureVersion: "v4a" })).toBe(`m/E,Z,b,S,e ${standard}`);
  const setup = {
    service: {
      endpoint: {
        parameters: {
          AccountId: accountId,
          AccountIdEndpointMode: accountIdEndpointMode,
        },
        resolve: () => ({ url: "https://example.com", headers: {}, properties: {} }),
      },
    },
  } as Parameters<typeof bench>[0];
  const get = (client: ReturnType<typeof bench>["client"]): Promise<unknown> => getThing(client, { Name: "a" });
  const own = { ...credentials, accountId: "123456789012" };
  expect(await told({ credentials: own }, get, setup)).toBe(`m/E,P,Z,b,T,e ${standard}`);
  expect(await told({ credentials: own, accountIdEndpointMode: "required" }, get, setup)).toBe(
    `m/E,R,Z,b,T,e ${standard}`,
  );
  expect(await told({ credentials: own, accountIdEndpointMode: "disabled" }, get, setup)).toBe(
    `m/E,Q,Z,b,e ${standard}`,
  );
  expect(await told({}, get, setup)).toBe(`m/E,P,Z,b,e ${standard}`);
});

test("a token from the environment", async () => {
  process.env["AWS_BEARER_TOKEN_TEST_SIGNING"] = "from-environment";
  try {
    const config: ClientConfig = { loadConfig: true, signatureVersion: "bearer" };
    expect(await told({ ...config, token: { token: "from-environment" } })).toMatch(/^m\/E,Z,b,3 /);
    expect(await told({ ...config, token: { token: "other" } })).toMatch(/^m\/E,Z,b /);
  } finally {
    delete process.env["AWS_BEARER_TOKEN_TEST_SIGNING"];
  }
});

test("each attempt tells; the header is not signed, and one text serves all calls alike", async () => {
  const { client, requests } = bench({ answers: [json({}, 500), json({})] });
  await getThing(client, { Name: "a" });
  await getThing(client, { Name: "b" });
  const agents = requests.map(({ headers }) => headers["User-Agent"]);
  expect(new Set(agents).size).toBe(1);
  expect(requests[0]!.headers["Authorization"]).not.toMatch(/user-agent/i);
});

test("what handlers add to the user agent stays, and one of their own is left alone", async () => {
  const { client, requests } = bench();
  client.meta.events.register("request-created", ({ request }) => {
    request.headers["User-Agent"] += " added";
  });
  await getThing(client, { Name: "a" });
  expect(requests[0]!.headers["User-Agent"]).toMatch(/ m\/E,Z,b,e cfg\/retry-mode#standard added$/);
  client.meta.events.register("request-created", ({ request }) => {
    request.headers["User-Agent"] = "own";
  });
  await getThing(client, { Name: "a" });
  expect(requests[1]!.headers["User-Agent"]).toBe("own");
  expect(await told({ userAgent: "mine/1" })).toBeUndefined();
});

test("elsewhere than on Node, Bun and Deno nothing is told", () => {
  expect(tellFeatures).toBeUndefined();
});
