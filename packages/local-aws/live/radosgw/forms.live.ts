import { fillForm, generatePresignedPost, type PostRules, type PresignedPost, S3Client } from "@inia/client-s3";
import { describe, expect, test } from "vitest";
import { config, withBucket } from "./radosgw.js";

describe.each([
  { name: "SigV4", bucket: "forms-v4", overrides: {} },
  { name: "SigV2", bucket: "forms-v2", overrides: { signatureVersion: "s3" } },
])("$name", ({ bucket, overrides }) => {
  const form = (rules: Omit<PostRules, "bucket">): Promise<PresignedPost> =>
    generatePresignedPost(new S3Client(config(overrides)), { bucket, ...rules });

  test("a form takes a file, and what its conditions ask for", async () => {
    const s3 = await withBucket(bucket);
    const post = await form({
      key: "up/ção #1.txt",
      fields: { "Content-Type": "text/x-mine", "x-amz-meta-a": "b c", success_action_status: "201" },
      conditions: [
        { "Content-Type": "text/x-mine" },
        ["starts-with", "$x-amz-meta-a", "b"],
        ["eq", "$success_action_status", "201"],
        ["content-length-range", 1, 10],
      ],
    });
    const { status, code } = await upload(post, "file text");
    expect([status, code]).toEqual([201, undefined]);
    const got = await s3.getObject({ Bucket: bucket, Key: "up/ção #1.txt" });
    expect(await got.Body.text()).toBe("file text");
    expect(got).toMatchObject({ ContentType: "text/x-mine", Metadata: { a: "b c" } });
  });

  test("the key may end with the name of the file", async () => {
    const s3 = await withBucket(bucket);
    const post = await form({ key: "named/${filename}" });
    expect((await upload(post, "text", { fileName: "a b.txt" })).status).toBe(204);
    const { Contents } = await s3.listObjectsV2({ Bucket: bucket, Prefix: "named/" });
    expect(Contents?.map(({ Key }) => Key)).toEqual(["named/a b.txt"]);
  });

  test("what the policy does not allow is refused", async () => {
    const s3 = await withBucket(bucket);
    const post = await form({
      key: "refused/k",
      fields: { acl: "private" },
      conditions: [{ acl: "private" }, ["content-length-range", 2, 10]],
    });
    expect(await upload(post, "1")).toMatchObject({ status: 400, code: "EntityTooSmall" });
    expect(await upload(post, "12345678901")).toMatchObject({ status: 400, code: "EntityTooLarge" });
    const refused = { status: 403, code: "AccessDenied" };
    expect(await upload(post, "text", { fields: { key: "refused/other" } })).toMatchObject(refused);
    expect(await upload(post, "text", { fields: { acl: "public-read" } })).toMatchObject(refused);
    expect(await upload(post, "text", { fields: { "Content-Type": "text/html" } })).toMatchObject(refused);
    const { KeyCount } = await s3.listObjectsV2({ Bucket: bucket, Prefix: "refused/" });
    expect(KeyCount).toBe(0);
    expect((await upload(post, "text")).status).toBe(204);
  });

  test("a form with another policy, another signature or no time left is refused", async () => {
    await withBucket(bucket);
    const post = await form({ key: "k" });
    const wider = await form({ key: "${filename}" });
    const signature = "signature" in post.fields ? "signature" : "x-amz-signature";
    const swapped = { policy: wider.fields["policy"] ?? "" };
    expect((await upload(post, "text", { fields: swapped })).status).toBe(403);
    expect((await upload(post, "text", { fields: { [signature]: wider.fields[signature] ?? "" } })).status).toBe(403);

    const past = new S3Client(config({ ...overrides, clock: () => Date.now() - 60_000 }));
    const late = await generatePresignedPost(past, { bucket, key: "k", expiresIn: 30 });
    expect((await upload(late, "text")).status).toBe(403);
    expect((await upload(post, "text")).status).toBe(204);
  });
});

interface UploadOptions {
  /** Sent in place of the form's own, or besides. */
  readonly fields?: Readonly<Record<string, string>>;
  readonly fileName?: string;
}

/** Sends a form as a browser does. */
async function upload(
  { fields, url }: PresignedPost,
  text: string,
  { fields: others = {}, fileName = "file.txt" }: UploadOptions = {},
): Promise<{ readonly status: number; readonly code: string | undefined }> {
  const form = fillForm(new FormData(), { ...fields, ...others });
  form.append("file", new File([text], fileName));
  const response = await fetch(url, { method: "POST", body: form });
  const code = /<Code>(.*)<\/Code>/.exec(await response.text())?.[1];
  return { status: response.status, code };
}
