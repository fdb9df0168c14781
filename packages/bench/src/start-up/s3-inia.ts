import { getObject, S3Client } from "@inia/client-s3";
import { credentials, region } from "../settings.js";
import { tellResourceUse } from "./resource-use.js";

const httpHandler = { send: async () => ({ status: 200, headers: {}, body: new Uint8Array(8) }) };
const s3 = new S3Client({ region, credentials, httpHandler });
await getObject(s3, { Bucket: "my-bucket", Key: "my-key" });
tellResourceUse();
