import { createHash, createHmac } from "node:crypto";
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { getSignedUrl, S3RequestPresigner } from "@aws-sdk/s3-request-presigner";

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
    ...(await presignRequests(client)),
  };
}

/** Requests that no command stands for. */
async function presignRequests({ config }: S3Client) {
  const options = { region: config.region, credentials: config.credentials, sha256: Sha256 };
  const presigner = new S3RequestPresigner(options);
  const { hostname, port } = new URL(process.env.AWS_ENDPOINT_URL_S3 ?? "");
  const request = {
    method: "GET",
    protocol: "http:",
    hostname,
    port: Number(port),
    path: "/signed/a%20b/a%C3%A7%C3%A3o.txt",
    query: { "response-content-type": "text/x" },
    headers: {},
  };
  const { path, query, headers } = await presigner.presign(request);
  const url = new URL(path, `http://${hostname}:${port}`);
  for (const [name, value] of Object.entries(query ?? {})) url.searchParams.append(name, String(value));
  const answer = await fetch(url);
  const offline = await presigner.presignWithCredentials(
    {
      ...request,
      hostname: "signed.s3.eu-west-1.amazonaws.com",
      port: undefined,
      method: "PUT",
      query: {},
      headers: {
        "x-amz-meta-kind": "film",
        "x-amz-acl": "private",
        "Content-Type": "text/plain",
        "If-Match": "x",
        Referer: "me",
        "x-amz-server-side-encryption": "AES256",
        "x-amz-date": "20200101T000000Z",
      },
    },
    { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret", sessionToken: "to/ken" },
    {
      signingDate: new Date("2026-01-02T03:04:05Z"),
      signingRegion: "eu-west-1",
      expiresIn: 60,
      unhoistableHeaders: new Set(["x-amz-acl"]),
    },
  );
  return {
    names: Object.keys(query ?? {}).sort(),
    host: headers.host?.replace(/:\d+/, ""),
    type: [answer.status, answer.headers.get("content-type"), await answer.text()],
    offline: { ...offline },
  };
}

class Sha256 {
  readonly #hash: { update(data: string | Uint8Array): unknown; digest(): Uint8Array };

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash =
      secret === undefined
        ? createHash("sha256")
        : createHmac("sha256", typeof secret === "string" ? secret : Buffer.from(secret as Uint8Array));
  }

  update(data: string | ArrayBuffer | ArrayBufferView): void {
    this.#hash.update(typeof data === "string" ? data : new Uint8Array(data as Uint8Array));
  }

  async digest(): Promise<Uint8Array> {
    return new Uint8Array(this.#hash.digest());
  }

  reset(): void {}
}
