import { decorateDefaultCredentialProvider, getDefaultRoleAssumer, STS } from "@inia/client-sts/aws-sdk";
import { NoCredentialsError } from "@inia/core";
import { startSts } from "@inia/local-aws";
import { expect, test } from "vitest";
import { createCredentialChain, fromHttp, propertyProviderChain } from "./credential-providers.js";

const keys = { accessKeyId: "AKIDBRIDGE", secretAccessKey: "bridge-secret" };
const nothing = async (): Promise<never> => {
  throw new NoCredentialsError("nothing here");
};

test("a chain goes on where a provider has nothing, and stops where one was refused", async () => {
  const asked: string[] = [];
  const provider = (name: string, fail?: object) => async () => {
    asked.push(name);
    if (fail) throw fail;
    return keys;
  };
  const skips = Object.assign(new Error("no"), { tryNextLink: true });
  expect(await propertyProviderChain(provider("a", skips), nothing, provider("b"), provider("c"))()).toEqual(keys);
  await expect(createCredentialChain(provider("d", new Error("refused")), provider("e"))()).rejects.toThrow("refused");
  await expect(createCredentialChain(nothing)()).rejects.toThrow("nothing here");
  await expect(createCredentialChain()()).rejects.toThrow("no provider");
  expect(asked).toEqual(["a", "b", "d"]);
});

test("credentials of a chain may be made to end", async () => {
  const { expiration } = await createCredentialChain(nothing, keys).expireAfter(600_000)();
  expect(expiration!.getTime() - Date.now()).toBeGreaterThan(500_000);
  const end = new Date(0);
  const own = await createCredentialChain({ ...keys, expiration: end }).expireAfter(600_000)();
  expect(own.expiration).toBe(end);
  expect(() => createCredentialChain(keys).expireAfter(1000)).toThrow(RangeError);
});

test("roles are assumed with the credentials that are given, and STS refuses others", async () => {
  await using sts = await startSts({ credentials: [keys] });
  const settings = { endpoint: sts.endpoint, parentClientConfig: { region: "us-east-1" } };
  const assume = getDefaultRoleAssumer(settings);
  const params = { RoleArn: "arn:aws:iam::123456789012:role/writer", RoleSessionName: "session" };
  const writer = await assume(keys, params);
  expect(writer).toMatchObject({ accountId: "123456789012", expiration: expect.any(Date) });
  const { Arn } = await new STS({
    region: "us-east-1",
    endpoint: sts.endpoint,
    credentials: writer,
  }).getCallerIdentity({});
  expect(Arn).toBe("arn:aws:sts::123456789012:assumed-role/writer/session");
  await expect(assume({ ...keys, secretAccessKey: "wrong" }, params)).rejects.toMatchObject({ $fault: "client" });
  const decorated = decorateDefaultCredentialProvider((input) => async () => input.roleAssumer(keys, params));
  expect(await decorated(settings)()).toMatchObject({ accountId: "123456789012" });
});

test("what would be asked of another place than the environment's is refused", () => {
  expect(() => fromHttp({ awsContainerCredentialsFullUri: "http://127.0.0.1/keys" })).toThrow(
    /AWS_CONTAINER_CREDENTIALS_FULL_URI/,
  );
});
