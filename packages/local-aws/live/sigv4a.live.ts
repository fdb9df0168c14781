import { createHash, createVerify } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { awscrtUnavailable, judge } from "./python.js";
import { randomRow, type SigningRow } from "./random-request.js";
import { type Signed, signRow } from "./sign-row.js";

interface Verdict extends Signed {
  readonly canonical: string;
  readonly error?: string;
}

interface Question {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly stringToSign: string;
  /** In hexadecimal digits: ours, awscrt's. */
  readonly signatures: readonly string[];
}

interface Answer {
  readonly publicKey: string;
  readonly verified: readonly boolean[];
}

const { CI, RANDOM_RUNS: runs = "1", RANDOM_SEED: seed = "20260102" } = process.env;
const perSigner = 50 * Number(runs);
const missing = awscrtUnavailable();
if (missing !== undefined) console.log(`skipped: ${missing}`);

/**
 * SigV4a's signatures are random, so two of them cannot be compared. All else of the requests is; and both signatures
 * must verify over the canonical request that awscrt logs, with the key that a third implementation derives.
 */
test.skipIf(missing !== undefined && CI !== "true").each(["v4a", "s3v4a", "v4a-query", "s3v4a-query"])(
  `${perSigner} random requests are signed with %s as awscrt signs them (seed ${seed})`,
  async (signer) => {
    expect(missing).toBeUndefined();
    const rows = fc.sample(randomRow(signer), { numRuns: perSigner, seed: Number(seed) });
    const verdicts = await judge<SigningRow, Verdict>("sign.py", rows);
    const questions: Question[] = [];
    for (const [index, row] of rows.entries()) {
      const { error, ...theirs } = verdicts[index]!;
      expect({ row, error }).toEqual({ row, error: undefined });
      const { signed } = await signRow(row);
      expect({ row, ...withoutSignature(signed) }).toEqual({ row, ...withoutSignature(theirs) });
      questions.push({
        accessKeyId: row.credentials.accessKeyId,
        secretAccessKey: row.credentials.secretAccessKey,
        stringToSign: stringToSign(row, theirs.canonical),
        signatures: [signatureOf(signed), signatureOf(theirs)],
      });
    }
    const answers = await judge<Question, Answer>("verify_sigv4a.py", questions);
    for (const [index, { publicKey, verified }] of answers.entries()) {
      const { signatures, stringToSign } = questions[index]!;
      const byNode = signatures.map((signature) =>
        createVerify("sha256").update(stringToSign).verify(publicKey, signature, "hex"),
      );
      expect({ row: rows[index], stringToSign, verified, byNode }).toMatchObject({
        verified: [true, true],
        byNode: [true, true],
      });
    }
    expect(answers.length).toBe(perSigner);
  },
  600_000,
);

function stringToSign({ service, time }: SigningRow, canonicalRequest: string): string {
  const date = `${new Date(time).toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;
  const hash = createHash("sha256").update(canonicalRequest).digest("hex");
  return `AWS4-ECDSA-P256-SHA256\n${date}\n${date.slice(0, 8)}/${service}/aws4_request\n${hash}`;
}

function signatureOf({ headers, url }: Signed): string {
  return signature.exec(headers["authorization"] ?? "")?.[1] ?? signature.exec(url)?.[1] ?? "";
}

function withoutSignature({ body, headers, url }: Signed): Signed {
  // awscrt trims values as it takes them, and leaves Host in the request: on the wire both are the same.
  const { authorization, host: _, ...others } = headers;
  const head = authorization === undefined ? {} : { authorization: authorization.replace(signature, "") };
  const trimmed = Object.entries(others).map(([name, value]) => [name, value.replace(/^[ \t]+|[ \t]+$/g, "")] as const);
  return { body, headers: { ...Object.fromEntries(trimmed), ...head }, url: url.replace(signature, "") };
}

const signature = /Signature=([0-9a-f]+)$/;
