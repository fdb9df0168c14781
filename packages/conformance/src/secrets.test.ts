import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const cli = fileURLToPath(new URL("../dist/random-inputs/secrets-cli.js", import.meta.url));

/** Gives what was printed; leaks make it reject, and what they are is in the message. */
async function run(...given: readonly string[]): Promise<string> {
  try {
    return (await promisify(execFile)(process.execPath, [cli, ...given], { maxBuffer: 1 << 28 })).stdout;
  } catch (error) {
    const { stdout, stderr } = error as { readonly stdout: string; readonly stderr: string };
    throw new Error(`${stdout}${stderr}`, { cause: error });
  }
}

const { SECRETS_SERVICES: services, RANDOM_SEED: seed = "20260102" } = process.env;

/** A service of each protocol, and those whose models are odd: sensitive messages, documents, labels, map keys. */
const sample =
  "s3,sts,kms,secretsmanager,dynamodb,cognito-idp,ec2,rds,iam,account,mwaa,location,iot,bedrock,ds-data,appfabric";

/**
 * Calls fail in every way with markers in the place of what is sensitive. `SECRETS_SERVICES` names other services than
 * the sample, `all` means every one; `RANDOM_SEED` leads to other inputs.
 */
test("no error and no line of a log shows what models call sensitive", async () => {
  if (services !== "all") {
    expect(await run("--seed", seed, "--services", services ?? sample)).toMatch(/^\d+ calls, 0 leaks\n$/);
    return;
  }
  const shares = ["0/2", "1/2"].map((share) => run("--share", share, "--seed", seed));
  const counts = (await Promise.all(shares)).map((output) => Number(/^(\d+) calls, 0 leaks\n$/.exec(output)?.[1]));
  expect(counts[0]! + counts[1]!).toBeGreaterThanOrEqual(27_000);
}, 3_600_000);
