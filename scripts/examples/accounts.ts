import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { type CredentialStore, localAccount, startLocalAws, verifyRequest } from "@inia/local-aws";
import { runScript } from "./program.js";

/** An organization of four accounts on two pages; one is suspended, one lets nobody in. */
export async function checkAccounts(): Promise<string> {
  await using aws = await startLocalAws({ services: ["sts"] });
  await using cloud = await startCloud(aws.credentials);
  const { code, output } = await runScript("accounts", "start", {
    env: {
      AWS_ENDPOINT_URL_STS: aws.sts.endpoint,
      AWS_ENDPOINT_URL_EC2: cloud.endpoint,
      AWS_ENDPOINT_URL_ORGANIZATIONS: cloud.endpoint,
    },
  });
  assert.deepEqual(cloud.wrong, []);
  assert.deepEqual(output.trimEnd().split("\n").sort(), [
    '111111111111,"one, the first",eu-west-1,m7g.large,2',
    '111111111111,"one, the first",us-east-1,m7g.large,2',
    '111111111111,"one, the first",us-east-1,t4g.nano,1',
    '222222222222,"two",eu-west-1,m7g.large,2',
    '222222222222,"two",us-east-1,m7g.large,2',
    '222222222222,"two",us-east-1,t4g.nano,1',
    "444444444444: DescribeRegions UnauthorizedOperation",
    "account,name,region,type,count",
  ]);
  assert.equal(code, 1, "an account was left out");
  const assumed = aws.requests.filter(({ operation }) => operation === "AssumeRole");
  assert.equal(assumed.length, 3, "each role is assumed once, for all regions");
  return `3 roles assumed, 2 accounts with 2 regions counted over pages, 1 suspended, 1 refused`;
}

interface Cloud extends AsyncDisposable {
  readonly endpoint: string;
  /** What did not verify, or was asked by the wrong one. */
  readonly wrong: string[];
}

/** Organizations and EC2, which verify who asks, and answer by that and by the region that was signed for. */
async function startCloud(credentials: CredentialStore): Promise<Cloud> {
  const wrong: string[] = [];
  const server = createServer(async (request, response) => {
    const body = await text(request);
    try {
      answer(request, body, response, credentials);
    } catch (error) {
      wrong.push(String(error));
      response.writeHead(400).end();
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    wrong,
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function answer(request: IncomingMessage, body: string, response: ServerResponse, credentials: CredentialStore): void {
  const { method = "", url = "", rawHeaders } = request;
  const headers = rawHeaders.flatMap((name, at) => (at % 2 === 0 ? [[name, rawHeaders[at + 1]!] as const] : []));
  const verified = verifyRequest({ method, target: url, headers }, { credentials, body: Buffer.from(body) });
  const { service, region } = verified.authorization.scope;
  const account = verified.credential.identity?.account ?? localAccount;
  if (service === "organizations") {
    assert.deepEqual(
      [account, request.headers["x-amz-target"]],
      [localAccount, "AWSOrganizationsV20161128.ListAccounts"],
    );
    const isSecond = JSON.parse(body).NextToken === "2";
    response.setHeader("content-type", "application/x-amz-json-1.1");
    response.end(
      JSON.stringify({
        Accounts: accounts.slice(isSecond ? 2 : 0, isSecond ? 4 : 2),
        ...(isSecond ? {} : { NextToken: "2" }),
      }),
    );
    return;
  }
  assert.equal(service, "ec2");
  const asked = new URLSearchParams(body);
  if (account === "444444444444") {
    response.writeHead(403);
    response.end(
      "<Response><Errors><Error><Code>UnauthorizedOperation</Code><Message>no</Message></Error></Errors><RequestID>1</RequestID></Response>",
    );
    return;
  }
  if (asked.get("Action") === "DescribeRegions") {
    response.end(
      result(
        "DescribeRegions",
        `<regionInfo>${["us-east-1", "eu-west-1"].map((name) => `<item><regionName>${name}</regionName></item>`).join("")}</regionInfo>`,
      ),
    );
    return;
  }
  assert.deepEqual([asked.get("Action"), asked.get("Filter.1.Value.1")], ["DescribeInstances", "running"]);
  const isSecond = asked.get("NextToken") === "2";
  const types = isSecond ? ["m7g.large"] : region === "us-east-1" ? ["m7g.large", "t4g.nano"] : ["m7g.large"];
  const instances = types.map((type) => `<item><instanceType>${type}</instanceType></item>`).join("");
  response.end(
    result(
      "DescribeInstances",
      `<reservationSet><item><instancesSet>${instances}</instancesSet></item></reservationSet>${isSecond ? "" : "<nextToken>2</nextToken>"}`,
    ),
  );
}

function result(operation: string, content: string): string {
  return `<${operation}Response xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">${content}</${operation}Response>`;
}

const accounts = [
  { Id: "111111111111", Name: "one, the first", Status: "ACTIVE" },
  { Id: "222222222222", Name: "two", Status: "ACTIVE" },
  { Id: "333333333333", Name: "three", Status: "SUSPENDED" },
  { Id: "444444444444", Name: "four", Status: "ACTIVE" },
];
