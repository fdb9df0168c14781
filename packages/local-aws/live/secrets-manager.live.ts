import { ResourceNotFoundException, SecretsManager } from "@inia/client-secrets-manager";
import { expect, test } from "vitest";
import { useMoto } from "./live.js";

const live = useMoto();

test("a secret's value, and its next version", async () => {
  const secrets = new SecretsManager(live.config);
  const { ARN, VersionId } = await secrets.createSecret({ Name: "db", SecretString: '{"password":"ç"}' });
  expect(ARN).toMatch(/^arn:aws:secretsmanager:us-east-1:123456789012:secret:db-/);
  // An idempotency token that the client fills in names the version.
  expect(VersionId).toMatch(/^[0-9a-f-]{36}$/);

  const got = await secrets.getSecretValue({ SecretId: "db" });
  expect(got).toMatchObject({ SecretString: '{"password":"ç"}', VersionStages: ["AWSCURRENT"] });
  await secrets.putSecretValue({ SecretId: "db", SecretString: "second" });
  const previous = await secrets.getSecretValue({ SecretId: "db", VersionStage: "AWSPREVIOUS" });
  expect(previous.SecretString).toBe('{"password":"ç"}');
});

test("a secret of bytes", async () => {
  const secrets = new SecretsManager(live.config);
  await secrets.createSecret({ Name: "key", SecretBinary: new Uint8Array([1, 2, 3, 250]) });
  const { SecretBinary, SecretString } = await secrets.getSecretValue({ SecretId: "key" });
  expect(SecretBinary).toEqual(new Uint8Array([1, 2, 3, 250]));
  expect(SecretString).toBeUndefined();
});

test("secrets are listed over pages, and gone once deleted", async () => {
  const secrets = new SecretsManager(live.config);
  for (const Name of ["l1", "l2", "l3"]) await secrets.createSecret({ Name, SecretString: Name });
  const names: (string | undefined)[] = [];
  const filters = { Filters: [{ Key: "name", Values: ["l"] }] };
  for await (const secret of secrets.getPaginator("listSecrets").paginate(filters, { pageSize: 2 }).items()) {
    names.push(secret.Name);
  }
  expect(names.sort()).toEqual(["l1", "l2", "l3"]);
  await secrets.deleteSecret({ SecretId: "l1", ForceDeleteWithoutRecovery: true });
  await expect(secrets.describeSecret({ SecretId: "l1" })).rejects.toBeInstanceOf(ResourceNotFoundException);
});
