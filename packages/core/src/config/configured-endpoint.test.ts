import { expect, test } from "vitest";
import { configuredEndpoint } from "./configured-endpoint.js";
import { storeIn } from "./shared-files.fixture.js";

const config = `
[default]
services = local
endpoint_url = http://profile
[services local]
cloudwatch_logs =
  endpoint_url = http://section
`;

function urlOf(service: string, environment: Record<string, string>, text = config): string | undefined {
  return configuredEndpoint(service, storeIn({ config: text, environment }))?.url;
}

test("the order is: service in the environment, environment, service in the profile's section, profile", () => {
  const both = { AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: "http://env-service", AWS_ENDPOINT_URL: "http://env" };
  expect(urlOf("cloudwatch-logs", both)).toBe("http://env-service");
  expect(urlOf("cloudwatch-logs", { AWS_ENDPOINT_URL: "http://env" })).toBe("http://env");
  expect(urlOf("cloudwatch-logs", {})).toBe("http://section");
  expect(urlOf("s3", {})).toBe("http://profile");
  expect(urlOf("s3", both)).toBe("http://env");
  expect(urlOf("s3", {}, "[default]")).toBeUndefined();
});

test("an empty value counts as absent", () => {
  expect(urlOf("s3", { AWS_ENDPOINT_URL_S3: "", AWS_ENDPOINT_URL: "" }, "[default]\nendpoint_url =")).toBeUndefined();
});

test("its source is told", () => {
  const store = storeIn({ config });
  const { configFile } = store.files;
  expect(String(configuredEndpoint("cloudwatch-logs", store)?.source)).toBe(
    `endpoint_url of cloudwatch_logs in [services local] (${configFile}, line 7)`,
  );
  expect(String(configuredEndpoint("s3", store)?.source)).toBe(
    `endpoint_url of profile "default" (${configFile}, line 4)`,
  );
});

test("a services section that does not exist is an error, unless the environment decides", () => {
  const broken = "[default]\nservices = missing";
  expect(() => urlOf("s3", {}, broken)).toThrow(
    expect.objectContaining({ name: "InvalidConfigError", message: expect.stringContaining("[services missing]") }),
  );
  expect(urlOf("s3", { AWS_ENDPOINT_URL: "http://env" }, broken)).toBe("http://env");
});
