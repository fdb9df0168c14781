import { createHash } from "node:crypto";
import { ec2Page } from "../pages/ec2-page.js";
import { s3Page } from "../pages/s3-page.js";

/** What the service would answer. */
export interface CannedResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export type CaseName =
  | "s3GetObject"
  | "s3PutObject"
  | "s3ListObjects"
  | "dynamodbGetItem"
  | "dynamodbQuery"
  | "sqsSendMessage"
  | "stsGetCallerIdentity"
  | "ec2DescribeInstances";

/** The body that is put and got: 1 KiB. */
export const objectBytes: Uint8Array = new Uint8Array(1024).fill(97);

/** The text that is sent to the queue. */
export const messageBody = '{"order":4711,"customer":"c-1234567890","total":"129.90","currency":"EUR"}';

/** Makes the response of a case; its page, if it has one, is made once. */
export function cannedResponse(name: CaseName): CannedResponse {
  const { headers, body } = responses[name]();
  return {
    status: 200,
    headers: { ...headers, date: "Fri, 02 Jan 2026 03:04:05 GMT", "content-length": String(body.length) },
    body,
  };
}

const requestId = "4442587FB7D0A2F9";
const xmlHeaders = { "content-type": "application/xml", "x-amzn-requestid": requestId };
const jsonHeaders = { "content-type": "application/x-amz-json-1.0", "x-amzn-requestid": requestId };
const s3Headers = { "x-amz-request-id": requestId, "x-amz-id-2": "dGVzdC1ob3N0LWlk", server: "AmazonS3" };

const responses: Readonly<Record<CaseName, () => Pick<CannedResponse, "headers" | "body">>> = {
  s3GetObject: () => ({
    headers: {
      ...s3Headers,
      "content-type": "application/octet-stream",
      etag: '"d41d8cd98f00b204e9800998ecf8427e"',
      "last-modified": "Fri, 02 Jan 2026 03:04:05 GMT",
      "accept-ranges": "bytes",
      "x-amz-server-side-encryption": "AES256",
    },
    body: objectBytes,
  }),
  s3PutObject: () => ({
    headers: { ...s3Headers, etag: '"d41d8cd98f00b204e9800998ecf8427e"', "x-amz-server-side-encryption": "AES256" },
    body: new Uint8Array(0),
  }),
  s3ListObjects: () => ({ headers: { ...s3Headers, "content-type": "application/xml" }, body: utf8(s3Page(1000)) }),
  dynamodbGetItem: () => ({ headers: jsonHeaders, body: utf8(JSON.stringify({ Item: item(1) })) }),
  dynamodbQuery: () => {
    const Items = Array.from({ length: 100 }, (_, index) => item(index));
    return { headers: jsonHeaders, body: utf8(JSON.stringify({ Count: 100, ScannedCount: 100, Items })) };
  },
  sqsSendMessage: () => ({
    headers: jsonHeaders,
    body: utf8(
      JSON.stringify({
        MessageId: "219f8380-5770-4cc2-8c3e-5c715e145f5e",
        MD5OfMessageBody: createHash("md5").update(messageBody).digest("hex"),
      }),
    ),
  }),
  stsGetCallerIdentity: () => ({
    headers: { ...xmlHeaders, "content-type": "text/xml" },
    body: utf8(
      '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">\n  <GetCallerIdentityResult>\n' +
        "    <Arn>arn:aws:iam::123456789012:user/Alice</Arn>\n    <UserId>AIDACKCEVSQ6C2EXAMPLE</UserId>\n" +
        "    <Account>123456789012</Account>\n  </GetCallerIdentityResult>\n  <ResponseMetadata>\n" +
        `    <RequestId>${requestId}</RequestId>\n  </ResponseMetadata>\n</GetCallerIdentityResponse>\n`,
    ),
  }),
  ec2DescribeInstances: () => ({ headers: xmlHeaders, body: utf8(ec2Page(200)) }),
};

/** An item of ten attributes, as an application would keep it. */
function item(index: number): object {
  return {
    id: { S: `order-${index}` },
    customer: { S: "c-1234567890" },
    created: { S: "2026-01-02T03:04:05.000Z" },
    total: { N: "129.90" },
    quantity: { N: String(index) },
    paid: { BOOL: true },
    note: { NULL: true },
    tags: { SS: ["new", "express", "gift"] },
    address: { M: { street: { S: "Rua das Flores 1" }, city: { S: "Manaus" }, zip: { S: "69000-000" } } },
    lines: {
      L: [{ M: { sku: { S: "sku-1" }, count: { N: "2" } } }, { M: { sku: { S: "sku-2" }, count: { N: "1" } } }],
    },
  };
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
