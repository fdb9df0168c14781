import { expect, inject, test, vi } from "vitest";
import { migratePrograms } from "../../side-by-side/src/prepare.js";
import { type Outcome, runProgram } from "../../side-by-side/src/run.js";

vi.setConfig({ testTimeout: 120_000 });

for (const { name, awsSdk, inia } of migratePrograms("programs-moto")) {
  test(`a program written for aws-sdk v3 gives the same on Inia: ${name}`, async () => {
    expect(await onEmptyMoto(inia)).toEqual(await onEmptyMoto(awsSdk));
  });
}

async function onEmptyMoto(path: string): Promise<Outcome> {
  const endpoint = inject("moto");
  await fetch(`${endpoint}/moto-api/reset`, { method: "POST" });
  await fetch(`${endpoint}/moto-api/config`, {
    method: "POST",
    body: JSON.stringify({ lambda: { use_docker: false } }),
  });
  // Functions need a role that is there. moto goes by the scope alone.
  await fetch(endpoint, {
    method: "POST",
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      authorization:
        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260101/us-east-1/iam/aws4_request, SignedHeaders=host, Signature=0",
    },
    body: "Action=CreateRole&Version=2010-05-08&RoleName=lambda&AssumeRolePolicyDocument=%7B%7D",
  });
  return runProgram(path, {
    AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
    AWS_SECRET_ACCESS_KEY: "secret",
    AWS_ENDPOINT_URL: endpoint,
  });
}
