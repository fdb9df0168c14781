import { IAM } from "@inia/client-iam";
import { fillForm, generatePresignedPost, getObject, putObject, S3, S3Client } from "@inia/client-s3";
import { STS } from "@inia/client-sts";
import { type ClientConfig, presign } from "@inia/core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freePorts, type Running, startGateway } from "./cluster.js";
import { config, radosgw, withBucket } from "./radosgw.js";

const Bucket = "of-roles";
let gateway: Running;
let endpoint: string;
let role: { readonly accessKeyId: string; readonly secretAccessKey: string; readonly sessionToken: string };

// A gateway of its own: one that takes session tokens answers AccessDenied to every wrong signature.
beforeAll(async () => {
  const ports = await freePorts();
  const settings = { "rgw sts key": "sixteen-letters!", "rgw s3 auth use sts": "true" };
  gateway = await startGateway(radosgw().cluster, ports, settings);
  endpoint = `http://127.0.0.1:${ports.http}`;
  role = await assumeRole();
  await withBucket(Bucket, { endpoint });
});
afterAll(() => gateway?.stop());

test("a role's credentials sign calls", async () => {
  const s3 = new S3(ofRole());
  await s3.putObject({ Bucket, Key: "a b", Body: "by role" });
  expect(await (await s3.getObject({ Bucket, Key: "a b" })).Body.text()).toBe("by role");
  expect((await s3.listObjectsV2({ Bucket })).Contents?.map(({ Key }) => Key)).toContain("a b");
});

test.each([{ signatureVersion: "s3v4" }, { signatureVersion: "s3" }])(
  "presigned URLs and forms with $signatureVersion carry the token",
  async (overrides) => {
    const client = new S3Client(ofRole(overrides));
    const Key = `presigned-${overrides.signatureVersion}`;
    const put = await presign(client, putObject, { Bucket, Key });
    // Bytes, for text has fetch add a Content-Type, which the old signature covers.
    const body = Buffer.from("text");
    expect((await fetch(put.url, { method: "PUT", headers: put.headers, body })).status).toBe(200);
    const get = await presign(client, getObject, { Bucket, Key });
    expect(await (await fetch(get.url, { headers: get.headers })).text()).toBe("text");
    expect(refusals).toContain((await fetch(get.url.replace(/(security-token=)./i, "$1_"))).status);

    const { fields, url } = await generatePresignedPost(client, { bucket: Bucket, key: Key });
    const form = fillForm(new FormData(), fields);
    form.append("file", new File(["form"], "f"));
    expect((await fetch(url, { method: "POST", body: form })).status).toBe(204);
  },
);

test("without the token, or with another one, the credentials are worth nothing", async () => {
  const { sessionToken, ...keys } = role;
  for (const credentials of [keys, { ...keys, sessionToken: `_${sessionToken.slice(1)}` }]) {
    const call = new S3(ofRole({ credentials })).listObjectsV2({ Bucket });
    const statusCode = await call.catch((error: { readonly statusCode?: number }) => error.statusCode);
    expect(refusals).toContain(statusCode);
  }
});

/** radosgw says 400 of a token that it cannot decrypt. */
const refusals: readonly unknown[] = [400, 403];

function ofRole(overrides: ClientConfig = {}): ClientConfig {
  return config({ endpoint, credentials: role, s3: { s3Compatible: true }, ...overrides });
}

/** Makes a role that may do anything in S3, and takes it: radosgw has a small IAM and a small STS. */
async function assumeRole(): Promise<typeof role> {
  const iam = new IAM(config({ endpoint }));
  const trust = {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { AWS: ["arn:aws:iam:::user/owner"] }, Action: ["sts:AssumeRole"] }],
  };
  const permission = {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "s3:*", Resource: "arn:aws:s3:::*" }],
  };
  const RoleName = "live";
  const { Role } = await iam.createRole({ RoleName, Path: "/", AssumeRolePolicyDocument: JSON.stringify(trust) });
  await iam.putRolePolicy({ RoleName, PolicyName: "all", PolicyDocument: JSON.stringify(permission) });
  expect((await iam.listRolePolicies({ RoleName })).PolicyNames).toEqual(["all"]);

  const sts = new STS(config({ endpoint }));
  const { Credentials } = await sts.assumeRole({ RoleArn: Role.Arn, RoleSessionName: "live", DurationSeconds: 900 });
  if (Credentials === undefined) throw new Error("radosgw's STS gave no credentials");
  expect(Credentials.Expiration.getTime()).toBeGreaterThan(Date.now());
  return {
    accessKeyId: Credentials.AccessKeyId,
    secretAccessKey: Credentials.SecretAccessKey,
    sessionToken: Credentials.SessionToken,
  };
}
