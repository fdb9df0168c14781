import { createHash } from "node:crypto";
import { S3 } from "@inia/client-s3";
import type { ClientConfig } from "@inia/core";
import type { HttpRequest } from "@inia/core/http";
import { beforeAll, describe, expect, test } from "vitest";
import { config, withBucket } from "./radosgw.js";
import { Recorder } from "./recorder.js";

const Bucket = "tampering";
const body = "the body";
/** What a signature must not survive, done to a request on its way. */
type Change = (request: HttpRequest) => HttpRequest;

beforeAll(async () => {
  const s3 = await withBucket(Bucket);
  await s3.putObject({ Bucket, Key: "key", Body: body, Metadata: { a: "b" } });
  await s3.putObject({ Bucket, Key: "kex", Body: "other" });
});

describe.each<{ name: string; overrides: ClientConfig; changes: Readonly<Record<string, Change>> }>([
  {
    name: "SigV4",
    overrides: {},
    changes: {
      "the path": inUrl("/key", "/kex"),
      "the path's case": inUrl("/key", "/Key"),
      "a parameter": ({ url, ...rest }) => ({ ...rest, url: `${url}?acl` }),
      "a header of the object": inHeader("x-amz-meta-a", /b/, "c"),
      "a header of the object, left out": inHeader("x-amz-meta-a", /.*/, undefined),
      "the media type": inHeader("Content-Type", /plain/, "html"),
      "the body": (request) => ({ ...request, body: Buffer.from("The body") }),
      "the hash of the body": inHeader("X-Amz-Content-SHA256", /^./, flipHex),
      "the hash, given up": inHeader("X-Amz-Content-SHA256", /.*/, "UNSIGNED-PAYLOAD"),
      "the date": inHeader("X-Amz-Date", /\d(?=Z$)/, (digit) => String((Number(digit) + 1) % 10)),
      "the access key": inHeader("Authorization", /AKIDOWNER/, "AKIDSTRANGER"),
      "the region": inHeader("Authorization", /us-east-1/, "us-east-2"),
      "the service": inHeader("Authorization", /\/s3\//, "/s4/"),
      "the names of signed headers": inHeader("Authorization", /x-amz-meta-a;?/, ""),
      "the signature": inHeader("Authorization", /.$/, flipHex),
      "the host": (request) => ({ ...request, headers: { ...request.headers, Host: "other.example" } }),
    },
  },
  {
    name: "SigV2",
    overrides: { signatureVersion: "s3" },
    changes: {
      "the path": inUrl("/key", "/kex"),
      "a parameter that is a resource": ({ url, ...rest }) => ({ ...rest, url: `${url}?acl` }),
      "a header of the object": inHeader("x-amz-meta-a", /b/, "c"),
      "a header of the object, added": (request) => ({
        ...request,
        headers: { ...request.headers, "x-amz-acl": "public-read" },
      }),
      "the media type": inHeader("Content-Type", /plain/, "html"),
      "the body": (request) => ({ ...request, body: Buffer.from("The body") }),
      "the sum of the body": inHeader("Content-MD5", /^./, flipBase64),
      "the date": inHeader("Date", /\d(?= GMT$)/, (digit) => String((Number(digit) + 1) % 10)),
      "the access key": inHeader("Authorization", /AKIDOWNER/, "AKIDSTRANGER"),
      "the signature": inHeader("Authorization", /:./, (text) => `:${flipBase64(text.slice(1))}`),
    },
  },
])("$name", ({ overrides, changes }) => {
  test("a request that nobody touched is accepted", async () => {
    expect(await put(overrides, (request) => request)).toBe(200);
  });

  test.each(Object.entries(changes))("a change of %s is refused", async (_what, change) => {
    expect([400, 403]).toContain(await put(overrides, change));
    const { Body, Metadata } = await new S3(config()).getObject({ Bucket, Key: "key" });
    expect([await Body.text(), Metadata]).toEqual([body, { a: "b" }]);
    expect(await (await new S3(config()).getObject({ Bucket, Key: "kex" })).Body.text()).toBe("other");
  });
});

test.each(["s3v4", "s3"])("what was signed with %s as a GET is not taken as a DELETE", async (signatureVersion) => {
  const recorder = new Recorder();
  const s3 = new S3(
    config({
      signatureVersion,
      httpHandler: { send: (request, options) => recorder.send({ ...request, method: "DELETE" }, options) },
    }),
  );
  await expect(s3.getObject({ Bucket, Key: "key" })).rejects.toMatchObject({ code: "SignatureDoesNotMatch" });
  await new S3(config()).headObject({ Bucket, Key: "key" });
});

/** Puts an object, with a change to the request after it was signed; gives the status. */
async function put(overrides: ClientConfig, change: Change): Promise<number | undefined> {
  const recorder = new Recorder();
  const s3 = new S3(
    config({
      ...overrides,
      maxAttempts: 1,
      httpHandler: {
        send: (request, options) => recorder.send(change(request), options),
      },
    }),
  );
  const sent = s3.putObject({
    Bucket,
    Key: "key",
    Body: body,
    ContentType: "text/plain",
    ContentMD5: createHash("md5").update(body).digest("base64"),
    Metadata: { a: "b" },
  });
  return sent.then(
    ({ $metadata }) => $metadata.httpStatusCode,
    (error: { readonly statusCode?: number }) => error.statusCode ?? Promise.reject(error),
  );
}

function inUrl(text: string, other: string): Change {
  return (request) => {
    if (!request.url.includes(text)) throw new Error(`There is no ${text} in ${request.url}.`);
    return { ...request, url: request.url.replace(text, other) };
  };
}

function inHeader(name: string, pattern: RegExp, other: string | ((found: string) => string) | undefined): Change {
  return (request) => {
    const headers = { ...request.headers };
    const own = Object.keys(headers).find((header) => header.toLowerCase() === name.toLowerCase());
    const value = headers[own ?? ""];
    if (own === undefined || value?.match(pattern) == null) throw new Error(`There is no such header ${name}.`);
    if (other === undefined) delete headers[own];
    else headers[own] = value.replace(pattern, other as string);
    return { ...request, headers };
  };
}

function flipHex(digit: string): string {
  return digit === "0" ? "1" : "0";
}

function flipBase64(digit: string): string {
  return digit === "A" ? "B" : "A";
}
