// Serves the page, and credentials for it. PORT, BUCKET, ROLE_ARN; S3_ENDPOINT where S3 is not AWS's.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { assumeRole, STSClient } from "@inia/client-sts";
import type { Settings } from "./settings.js";

const { BUCKET: bucket = "", ROLE_ARN: RoleArn = "", PORT = "8080", S3_ENDPOINT } = process.env;
if (bucket === "" || RoleArn === "") {
  console.error("BUCKET and ROLE_ARN must be set.");
  process.exit(2);
}
const sts = new STSClient();
const prefix = "uploads/";

const server = createServer(async (request, response) => {
  try {
    const { pathname } = new URL(request.url ?? "/", "http://page");
    if (pathname === "/settings") {
      response.setHeader("content-type", "application/json").setHeader("cache-control", "no-store");
      response.end(JSON.stringify(await settings()));
      return;
    }
    const file = pathname === "/" ? "index.html" : pathname.slice(1);
    const content = await readFile(new URL(`dist/${file}`, import.meta.url)).catch(() => undefined);
    if (content === undefined || file.includes("..")) {
      response.writeHead(404).end("not here");
      return;
    }
    const type = file.endsWith(".js") ? "text/javascript" : "text/html; charset=utf-8";
    response.writeHead(200, { "content-type": type, "content-security-policy": policy }).end(content);
  } catch (error) {
    console.error(error);
    response.writeHead(500).end("something went wrong; the server's log says what");
  }
});
server.listen(Number(PORT), "127.0.0.1", () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
});

/** A role for 15 minutes, and of it only what the page needs. */
async function settings(): Promise<Settings> {
  const { Credentials } = await assumeRole(sts, {
    RoleArn,
    RoleSessionName: "page",
    DurationSeconds: 900,
    Policy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: ["s3:GetObject", "s3:PutObject"],
          Resource: `arn:aws:s3:::${bucket}/${prefix}*`,
        },
        {
          Effect: "Allow",
          Action: "s3:ListBucket",
          Resource: `arn:aws:s3:::${bucket}`,
          Condition: { StringLike: { "s3:prefix": `${prefix}*` } },
        },
      ],
    }),
  });
  if (Credentials === undefined) throw new Error("STS gave no credentials.");
  return {
    region: sts.meta.regionName,
    bucket,
    prefix,
    endpoint: S3_ENDPOINT ?? null,
    credentials: {
      accessKeyId: Credentials.AccessKeyId,
      secretAccessKey: Credentials.SecretAccessKey,
      sessionToken: Credentials.SessionToken,
      expiration: Credentials.Expiration.toISOString(),
    },
  };
}

/** No inline scripts, no `eval`. */
const policy = "default-src 'none'; script-src 'self'; connect-src *";
