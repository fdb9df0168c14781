import { expect, test } from "vitest";
import { s3Signers } from "../../auth/signer-sets.js";
import { call } from "../../client/call.js";
import { ClientState } from "../../client/client-state.js";
import type { ServiceDescriptor } from "../../client/service-descriptor.js";
import type { ClientConfig } from "../../config/client-config.js";
import { toUtf8 } from "../../encoding/utf8.js";
import { ClientError } from "../../errors/client-error.js";
import type { HttpRequest, HttpResponse } from "../../http/message.js";
import { restXml } from "../../protocols/rest-xml.js";
import { REQUIRED, STRING, URI } from "../../schema/codes.js";
import type { OperationDescriptor } from "../../schema/operation.js";
import { customizations } from "../s3.js";

const service: ServiceDescriptor = {
  id: "s3",
  folder: "s3",
  serviceId: "S3",
  apiVersion: "2006-03-01",
  endpointPrefix: "s3",
  signingName: "s3",
  protocol: restXml,
  endpoint: {
    parameters: { Bucket: undefined, DisableS3ExpressSessionAuth: undefined },
    resolve: ({ Bucket, DisableS3ExpressSessionAuth }: Record<string, unknown>) => ({
      url: `https://${String(Bucket)}.example.com`,
      properties: {
        authSchemes: [
          {
            name: DisableS3ExpressSessionAuth ? "sigv4" : "sigv4-s3express",
            signingName: "s3express",
            signingRegion: "us-west-2",
          },
        ],
      },
      headers: {},
    }),
  },
  clientContextParams: { DisableS3ExpressSessionAuth: "boolean" },
  signers: [s3Signers],
  customizations,
};

const headObject: OperationDescriptor = {
  name: "HeadObject",
  http: ["HEAD", "/{Bucket}/{Key+}"],
  input: { Bucket: ["t", STRING, URI + REQUIRED], Key: ["t", STRING, URI + REQUIRED] },
  contextParams: { Bucket: "Bucket" },
};

/** A client whose sessions last five minutes and are numbered, with a clock to move. */
function createClient(more: ClientConfig = {}) {
  const start = Date.UTC(2026, 0, 2);
  const world = { now: start, opened: 0, refuses: false, sent: [] as HttpRequest[] };
  const send = async (request: HttpRequest): Promise<HttpResponse> => {
    world.sent.push(request);
    if (!request.url.endsWith("?session")) return { status: 200, headers: {} };
    if (world.refuses) return { status: 403, headers: {}, body: toUtf8("<Error><Code>AccessDenied</Code></Error>") };
    world.opened += 1;
    const expiration = new Date(world.now + 300_000).toISOString();
    return { status: 200, headers: {}, body: toUtf8(sessionXml(`KEY${world.opened}`, expiration)) };
  };
  const config = {
    region: "us-west-2",
    credentials: { accessKeyId: "AKIDTEST", secretAccessKey: "secret", sessionToken: "own-token" },
    httpHandler: { send },
    clock: () => world.now,
    loadConfig: false,
    maxAttempts: 1,
    ...more,
  };
  const state = new ClientState(service, config, undefined, () => undefined);
  const head = (bucket: string): Promise<unknown> => call(state, headObject, { Bucket: bucket, Key: "k" });
  return { world, head };
}

function sessionXml(key: string, expiration: string): string {
  return (
    `<CreateSessionResult><Credentials><SessionToken>token of ${key}</SessionToken><SecretAccessKey>s</SecretAccessKey>` +
    `<AccessKeyId>${key}</AccessKeyId><Expiration>${expiration}</Expiration></Credentials></CreateSessionResult>`
  );
}

function keyOf(request: HttpRequest | undefined): string | undefined {
  return /Credential=([^/]*)/.exec(request?.headers["Authorization"] ?? "")?.[1];
}

test("a session is opened with the client's keys, and signs what follows", async () => {
  const { world, head } = createClient();
  await head("b--x-s3");
  await head("b--x-s3");
  expect(world.sent.map((request) => `${request.method} ${keyOf(request)}`)).toEqual([
    "GET AKIDTEST",
    "HEAD KEY1",
    "HEAD KEY1",
  ]);
  expect(world.sent[0]?.headers).toMatchObject({ "X-Amz-Security-Token": "own-token" });
  expect(world.sent[1]?.headers).toMatchObject({ "x-amz-s3session-token": "token of KEY1" });
  expect(world.sent[1]?.headers).not.toHaveProperty("X-Amz-Security-Token");
});

test("calls at one time share a session; each bucket has its own", async () => {
  const { world, head } = createClient();
  await Promise.all([head("b--x-s3"), head("b--x-s3"), head("c--x-s3")]);
  expect(world.opened).toBe(2);
});

test("a session is renewed before it ends; till then one that cannot be renewed goes on", async () => {
  const { world, head } = createClient();
  await head("b--x-s3");
  world.now += 300_000 - 44_000;
  world.refuses = true;
  await head("b--x-s3");
  expect(keyOf(world.sent.at(-1))).toBe("KEY1");
  world.now += 35_000;
  await expect(head("b--x-s3")).rejects.toThrow(ClientError);
  world.refuses = false;
  await head("b--x-s3");
  expect(keyOf(world.sent.at(-1))).toBe("KEY2");
});

test("the hundred buckets that were used last keep their sessions", async () => {
  const { world, head } = createClient();
  for (let bucket = 0; bucket < 100; bucket++) await head(`b${bucket}--x-s3`);
  await head("b0--x-s3");
  await head("b100--x-s3");
  await head("b0--x-s3");
  expect(world.opened).toBe(101);
  await head("b1--x-s3");
  expect(world.opened).toBe(102);
});

test("without sessions the client's keys sign everything", async () => {
  const { world, head } = createClient({ s3: { disableExpressSessionAuth: true } });
  await head("b--x-s3");
  expect(world.sent.map(keyOf)).toEqual(["AKIDTEST"]);
  expect(world.sent[0]?.headers).not.toHaveProperty("x-amz-s3session-token");
});
