import fc from "fast-check";
import { expect, test } from "vitest";
import { judge } from "./python.js";
import { randomRow, type SigningRow } from "./random-request.js";
import { type Signed, signRow } from "./sign-row.js";

interface Verdict extends Signed {
  readonly canonical: string | null;
  readonly error?: string;
}

const { RANDOM_RUNS: runs = "1", RANDOM_SEED: seed = "20260102" } = process.env;
const perSigner = 125 * Number(runs);

test.each(["v4", "s3v4", "v4-query", "s3v4-query", "s3", "s3-query", "v2", "v3"])(
  `${perSigner} random requests are signed with %s as botocore signs them (seed ${seed})`,
  async (signer) => {
    const rows = fc.sample(randomRow(signer), { numRuns: perSigner, seed: Number(seed) });
    const verdicts = await judge<SigningRow, Verdict>("sign.py", rows);
    expect(verdicts.length).toBe(perSigner);
    for (const [index, row] of rows.entries()) {
      const { canonical, error, headers, ...theirs } = verdicts[index]!;
      expect({ row, error }).toEqual({ row, error: undefined });
      const ours = await signRow(row);
      // The canonical request first: it tells which part of the request is at fault.
      if (signer.includes("v4")) expect({ row, canonical: ours.canonical }).toEqual({ row, canonical });
      // botocore leaves headers behind that the URL holds, and one with the seconds of Expires: none is to be sent.
      const theirHeaders = signer === "s3-query" ? withoutThoseOfUrl(headers) : headers;
      expect({ row, ...ours.signed }).toEqual({ row, ...theirs, headers: theirHeaders });
    }
  },
  600_000,
);

function withoutThoseOfUrl(headers: Signed["headers"]): Signed["headers"] {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !/^(date|x-amz-.*)$/.test(name)));
}
