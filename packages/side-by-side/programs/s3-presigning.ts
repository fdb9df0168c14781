import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";

const createPresignedUrlWithClient = ({ bucket, key }: { bucket: string; key: string }) => {
  const client = new S3Client({});
  const command = new PutObjectCommand({ Bucket: bucket, Key: key });
  return getSignedUrl(client, command, { expiresIn: 3600 });
};

/** Makes URLs, and uses them. */
export async function main() {
  const client = new S3Client({});
  await client.send(new CreateBucketCommand({ Bucket: "signed" }));
  const putUrl = await createPresignedUrlWithClient({ bucket: "signed", key: "a b/ação.txt" });
  const put = await fetch(putUrl, { method: "PUT", body: "Hello World" });
  const getUrl = await getSignedUrl(client, new GetObjectCommand({ Bucket: "signed", Key: "a b/ação.txt" }));
  const get = await fetch(getUrl);
  const { pathname, searchParams } = new URL(getUrl);
  return {
    status: [put.status, get.status],
    text: await get.text(),
    pathname,
    expires: [new URL(putUrl).searchParams.get("X-Amz-Expires"), searchParams.get("X-Amz-Expires")],
    algorithm: searchParams.get("X-Amz-Algorithm"),
  };
}
