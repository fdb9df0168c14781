import { expect, test } from "vitest";
import { Client } from "../../client/client.js";
import type { ServiceDescriptor } from "../../client/service-descriptor.js";
import type { ClientConfig } from "../../config/client-config.js";
import { regionalEndpoint, regionalParameters } from "../../endpoints/regional.js";
import { query } from "../../protocols/query.js";
import { generateDbConnectAdminAuthToken, generateDbConnectAuthToken } from "../dsql/auth-token.js";
import { generateAuthToken } from "../elasticache/auth-token.js";
import { generateDbAuthToken } from "../rds/auth-token.js";

function createClient<Service extends string>(id: Service, config: ClientConfig = {}): Client<Service> {
  const service: ServiceDescriptor<Service> = {
    id,
    folder: id,
    serviceId: id,
    apiVersion: "2020-01-01",
    endpointPrefix: id,
    signingName: id,
    protocol: query,
    endpoint: { parameters: regionalParameters, resolve: (parameters) => regionalEndpoint(parameters, id) },
  };
  return new Client(service, {
    region: "us-east-1",
    credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY" },
    clock: () => Date.UTC(2026, 0, 2, 3, 4, 5),
    loadConfig: false,
    ...config,
  });
}

const date = "X-Amz-Date=20260102T030405Z";

// The signatures were made by botocore 1.43.67.
test("a token for RDS is botocore's", async () => {
  const options = { dbHostname: "db.example.com", port: 5432, dbUsername: "u", region: "eu-central-1" };
  expect(await generateDbAuthToken(createClient("rds"), options)).toBe(
    "db.example.com:5432/?Action=connect&DBUser=u&X-Amz-Algorithm=AWS4-HMAC-SHA256" +
      `&X-Amz-Credential=AKIDEXAMPLE%2F20260102%2Feu-central-1%2Frds-db%2Faws4_request&${date}` +
      "&X-Amz-Expires=900&X-Amz-SignedHeaders=host" +
      "&X-Amz-Signature=76da1d5ffc8221e3db549aebb1ced64505bdaeea5ddb30137f6354d3a64d8543",
  );
});

test("tokens for DSQL are botocore's, for both roles", async () => {
  const client = createClient("dsql");
  const options = { hostname: "abc.dsql.us-east-1.on.aws" };
  const scope = "AKIDEXAMPLE%2F20260102%2Fus-east-1%2Fdsql%2Faws4_request";
  expect(await generateDbConnectAuthToken(client, options)).toBe(
    `abc.dsql.us-east-1.on.aws/?Action=DbConnect&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=${scope}&${date}` +
      "&X-Amz-Expires=900&X-Amz-SignedHeaders=host" +
      "&X-Amz-Signature=eaafea9fd0c1b68156df8bd0f267040acea93d23bb56d5ab40e2be807b34e533",
  );
  expect(await generateDbConnectAdminAuthToken(client, options)).toContain("Action=DbConnectAdmin&");
  expect(await generateDbConnectAuthToken(client, { ...options, expiresIn: 60 })).toContain("&X-Amz-Expires=60&");
});

test("a token for ElastiCache names the user, and says when the cache is serverless", async () => {
  const client = createClient("elasticache");
  const token = await generateAuthToken(client, { cacheName: "cache", userId: "jane doe" });
  expect(token).toMatch(/^cache\/\?Action=connect&User=jane%20doe&X-Amz-Algorithm=/);
  expect(token).toContain("%2Fus-east-1%2Felasticache%2Faws4_request&");
  const serverless = await generateAuthToken(client, { cacheName: "cache", userId: "u", isServerless: true });
  expect(serverless).toContain("&ResourceType=ServerlessCache&");
});
