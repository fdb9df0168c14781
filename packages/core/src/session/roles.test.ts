import { startSts } from "@inia/local-aws";
import { afterEach, expect, test, vi } from "vitest";
import { createHttpHandler } from "#platform/http-handler";
import { getThing, TestClient } from "../client/test-service.fixture.js";
import { surround } from "../config/shared-files.fixture.js";
import { known, knownKeys, roleArn } from "../credentials/providers/roles.fixture.js";
import type { HttpHandler, HttpRequest } from "../http/message.js";
import { getSession } from "./session.js";

afterEach(() => vi.unstubAllEnvs());

test("a client whose profile has a role signs with it; STS is called in the client's region, as its session calls", async () => {
  await using sts = await startSts({ credentials: [known], region: "eu-west-1" });
  for (const name of Object.keys(process.env)) if (name.startsWith("AWS_")) vi.stubEnv(name, undefined);
  const config = `[profile dev]\nrole_arn = ${roleArn("dev")}\nsource_profile = keys\n[profile keys]\n${knownKeys}`;
  const environment = { AWS_PROFILE: "dev", AWS_ENDPOINT_URL_STS: sts.endpoint };
  for (const [name, value] of Object.entries(surround({ config, environment }))) vi.stubEnv(name, value);

  const platform = createHttpHandler();
  const things: HttpRequest[] = [];
  const httpHandler: HttpHandler = {
    async send(request, options) {
      if (request.url.startsWith(sts.endpoint)) return platform.send(request, options);
      things.push(request);
      return { status: 200, headers: {}, body: new TextEncoder().encode("{}") };
    },
  };
  const session = getSession();
  session.userAgentExtra = "app/mine";
  session.setDefaultClientConfig({ httpHandler });
  const [first, second] = [
    session.createClient(TestClient, { region: "eu-west-1" }),
    session.createClient(TestClient, { region: "us-west-2" }),
  ];
  await Promise.all([getThing(first, { Name: "a" }), getThing(second, { Name: "b" })]);

  expect(sts.requests.map(({ operation, status }) => [operation, status])).toEqual([["AssumeRole", 200]]);
  expect(sts.requests[0]?.headers["user-agent"]).toMatch(/^Inia\/\S+ .* app\/mine$/);
  const { accessKeyId } = (await session.getCredentials())!;
  expect(accessKeyId).toMatch(/^ASIA/);
  expect(things.map(({ headers }) => headers["Authorization"]?.includes(`Credential=${accessKeyId}/`))).toEqual([
    true,
    true,
  ]);
});
