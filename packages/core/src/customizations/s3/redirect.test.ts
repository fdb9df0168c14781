import { expect, test } from "vitest";
import { ClientState } from "../../client/client-state.js";
import { registerCustomizations, type ServiceDescriptor } from "../../client/service-descriptor.js";
import { InvalidRegionError } from "../../errors/endpoint.js";
import { HTTPClientError } from "../../errors/http.js";
import type { CallContext } from "../../events/call-context.js";
import { HierarchicalEmitter } from "../../events/emitter.js";
import type { HttpRequest, HttpResponse } from "../../http/message.js";
import { restXml } from "../../protocols/rest-xml.js";
import { customizations } from "../s3.js";

const events = new HierarchicalEmitter();
registerCustomizations(events, customizations);

const service: ServiceDescriptor = {
  id: "s3",
  folder: "s3",
  serviceId: "S3",
  apiVersion: "2006-03-01",
  endpointPrefix: "s3",
  signingName: "s3",
  protocol: restXml,
  endpoint: {
    parameters: { Bucket: undefined },
    resolve: ({ Bucket }: { Bucket: string }) => ({
      url: `https://${Bucket}.example.com`,
      properties: {},
      headers: {},
    }),
  },
  customizations,
};

/** A client whose requests are answered so, and noted. */
function createClient(answer: () => HttpResponse = () => ({ status: 200, headers: {} })) {
  const asked: string[] = [];
  const send = async ({ method, url }: HttpRequest): Promise<HttpResponse> => {
    asked.push(`${method} ${url}`);
    return answer();
  };
  const config = { region: "us-west-2", credentials, httpHandler: { send }, loadConfig: false, maxAttempts: 1 };
  return { asked, state: new ClientState(service, config, undefined, () => undefined) };
}

const credentials = { accessKeyId: "AKIDTEST", secretAccessKey: "secret" };

type TestClient = ReturnType<typeof createClient>;

async function openCall({ state }: TestClient, operation = "GetObject", Bucket = "far"): Promise<CallContext> {
  const context = { client: state } as unknown as CallContext;
  const model = { name: operation, http: ["GET", "/{Bucket}"] } as const;
  const params = Bucket === "" ? {} : { Bucket };
  await events.emit(`before-parameter-build.s3.${operation}`, { model, params, context });
  return context;
}

async function needsRetry(
  context: CallContext,
  status: number | undefined,
  { code, region, headers = {}, operation = "GetObject" }: Answer = {},
): Promise<unknown> {
  const answer = await events.emitUntilResponse(`needs-retry.s3.${operation}`, {
    response: status === undefined ? undefined : { status, headers },
    parsed: { Error: { Code: code ?? String(status), Message: "", ...(region && { Region: region }) } },
    operation: { name: operation, http: ["GET", "/{Bucket}"] },
    attempts: 1,
    caughtException: undefined,
    request: { method: "GET", path: "/", query: [], headers: {}, body: undefined },
    context,
  });
  return answer?.[1];
}

interface Answer {
  readonly code?: string;
  readonly region?: string;
  readonly headers?: Record<string, string>;
  readonly operation?: string;
}

async function regionOf({ state }: TestClient, Bucket: string): Promise<unknown> {
  const builtins: Record<string, unknown> = { "AWS::Region": "us-west-2" };
  await events.emit("before-endpoint-resolution.s3", {
    builtins,
    model: { name: "GetObject", http: ["GET", "/{Bucket}"] },
    params: { Bucket },
    context: { client: state } as unknown as CallContext,
  });
  return builtins["AWS::Region"];
}

const told = { headers: { "x-amz-bucket-region": "eu-west-1" } };

test("a redirected call is tried again at once, in the bucket's region", async () => {
  const client = createClient();
  const context = await openCall(client);
  expect(await needsRetry(context, 301, { code: "PermanentRedirect", ...told })).toBe(0);
  expect(context.endpointOutdated).toBe(true);
  expect(await regionOf(client, "far")).toBe("eu-west-1");
  expect(client.asked).toEqual([]);
});

test("the region is remembered for this bucket and this client only", async () => {
  const client = createClient();
  await needsRetry(await openCall(client), 301, told);
  expect(await regionOf(client, "near")).toBe("us-west-2");
  expect(await regionOf(createClient(), "far")).toBe("us-west-2");
});

test("a call is redirected once", async () => {
  const context = await openCall(createClient());
  expect(await needsRetry(context, 301, told)).toBe(0);
  expect(await needsRetry(context, 301, told)).toBeUndefined();
});

test.each<[string, number, Answer]>([
  ["a temporary redirect", 307, { code: "TemporaryRedirect" }],
  ["a redirect of any other code", 302, {}],
  ["a signature for the wrong region", 400, { code: "AuthorizationHeaderMalformed", region: "eu-west-1" }],
  ["a region that must be opted into", 400, { code: "IllegalLocationConstraintException" }],
  ["HeadObject's bare 400", 400, { operation: "HeadObject" }],
  ["HeadObject's bare 301", 301, { operation: "HeadObject" }],
  ["HeadBucket's bare 400", 400, { operation: "HeadBucket" }],
])("%s means another region", async (_, status, answer) => {
  const context = await openCall(createClient(), answer.operation);
  expect(await needsRetry(context, status, { ...told, ...answer })).toBe(0);
});

test.each<[string, number | undefined, Answer]>([
  ["a missing key", 404, { code: "NoSuchKey" }],
  ["a malformed signature that names no region", 400, { code: "AuthorizationHeaderMalformed" }],
  ["CreateBucket's wrong constraint", 400, { code: "IllegalLocationConstraintException", operation: "CreateBucket" }],
  ["a bare 400 of GET", 400, {}],
  ["no answer at all", undefined, { code: "PermanentRedirect" }],
])("%s does not", async (_, status, answer) => {
  const context = await openCall(createClient(), answer.operation);
  expect(await needsRetry(context, status, { ...told, ...answer })).toBeUndefined();
});

test("HeadBucket's bare 400 means nothing when it names no region", async () => {
  const client = createClient();
  const context = await openCall(client, "HeadBucket");
  expect(await needsRetry(context, 400, { operation: "HeadBucket" })).toBeUndefined();
});

test("the error may name the region", async () => {
  const client = createClient();
  const context = await openCall(client);
  const answer = { code: "AuthorizationHeaderMalformed", region: "ap-south-1" };
  expect(await needsRetry(context, 400, answer)).toBe(0);
  expect(await regionOf(client, "far")).toBe("ap-south-1");
});

test.each([200, 403])("otherwise the bucket is asked, and its answer of status %d tells", async (status) => {
  const client = createClient(() => ({ status, headers: { "x-amz-bucket-region": "sa-east-1" } }));
  expect(await needsRetry(await openCall(client), 301)).toBe(0);
  expect(client.asked).toEqual([expect.stringMatching(/^HEAD https:\/\/far\.example\.com\//)]);
  expect(await regionOf(client, "far")).toBe("sa-east-1");
});

test("a store that names no region is not asked for ever", async () => {
  const client = createClient(() => ({ status: 301, headers: {} }));
  expect(await needsRetry(await openCall(client), 301)).toBeUndefined();
  expect(client.asked).toHaveLength(1);
});

test("a failure that is no answer of S3's is thrown", async () => {
  const client = createClient(() => {
    throw new HTTPClientError("No way out");
  });
  await expect(needsRetry(await openCall(client), 301)).rejects.toThrow("No way out");
});

test("asking the bucket ends with the call", async () => {
  const client = createClient();
  const context = await openCall(client);
  context.signal = AbortSignal.abort(new Error("enough"));
  await expect(needsRetry(context, 301)).rejects.toThrow("enough");
  expect(client.asked).toEqual([]);
});

test("a region that cannot stand in a host name is refused", async () => {
  const evil = { headers: { "x-amz-bucket-region": "evil.example.com/" } };
  await expect(needsRetry(await openCall(createClient()), 301, evil)).rejects.toThrow(InvalidRegionError);
});

test("access points and calls without a bucket are never redirected", async () => {
  const arn = "arn:aws:s3:us-west-2:123456789012:accesspoint/point";
  expect(await needsRetry(await openCall(createClient(), "GetObject", arn), 301, told)).toBeUndefined();
  expect(await needsRetry(await openCall(createClient(), "ListBuckets", ""), 301, told)).toBeUndefined();
});
