import { expect, test } from "vitest";
import { startProxy } from "../../http/testdata/proxy.js";
import { containerProvider } from "./container.js";
import { instanceMetadataProvider } from "./instance-metadata.js";
import { contextOn, metadataServer } from "./metadata-server.fixture.js";

const keys = { AccessKeyId: "a", SecretAccessKey: "s", Token: "t", Expiration: "2100-01-01T00:00:00Z" };
const rolePath = "/latest/meta-data/iam/security-credentials/";

test("the instance metadata service is asked through the environment's proxy, unless NO_PROXY names it", async () => {
  const { url } = await metadataServer({
    "PUT /latest/api/token": () => [200, "token"],
    [`GET ${rolePath}`]: () => [200, "role"],
    [`GET ${rolePath}role`]: () => [200, JSON.stringify(keys)],
  });
  const proxy = await startProxy();
  const environment = { AWS_EC2_METADATA_SERVICE_ENDPOINT: url, http_proxy: proxy.url };
  const load = (more: object): Promise<unknown> =>
    instanceMetadataProvider(contextOn({ environment: { ...environment, ...more }, handler: null })).load(() => {});
  expect(await load({ NO_PROXY: "127.0.0.1" })).toMatchObject({ accessKeyId: "a" });
  expect(proxy.asked).toEqual([]);
  expect(await load({})).toMatchObject({ accessKeyId: "a" });
  expect(proxy.asked.map(({ line }) => line)).toEqual([
    `PUT ${url}/latest/api/token`,
    `GET ${url}${rolePath}`,
    `GET ${url}${rolePath}role`,
  ]);
});

test("the container's service is never asked through a proxy", async () => {
  const { url } = await metadataServer({ "GET /credentials": () => [200, JSON.stringify(keys)] });
  const proxy = await startProxy();
  const environment = { AWS_CONTAINER_CREDENTIALS_FULL_URI: `${url}/credentials`, http_proxy: proxy.url };
  const loaded = await containerProvider(contextOn({ environment, handler: null })).load(() => {});
  expect(loaded).toMatchObject({ accessKeyId: "a" });
  expect(proxy.asked).toEqual([]);
});
