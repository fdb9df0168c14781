import { expect, test } from "vitest";
import { Client } from "../../client/client.js";
import type { ServiceDescriptor } from "../../client/service-descriptor.js";
import type { ClientConfig } from "../../config/client-config.js";
import { region } from "../../endpoints/built-ins.js";
import { ParamValidationError } from "../../errors/call.js";
import { UnsupportedSignatureVersionError } from "../../errors/config.js";
import { NoCredentialsError } from "../../errors/credentials.js";
import { restXml } from "../../protocols/rest-xml.js";
import { customizations } from "../s3.js";
import { fillForm } from "./fill-form.js";
import { generatePresignedPost } from "./presign-post.js";

const service: ServiceDescriptor<"s3"> = {
  id: "s3",
  folder: "s3",
  serviceId: "S3",
  apiVersion: "2006-03-01",
  endpointPrefix: "s3",
  signingName: "s3",
  protocol: restXml,
  endpoint: {
    parameters: { Bucket: undefined, Region: region },
    resolve: ({ Bucket, Region }: Record<string, unknown>) => ({
      url: `https://${String(Bucket)}.s3.${String(Region)}.example.com`,
      properties: {},
      headers: {},
    }),
  },
  customizations,
};

function createClient(more: ClientConfig = {}): Client<"s3"> {
  return new Client(service, {
    region: "eu-west-1",
    credentials: { accessKeyId: "AKIDTEST", secretAccessKey: "secret" },
    clock: () => Date.UTC(2026, 0, 2, 3, 4, 5),
    loadConfig: false,
    ...more,
  });
}

test("a form goes to the bucket's host, signed with SigV4 for its region", async () => {
  const { url, fields } = await generatePresignedPost(createClient(), { bucket: "b", key: "k", expiresIn: 60 });
  expect(url).toBe("https://b.s3.eu-west-1.example.com/");
  expect(fields["x-amz-credential"]).toBe("AKIDTEST/20260102/eu-west-1/s3/aws4_request");
  expect(JSON.parse(Buffer.from(fields["policy"]!, "base64").toString())).toMatchObject({
    expiration: "2026-01-02T03:05:05Z",
  });
});

test("the version given in code is that of the form; where it is S3's old one, so are the fields", async () => {
  const { fields } = await generatePresignedPost(createClient({ signatureVersion: "s3" }), { bucket: "b", key: "k" });
  expect(Object.keys(fields)).toEqual(["key", "AWSAccessKeyId", "policy", "signature"]);
});

test("with a global host the region signed for is the client's still", async () => {
  const { url, fields } = await generatePresignedPost(createClient({ signatureVersion: "s3v4" }), {
    bucket: "b",
    key: "k",
  });
  expect(url).toBe("https://b.s3.aws-global.example.com/");
  expect(fields["x-amz-credential"]).toContain("/eu-west-1/");
});

test("what makes no form is refused", async () => {
  const rules = { bucket: "b", key: "k" };
  await expect(generatePresignedPost(createClient({ signatureVersion: "v3" }), rules)).rejects.toThrow(
    UnsupportedSignatureVersionError,
  );
  const post = generatePresignedPost(createClient(), { bucket: "a/b", key: "k" });
  await expect(post).rejects.toThrow(ParamValidationError);
  const noKeys = createClient({ credentials: undefined });
  await expect(generatePresignedPost(noKeys, rules)).rejects.toThrow(NoCredentialsError);
});

test("an unsigned client makes a form without a policy, for public buckets", async () => {
  const { fields } = await generatePresignedPost(createClient({ signatureVersion: "none" }), {
    bucket: "b",
    key: "k",
    fields: { acl: "public-read" },
  });
  expect(fields).toEqual({ acl: "public-read", key: "k" });
});

test("a form is filled in order", () => {
  const form = fillForm(new FormData(), { key: "k", policy: "p" });
  expect([...form]).toEqual([
    ["key", "k"],
    ["policy", "p"],
  ]);
});
