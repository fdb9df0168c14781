import { Readable } from "node:stream";
import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { credentials, region } from "../settings.js";
import { tellResourceUse } from "./resource-use.js";

const requestHandler = {
  handle: async () => ({ response: { statusCode: 200, headers: {}, body: Readable.from([new Uint8Array(8)]) } }),
};
const s3 = new S3Client({ region, credentials, requestHandler });
await s3.send(new GetObjectCommand({ Bucket: "my-bucket", Key: "my-key" }));
tellResourceUse();
