import { createECDH, createHash, createHmac, createPublicKey, ECDH, verify } from "node:crypto";
import type { SentRequest } from "./exchange.js";

/**
 * Whether a request's SigV4a signature, in its header or in its URL, verifies with the key that is derived from the
 * credentials of the vectors. Written from the specification, without the signer that is being judged.
 */
export function verifySigv4a(sent: SentRequest): boolean {
  const url = new URL(sent.url);
  const header = Object.entries(sent.headers).find(([name]) => name.toLowerCase() === "authorization")?.[1];
  const signed = header?.includes("Signature=") ? fromHeader(header) : fromQuery(url.search);
  const headers = new Map(
    Object.entries(sent.headers).map(([name, value]) => [name.toLowerCase(), value.trim().replace(/\s+/g, " ")]),
  );
  headers.set("host", url.host);
  const hash =
    headers.get("x-amz-content-sha256") ?? (signed.isQuery ? presignedHash(signed.scope) : sha256(sent.body));
  const isS3 = /\/s3[^/]*\//.test(signed.scope);
  const path = sent.url.replace(/^https?:\/\/[^/?]*/, "").split("?")[0] || "/";
  const canonical = [
    sent.method,
    isS3 ? path : encodePath(path),
    canonicalQuery(sent.url.split("?")[1] ?? ""),
    ...signed.names.map((name) => `${name}:${headers.get(name) ?? ""}`),
    "",
    signed.names.join(";"),
    hash,
  ].join("\n");
  const date = signed.date ?? headers.get("x-amz-date") ?? "";
  const text = ["AWS4-ECDSA-P256-SHA256", date, signed.scope, sha256(Buffer.from(canonical))].join("\n");
  return verify("sha256", Buffer.from(text), publicKey(), Buffer.from(signed.signature, "hex"));
}

interface Signed {
  readonly scope: string;
  readonly names: readonly string[];
  readonly signature: string;
  readonly date?: string | undefined;
  readonly isQuery: boolean;
}

function fromHeader(header: string): Signed {
  const field = (name: string): string => new RegExp(`${name}=([^,]+)`).exec(header)?.[1] ?? "";
  return {
    scope: field("Credential").replace(/^[^/]*\//, ""),
    names: field("SignedHeaders").split(";"),
    signature: field("Signature"),
    isQuery: false,
  };
}

function fromQuery(search: string): Signed {
  const query = new URLSearchParams(search);
  return {
    scope: (query.get("X-Amz-Credential") ?? "").replace(/^[^/]*\//, ""),
    names: (query.get("X-Amz-SignedHeaders") ?? "").split(";"),
    signature: query.get("X-Amz-Signature") ?? "",
    date: query.get("X-Amz-Date") ?? "",
    isQuery: true,
  };
}

function presignedHash(scope: string): string {
  return /\/s3[^/]*\//.test(scope) ? "UNSIGNED-PAYLOAD" : sha256(Buffer.alloc(0));
}

function canonicalQuery(query: string): string {
  const pairs = query.split("&").filter((pair) => pair !== "" && !pair.startsWith("X-Amz-Signature="));
  return pairs
    .map((pair) => (pair.includes("=") ? pair : `${pair}=`))
    .map((pair) => [pair.slice(0, pair.indexOf("=")), pair] as const)
    .sort(([nameA, a], [nameB, b]) => (nameA < nameB ? -1 : nameA > nameB ? 1 : a < b ? -1 : a > b ? 1 : 0))
    .map(([, pair]) => pair)
    .join("&");
}

function encodePath(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/");
}

/** The key of AWS's derivation: counters until the number is in range, plus one. */
function publicKey() {
  const secret = `AWS4A${secretAccessKey}`;
  for (let counter = 1; ; counter++) {
    const input = Buffer.concat([
      Buffer.from([0, 0, 0, 1]),
      Buffer.from("AWS4-ECDSA-P256-SHA256"),
      Buffer.from([0]),
      Buffer.from(accessKeyId),
      Buffer.from([counter]),
      Buffer.from([0, 0, 1, 0]),
    ]);
    const candidate = BigInt(`0x${createHmac("sha256", secret).update(input).digest("hex")}`);
    if (candidate > curveOrder - 2n) continue;
    const curve = createECDH("prime256v1");
    curve.setPrivateKey(Buffer.from((candidate + 1n).toString(16).padStart(64, "0"), "hex"));
    const point = ECDH.convertKey(curve.getPublicKey(), "prime256v1") as Buffer;
    const [x, y] = [point.subarray(1, 33), point.subarray(33)];
    const key = { kty: "EC", crv: "P-256", x: x.toString("base64url"), y: y.toString("base64url") };
    return createPublicKey({ key, format: "jwk" });
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

const accessKeyId = "AKIDEXAMPLE";
const secretAccessKey = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
const curveOrder = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
