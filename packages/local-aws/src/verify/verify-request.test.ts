import { describe, expect, test } from "vitest";
import { AuthFailure, type AuthFailureReason } from "./auth-failure.js";
import type { HeaderLine, SignedRequest } from "./signed-request.js";
import { type VerifyOptions, verifyRequest } from "./verify-request.js";

// S3 API Reference, "Signature Calculations for the Authorization Header" and "… Using Query Parameters": the requests
// and the signatures are AWS's own.
const options: VerifyOptions = {
  credentials: [{ accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY" }],
  service: "s3",
  region: "us-east-1",
  clock: () => Date.UTC(2013, 4, 24),
};
const emptyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

function documented(
  method: string,
  target: string,
  headers: Readonly<Record<string, string>>,
  signature: string,
): SignedRequest {
  const lines = Object.entries({
    Host: "examplebucket.s3.amazonaws.com",
    "x-amz-content-sha256": emptyHash,
    "x-amz-date": "20130524T000000Z",
    ...headers,
  });
  const signedHeaders = lines
    .map(([name]) => name.toLowerCase())
    .sort()
    .join(";");
  const authorization = `AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,SignedHeaders=${signedHeaders},Signature=${signature}`;
  return { method, target, headers: [...lines, ["Authorization", authorization]] };
}

const getObject = documented(
  "GET",
  "/test.txt",
  { Range: "bytes=0-9" },
  "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
);
const presigned: SignedRequest = {
  method: "GET",
  target:
    "/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404",
  headers: [["Host", "examplebucket.s3.amazonaws.com"]],
};

describe("AWS's documented S3 requests verify", () => {
  test.each([
    ["an object with a Range", getObject],
    [
      "a bucket's lifecycle",
      documented("GET", "/?lifecycle", {}, "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543"),
    ],
    [
      "a list",
      documented(
        "GET",
        "/?max-keys=2&prefix=J",
        {},
        "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7",
      ),
    ],
    ["a presigned URL", presigned],
  ])("%s", (_, request) => {
    expect(verifyRequest(request, options).credential.accessKeyId).toBe("AKIAIOSFODNN7EXAMPLE");
  });

  test("a PUT whose path holds an escaped dollar sign", () => {
    const hash = "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072";
    const headers: HeaderLine[] = [
      ["Host", "examplebucket.s3.amazonaws.com"],
      ["Date", "Fri, 24 May 2013 00:00:00 GMT"],
      ["x-amz-date", "20130524T000000Z"],
      ["x-amz-storage-class", "REDUCED_REDUNDANCY"],
      ["x-amz-content-sha256", hash],
      [
        "Authorization",
        "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,SignedHeaders=date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class,Signature=98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd",
      ],
    ];
    const verified = verifyRequest({ method: "PUT", target: "/test%24file.text", headers }, options);
    expect(verified.payload).toEqual({ kind: "hashed", hash });
  });
});

describe("one change and the request is refused", () => {
  test.each<[string, SignedRequest, AuthFailureReason["kind"]]>([
    ["method", { ...getObject, method: "PUT" }, "signature-mismatch"],
    ["path", { ...getObject, target: "/tesu.txt" }, "signature-mismatch"],
    ["a query parameter more", { ...getObject, target: "/test.txt?a" }, "signature-mismatch"],
    ["a signed header", withHeader(getObject, "Range", "bytes=0-8"), "signature-mismatch"],
    ["host", withHeader(getObject, "Host", "examplebucket.s3.amazonaws.co"), "signature-mismatch"],
    ["payload hash", withHeader(getObject, "x-amz-content-sha256", emptyHash.replace(/5$/, "4")), "signature-mismatch"],
    ["date within the skew", withHeader(getObject, "x-amz-date", "20130524T000001Z"), "signature-mismatch"],
    ["day", withHeader(getObject, "x-amz-date", "20130523T235959Z"), "wrong-scope"],
    ["an x-amz-* header more", withHeader(getObject, "x-amz-acl", "private"), "headers-not-signed"],
    ["a token that nobody issued", withHeader(getObject, "x-amz-security-token", "t"), "headers-not-signed"],
    ["signature", editAuthorization(getObject, "bdb41", "bdb40"), "signature-mismatch"],
    ["region", editAuthorization(getObject, "us-east-1", "us-east-2"), "wrong-scope"],
    ["service", editAuthorization(getObject, "/s3/", "/sqs/"), "wrong-scope"],
    ["terminator", editAuthorization(getObject, "aws4_request", "aws4_requesu"), "wrong-scope"],
    ["key id", editAuthorization(getObject, "AKIAIOSF", "AKIAIOSG"), "unknown-key"],
    ["algorithm", editAuthorization(getObject, "AWS4-HMAC-SHA256", "AWS4-HMAC-SHA1"), "unsupported-algorithm"],
    ["no host among the signed headers", editAuthorization(getObject, "host;", ""), "host-not-signed"],
    ["no signature", editAuthorization(getObject, ",Signature=", ",Other="), "incomplete"],
    ["no date", { ...getObject, headers: getObject.headers.filter(([name]) => name !== "x-amz-date") }, "incomplete"],
    ["a date in another form", withHeader(getObject, "x-amz-date", "2013-05-24T00:00:00Z"), "malformed-date"],
    ["no Authorization", { ...getObject, headers: getObject.headers.slice(0, -1) }, "missing"],
    ["both forms", { ...presigned, headers: getObject.headers }, "two-mechanisms"],
    ["presigned path", { ...presigned, target: presigned.target.replace("test", "tess") }, "signature-mismatch"],
    ["presigned query", { ...presigned, target: `${presigned.target}&versionId=1` }, "signature-mismatch"],
    ["presigned expiry", { ...presigned, target: presigned.target.replace("86400", "86401") }, "signature-mismatch"],
    [
      "expiry beyond a week",
      { ...presigned, target: presigned.target.replace("86400", "604801") },
      "malformed-expires",
    ],
    ["no expiry", { ...presigned, target: presigned.target.replace("X-Amz-Expires=86400&", "") }, "incomplete"],
    ["a header beside a presigned URL", withHeader(presigned, "x-amz-acl", "private"), "headers-not-signed"],
  ])("%s", (_, request, kind) => {
    expect(failureOf(request, options)).toBe(kind);
  });
});

describe("time", () => {
  const at = (ms: number): VerifyOptions => ({ ...options, clock: () => Date.UTC(2013, 4, 24) + ms });

  test("a header signature holds for 15 minutes both ways", () => {
    expect(failureOf(getObject, at(900_000))).toBeUndefined();
    expect(failureOf(getObject, at(-900_000))).toBeUndefined();
    expect(failureOf(getObject, at(900_001))).toBe("skewed");
    expect(failureOf(getObject, at(-900_001))).toBe("skewed");
  });

  test("the allowed skew can be set", () => {
    expect(failureOf(getObject, { ...at(2000), maxSkewMs: 1000 })).toBe("skewed");
  });

  test("a presigned URL holds until it expires, and not before its date", () => {
    expect(failureOf(presigned, at(86_400_000))).toBeUndefined();
    expect(failureOf(presigned, at(86_400_001))).toBe("presign-expired");
    expect(failureOf(presigned, at(-900_001))).toBe("presign-not-yet-valid");
  });

  test("credentials that have expired are refused, with a right signature only", () => {
    const [credential] = options.credentials as readonly { accessKeyId: string; secretAccessKey: string }[];
    const expired = { ...options, credentials: [{ ...credential!, expiresAt: Date.UTC(2013, 4, 24) }] };
    expect(failureOf(getObject, expired)).toBe("expired-token");
    expect(failureOf({ ...getObject, target: "/other" }, expired)).toBe("signature-mismatch");
  });
});

test("S3 demands the payload hash in a header", () => {
  const headers = getObject.headers.filter(([name]) => name !== "x-amz-content-sha256");
  expect(failureOf({ ...getObject, headers }, options)).toBe("payload-hash-missing");
});

test("a mismatch tells the canonical request and the string to sign", () => {
  const reason = reasonOf({ ...getObject, target: "/tesu.txt" }, options);
  expect(reason).toMatchObject({
    canonicalRequest: `GET\n/tesu.txt\n\nhost:examplebucket.s3.amazonaws.com\nrange:bytes=0-9\nx-amz-content-sha256:${emptyHash}\nx-amz-date:20130524T000000Z\n\nhost;range;x-amz-content-sha256;x-amz-date\n${emptyHash}`,
    signature: "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
  });
});

function withHeader(request: SignedRequest, name: string, value: string): SignedRequest {
  const others = request.headers.filter(([key]) => key.toLowerCase() !== name.toLowerCase());
  return { ...request, headers: [...others, [name, value]] };
}

function editAuthorization(request: SignedRequest, from: string, to: string): SignedRequest {
  const value = request.headers.find(([name]) => name === "Authorization")?.[1] ?? "";
  expect(value).toContain(from);
  return withHeader(request, "Authorization", value.replace(from, to));
}

function reasonOf(request: SignedRequest, verifyOptions: VerifyOptions): AuthFailureReason | undefined {
  try {
    verifyRequest(request, verifyOptions);
    return undefined;
  } catch (error) {
    expect(error).toBeInstanceOf(AuthFailure);
    return (error as AuthFailure).reason;
  }
}

function failureOf(request: SignedRequest, verifyOptions: VerifyOptions): AuthFailureReason["kind"] | undefined {
  return reasonOf(request, verifyOptions)?.kind;
}
