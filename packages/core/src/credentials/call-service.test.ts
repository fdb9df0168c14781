import { startSts } from "@inia/local-aws";
import { expect, test } from "vitest";
import { storeIn } from "../config/shared-files.fixture.js";
import { HierarchicalEmitter } from "../events/emitter.js";
import { callService } from "./call-service.js";
import { assumeRole, assumeRoleWithWebIdentity, service as sts } from "./operations/sts.js";
import { createProviderSession } from "./provider-session.js";
import { recordingHandler } from "./service-caller.fixture.js";

const source = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY" };
const role = { RoleArn: "arn:aws:iam::123456789012:role/dev", RoleSessionName: "me" };

test("a call is signed with the credentials that it is given", async () => {
  await using server = await startSts({ credentials: [source], region: "eu-west-1" });
  const clientConfig = { endpoint: "http://127.0.0.1:1" };
  const config = { endpoint: server.endpoint };
  const options = { region: "eu-west-1", credentials: source, config };
  const output = await callService({ clientConfig }, sts, assumeRole, role, options);
  expect(output.AssumedRoleUser?.Arn).toBe("arn:aws:sts::123456789012:assumed-role/dev/me");
  expect(output.Credentials?.Expiration).toBeInstanceOf(Date);
  expect(server.requests.map(({ accessKeyId }) => accessKeyId)).toEqual(["AKIDEXAMPLE"]);
});

test("without credentials a call goes unsigned, and nobody is asked for any", async () => {
  await using server = await startSts();
  const session = {
    ...createProviderSession(storeIn({ environment: { AWS_ENDPOINT_URL_STS: server.endpoint } })),
    getCredentials: () => expect.unreachable("asked for credentials"),
  };
  const input = { ...role, WebIdentityToken: "a.e30.c" };
  await callService({ session }, sts, assumeRoleWithWebIdentity, input);
  expect(server.requests[0]?.headers).not.toHaveProperty("authorization");
});

test("a call goes out as the session's clients do: handler, environment, events, user agent", async () => {
  await using server = await startSts();
  const { handler, sent } = recordingHandler();
  const events = new HierarchicalEmitter();
  const seen: unknown[] = [];
  events.register("before-call", ({ eventName }) => void seen.push(eventName));
  const store = storeIn({ environment: { AWS_ENDPOINT_URL: server.endpoint, AWS_REGION: "none" } });
  const session = { ...createProviderSession(store, { httpHandler: handler }), events, userAgentExtra: "app/mine" };
  await callService({ session }, sts, assumeRole, role, { region: "us-east-1", credentials: source });
  expect(seen).toEqual(["before-call.sts.AssumeRole"]);
  expect(sent.map(({ form }) => form.Action)).toEqual(["AssumeRole"]);
  expect(server.requests[0]?.headers["user-agent"]).toMatch(/^Inia\/.* app\/mine$/);
});

test("a client's settings hold for how its calls go out, not for where", async () => {
  const { handler, sent } = recordingHandler(() => ({ status: 500, headers: {} }));
  const slept: number[] = [];
  const clientConfig = {
    ...{ endpoint: "https://s3.example.com", region: "ap-south-1", signatureVersion: "s3v4", useFipsEndpoint: true },
    ...{ httpHandler: handler, maxAttempts: 2, clock: () => Date.UTC(2026, 0, 2), userAgentAppId: "mine" },
    sleep: async (ms: number) => void slept.push(ms),
  };
  const asked = callService({ clientConfig }, sts, assumeRole, role, { region: "eu-west-1", credentials: source });
  await expect(asked).rejects.toMatchObject({ operation: "AssumeRole", service: "sts", attempts: 2 });
  expect(slept).toHaveLength(1);
  expect(sent.map(({ url }) => url)).toEqual([
    "https://sts.eu-west-1.amazonaws.com/",
    "https://sts.eu-west-1.amazonaws.com/",
  ]);
  expect(sent[0]?.headers).toMatchObject({
    Authorization: expect.stringContaining("/20260102/eu-west-1/sts/aws4_request"),
    "User-Agent": expect.stringContaining("app/mine"),
  });
});

test("handlers can be registered for one call", async () => {
  const { handler, sent } = recordingHandler(() => ({ status: 400, headers: {} }));
  const clientConfig = { httpHandler: handler, loadConfig: false };
  const asked = callService({ clientConfig }, sts, assumeRole, role, {
    credentials: source,
    register: (events) =>
      events.register("before-send.sts.AssumeRole", ({ request }) => {
        request.headers["X-Mine"] = "1";
      }),
  });
  await expect(asked).rejects.toMatchObject({ statusCode: 400 });
  expect(sent.map(({ url, headers }) => [url, headers["X-Mine"]])).toEqual([["https://sts.amazonaws.com/", "1"]]);
});
