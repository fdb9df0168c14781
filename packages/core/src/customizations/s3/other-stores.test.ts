import { expect, test } from "vitest";
import { call } from "../../client/call.js";
import { ClientState } from "../../client/client-state.js";
import type { ServiceDescriptor } from "../../client/service-descriptor.js";
import type { ClientConfig } from "../../config/client-config.js";
import { toUtf8 } from "../../encoding/utf8.js";
import { givenEndpoint } from "../../endpoints/built-ins.js";
import { restXml } from "../../protocols/rest-xml.js";
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
    parameters: { Endpoint: givenEndpoint },
    resolve: ({ Endpoint = "https://s3.example.com" }: { Endpoint?: string }) => ({
      url: Endpoint,
      properties: {},
      headers: {},
    }),
  },
  customizations,
};

async function messageOf(code: string, message: string, config: ClientConfig = {}): Promise<string> {
  const body = toUtf8(`<Error><Code>${code}</Code><Message>${message}</Message></Error>`);
  const settings: ClientConfig = {
    region: "us-west-2",
    credentials: { accessKeyId: "AKIDTEST", secretAccessKey: "secret" },
    endpoint: "https://store.example.com",
    loadConfig: false,
    httpHandler: { send: async () => ({ status: 400, headers: {}, body }) },
    ...config,
  };
  const state = new ClientState(service, settings, undefined, () => undefined);
  const failing = call(state, { name: "PutObject", http: ["PUT", "/"] }, {});
  return failing.then(
    () => "",
    (error: Error) => error.message,
  );
}

const advice = "s3: { s3Compatible: true }";

test.each([
  ["NotImplemented", "Header 'x-amz-sdk-checksum-algorithm' with value 'CRC32' not implemented"],
  ["InvalidArgument", "Unsupported header 'x-amz-sdk-checksum-algorithm' received for this API call."],
  ["MissingContentLength", "You must provide the Content-Length HTTP header."],
  ["InvalidRequest", "Missing required header for this request: Content-MD5"],
])("%s of another store: %s", async (code, message) => {
  expect(await messageOf(code, message)).toContain(`${message} (If this is another store than S3`);
  expect(await messageOf(code, message, { s3: { s3Compatible: true } })).not.toContain(advice);
  expect(await messageOf(code, message, { endpoint: undefined })).not.toContain(advice);
});

test.each([
  ["BadDigest", "The CRC32 checksum did not match."],
  ["InvalidArgument", "Unknown version id"],
  ["AccessDenied", "checksum"],
])("%s says nothing of settings: %s", async (code, message) => {
  expect(await messageOf(code, message)).not.toContain(advice);
});
