import { createHash } from "node:crypto";
import {
  canonicalRequest,
  type Signer,
  s3Sigv2,
  s3Sigv2Query,
  s3Sigv4,
  s3Sigv4a,
  s3Sigv4aQuery,
  s3Sigv4Query,
  sigv2,
  sigv3,
  sigv4,
  sigv4a,
  sigv4aQuery,
  sigv4Query,
} from "@inia/core/auth";
import type { HttpRequest } from "@inia/core/http";
import { requestOf, type SigningRow } from "./random-request.js";

/** A signed request, as it is compared. */
export interface Signed {
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** In base64. */
  readonly body: string | null;
}

/** Signs a row with our signer of that name, and writes down what was signed (SigV4 and SigV4a). */
export async function signRow(row: SigningRow): Promise<{ readonly signed: Signed; readonly canonical: string }> {
  const request = requestOf(row);
  const { authPath, context, credentials, expiresIn, region, service, time } = row;
  await signerByName.get(row.signer)!.sign(request, credentials, {
    ...context,
    ...(authPath !== undefined && { authPath }),
    region,
    signingName: service,
    time,
    expiresIn,
  });
  const lowerCase = Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  const body = request.body as Uint8Array | undefined;
  const signed = {
    url: request.url,
    headers: Object.fromEntries(lowerCase),
    body: body?.length ? Buffer.from(body).toString("base64") : null,
  };
  return { signed, canonical: canonicalOf(row, signed, body) };
}

function canonicalOf({ context, method, signer }: SigningRow, { headers, url }: Signed, body?: Uint8Array): string {
  const { authorization: _, ...others } = headers;
  const isQuery = signer.endsWith("-query");
  const isS3 = signer.startsWith("s3");
  const bodyHash = createHash("sha256")
    .update(body ?? "")
    .digest("hex");
  const undeclared = isQuery && isS3 ? "UNSIGNED-PAYLOAD" : context.trailer ? unsignedTrailer : bodyHash;
  const request: HttpRequest = {
    method,
    url: url.replace(/&X-Amz-Signature=[0-9a-f]+$/, ""),
    headers: isQuery ? headers : others,
  };
  return canonicalRequest(request, headers["x-amz-content-sha256"] ?? undeclared, !isS3).text;
}

const unsignedTrailer = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";

const signerByName: ReadonlyMap<string, Signer> = new Map(
  [
    s3Sigv2,
    s3Sigv2Query,
    s3Sigv4,
    s3Sigv4a,
    s3Sigv4aQuery,
    s3Sigv4Query,
    sigv2,
    sigv3,
    sigv4,
    sigv4a,
    sigv4aQuery,
    sigv4Query,
  ].map((signer) => [signer.name, signer]),
);
