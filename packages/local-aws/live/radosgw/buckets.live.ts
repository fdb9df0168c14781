import { S3 } from "@inia/client-s3";
import { expect, test } from "vitest";
import { stranger } from "./global-setup.js";
import { config, withBucket } from "./radosgw.js";

test("a bucket is made, found and deleted", async () => {
  const s3 = await withBucket("short-lived");
  await s3.headBucket({ Bucket: "short-lived" });
  await s3.getWaiter("bucketExists").wait({ Bucket: "short-lived" });
  expect((await s3.listBuckets()).Buckets?.map(({ Name }) => Name)).toContain("short-lived");
  expect((await s3.listBuckets()).Owner?.ID).toBe("owner");
  await s3.deleteBucket({ Bucket: "short-lived" });
  await s3.getWaiter("bucketNotExists").wait({ Bucket: "short-lived" });
});

test("a policy lets others read, and is JSON text as it was put", async () => {
  const s3 = await withBucket("policies");
  const other = new S3(config({ credentials: stranger }));
  const at = { Bucket: "policies", Key: "k" };
  await s3.putObject({ ...at, Body: "for all" });
  await expect(other.getObject(at)).rejects.toMatchObject({ code: "AccessDenied", statusCode: 403 });

  const Policy = JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::policies/*" }],
  });
  await s3.putBucketPolicy({ Bucket: "policies", Policy });
  expect((await s3.getBucketPolicy({ Bucket: "policies" })).Policy).toBe(Policy);
  expect(await (await other.getObject(at)).Body.text()).toBe("for all");
  await s3.deleteBucketPolicy({ Bucket: "policies" });
  await expect(s3.getBucketPolicy({ Bucket: "policies" })).rejects.toMatchObject({ code: "NoSuchBucketPolicy" });
});

test("CORS rules come back, and hold for browsers", async () => {
  const s3 = await withBucket("cors");
  await s3.putBucketCors({
    Bucket: "cors",
    CORSConfiguration: {
      CORSRules: [
        {
          AllowedMethods: ["GET", "PUT"],
          AllowedOrigins: ["https://app.example"],
          AllowedHeaders: ["*"],
          ExposeHeaders: ["ETag"],
          MaxAgeSeconds: 60,
        },
      ],
    },
  });
  const { CORSRules } = await s3.getBucketCors({ Bucket: "cors" });
  expect(CORSRules).toMatchObject([
    { AllowedOrigins: ["https://app.example"], ExposeHeaders: ["ETag"], MaxAgeSeconds: 60 },
  ]);
  expect([...(CORSRules?.[0]?.AllowedMethods ?? [])].sort()).toEqual(["GET", "PUT"]);
  await s3.deleteBucketCors({ Bucket: "cors" });
  await expect(s3.getBucketCors({ Bucket: "cors" })).rejects.toMatchObject({ statusCode: 404 });
});

test("lifecycle rules come back", async () => {
  const s3 = await withBucket("lifecycle");
  const Rules = [
    { ID: "old", Status: "Enabled" as const, Filter: { Prefix: "logs/" }, Expiration: { Days: 30 } },
    {
      ID: "parts",
      Status: "Enabled" as const,
      Filter: { Prefix: "" },
      AbortIncompleteMultipartUpload: { DaysAfterInitiation: 2 },
    },
  ];
  await s3.putBucketLifecycleConfiguration({ Bucket: "lifecycle", LifecycleConfiguration: { Rules } });
  const got = await s3.getBucketLifecycleConfiguration({ Bucket: "lifecycle" });
  expect(got.Rules).toMatchObject([
    Rules[0]!,
    { ID: "parts", AbortIncompleteMultipartUpload: { DaysAfterInitiation: 2 } },
  ]);
  await s3.deleteBucketLifecycle({ Bucket: "lifecycle" });
  await expect(s3.getBucketLifecycleConfiguration({ Bucket: "lifecycle" })).rejects.toMatchObject({
    code: "NoSuchLifecycleConfiguration",
  });
});

test("versions of an object, and the mark of its deletion", async () => {
  const s3 = await withBucket("versions");
  const at = { Bucket: "versions", Key: "k" };
  await s3.putBucketVersioning({ Bucket: "versions", VersioningConfiguration: { Status: "Enabled" } });
  expect((await s3.getBucketVersioning({ Bucket: "versions" })).Status).toBe("Enabled");
  const first = await s3.putObject({ ...at, Body: "1" });
  await s3.putObject({ ...at, Body: "2" });
  expect(await (await s3.getObject({ ...at, VersionId: first.VersionId })).Body.text()).toBe("1");
  expect(await s3.deleteObject(at)).toMatchObject({ DeleteMarker: true });
  const { DeleteMarkers, Versions } = await s3.listObjectVersions({ Bucket: "versions" });
  expect(Versions?.map(({ IsLatest, Size }) => [IsLatest, Size])).toEqual([
    [false, 1],
    [false, 1],
  ]);
  expect(DeleteMarkers?.map(({ IsLatest, Key }) => [IsLatest, Key])).toEqual([[true, "k"]]);
});

test("grants of an object", async () => {
  const s3 = await withBucket("grants");
  const at = { Bucket: "grants", Key: "k" };
  await s3.putObject({ ...at, Body: "open", ACL: "public-read" });
  const { Grants, Owner } = await s3.getObjectAcl(at);
  expect(Owner?.ID).toBe("owner");
  const grants = Grants?.map(({ Grantee, Permission }) => [Grantee?.Type, Grantee?.URI ?? Grantee?.ID, Permission]);
  expect(grants).toContainEqual(["Group", "http://acs.amazonaws.com/groups/global/AllUsers", "READ"]);
  expect(grants).toContainEqual(["CanonicalUser", "owner", "FULL_CONTROL"]);
  const response = await fetch(`${config().endpoint}/grants/k`);
  expect(await response.text()).toBe("open");
  await s3.putObjectAcl({ ...at, ACL: "private" });
  expect((await fetch(`${config().endpoint}/grants/k`)).status).toBe(403);
});
