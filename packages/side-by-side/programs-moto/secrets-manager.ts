import {
  CreateSecretCommand,
  GetSecretValueCommand,
  ListSecretsCommand,
  PutSecretValueCommand,
  ResourceExistsException,
  ResourceNotFoundException,
  SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";

export const getSecretValue = async (secretName = "SECRET_NAME") => {
  const client = new SecretsManagerClient();
  const response = await client.send(new GetSecretValueCommand({ SecretId: secretName }));
  if (response.SecretString) return response.SecretString;
  return response.SecretBinary;
};

/** A secret as text, then as bytes. */
export async function main() {
  const client = new SecretsManagerClient({});
  const created = await client.send(new CreateSecretCommand({ Name: "SECRET_NAME", SecretString: '{"a":"ação"}' }));
  const text = await getSecretValue();
  await client.send(new PutSecretValueCommand({ SecretId: "SECRET_NAME", SecretBinary: Buffer.from([1, 2, 255]) }));
  const bytes = await getSecretValue();
  const { SecretList = [] } = await client.send(new ListSecretsCommand({ MaxResults: 5 }));
  const caught: unknown[] = [];
  for (const attempt of [
    () => getSecretValue("missing"),
    () => client.send(new CreateSecretCommand({ Name: "SECRET_NAME", SecretString: "x" })),
  ]) {
    try {
      await attempt();
    } catch (error) {
      caught.push([
        error instanceof ResourceNotFoundException,
        error instanceof ResourceExistsException,
        (error as Error).name,
        (error as Error).message,
      ]);
    }
  }
  return {
    name: created.Name,
    text,
    bytes: Buffer.from(bytes as Uint8Array).toString("hex"),
    names: SecretList.map(({ Name }) => Name),
    caught,
  };
}

/** A secret that is not there. */
export async function fail() {
  await getSecretValue("missing");
}
