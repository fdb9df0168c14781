import { IAM } from "@inia/client-iam";
import { Lambda, ResourceConflictException, ResourceNotFoundException } from "@inia/client-lambda";
import { beforeAll, expect, inject, test } from "vitest";
import { useMoto } from "./live.js";

const live = useMoto();
let Role: string;

beforeAll(async () => {
  // Functions are not run in containers, but answer what the configuration holds.
  await fetch(`${inject("moto")}/moto-api/config`, {
    method: "POST",
    body: JSON.stringify({ lambda: { use_docker: false } }),
  });
  const role = await new IAM(live.config).createRole({ RoleName: "runner", AssumeRolePolicyDocument: "{}" });
  Role = role.Role.Arn;
});

test("a function is created, read and changed", async () => {
  const lambda = await withFunction("changed");
  const { Code, Configuration } = await lambda.getFunction({ FunctionName: "changed" });
  expect(Configuration).toMatchObject({
    Runtime: "nodejs22.x",
    MemorySize: 256,
    Environment: { Variables: { A: "1" } },
  });
  expect(Configuration?.CodeSize).toBe(emptyZip.length);
  expect(Code?.RepositoryType).toBe("S3");

  const updated = await lambda.updateFunctionConfiguration({ FunctionName: "changed", Timeout: 12 });
  expect(updated.Timeout).toBe(12);
  await expect(withFunction("changed")).rejects.toBeInstanceOf(ResourceConflictException);
});

test("an invocation carries its payload both ways", async () => {
  const lambda = await withFunction("invoked");
  await fetch(`${inject("moto")}/moto-api/static/lambda-simple/response`, {
    method: "POST",
    body: JSON.stringify({ results: ['{"answer":42}'] }),
  });
  const { Payload, StatusCode } = await lambda.invoke({
    FunctionName: "invoked",
    InvocationType: "RequestResponse",
    Payload: JSON.stringify({ question: "?" }),
  });
  expect(StatusCode).toBe(200);
  expect(await Payload.text()).toBe('{"answer":42}');
});

test("functions are listed over pages, and gone once deleted", async () => {
  const lambda = await withFunction("listed");
  const names: (string | undefined)[] = [];
  for await (const item of lambda.getPaginator("listFunctions").paginate().items()) names.push(item.FunctionName);
  expect(names).toContain("listed");
  await lambda.deleteFunction({ FunctionName: "listed" });
  await expect(lambda.getFunction({ FunctionName: "listed" })).rejects.toBeInstanceOf(ResourceNotFoundException);
});

async function withFunction(FunctionName: string): Promise<Lambda> {
  const lambda = new Lambda(live.config);
  await lambda.createFunction({
    FunctionName,
    Role,
    Runtime: "nodejs22.x",
    Handler: "index.handler",
    MemorySize: 256,
    Code: { ZipFile: emptyZip },
    Environment: { Variables: { A: "1" } },
  });
  return lambda;
}

/** An archive without files: the record that ends every archive. */
const emptyZip = Buffer.concat([Buffer.from("PK\x05\x06", "latin1"), Buffer.alloc(18)]);
