import {
  GetParameterCommand,
  GetParametersByPathCommand,
  ParameterNotFound,
  ParameterType,
  PutParameterCommand,
  paginateGetParametersByPath,
  SSM,
  SSMClient,
} from "@aws-sdk/client-ssm";

const client = new SSMClient({ maxAttempts: 3, retryMode: "standard" });

/** Parameters by name and by path. */
export async function main() {
  const put = await client.send(
    new PutParameterCommand({ Name: "/app/url", Value: "https://example.com", Type: ParameterType.STRING }),
  );
  for (const n of [1, 2, 3]) {
    await client.send(
      new PutParameterCommand({ Name: `/app/list/${n}`, Value: String(n), Type: "SecureString", Overwrite: true }),
    );
  }
  const { Parameter } = await client.send(new GetParameterCommand({ Name: "/app/url" }));
  const values: (string | undefined)[] = [];
  for await (const { Parameters } of paginateGetParametersByPath(
    { client, pageSize: 2 },
    { Path: "/app/list", WithDecryption: true },
  )) {
    values.push(...(Parameters ?? []).map(({ Value }) => Value));
  }
  const path = await client.send(new GetParametersByPathCommand({ Path: "/app", Recursive: false }));
  const names = await new SSM({}).getParameters({ Names: ["/app/url", "/app/none"] });
  let caught: unknown;
  try {
    await client.send(new GetParameterCommand({ Name: "/app/none" }));
  } catch (error) {
    caught = [
      error instanceof ParameterNotFound,
      (error as Error).name,
      (error as ParameterNotFound).$metadata.attempts,
    ];
  }
  return {
    put,
    value: Parameter?.Value,
    version: Parameter?.Version,
    modified: Parameter?.LastModifiedDate instanceof Date,
    values: values.sort(),
    path: path.Parameters?.map(({ Name }) => Name),
    invalid: names.InvalidParameters,
    caught,
  };
}

/** A parameter that is not there. */
export async function fail() {
  await client.send(new GetParameterCommand({ Name: "/app/none" }));
}
