import { EntityAlreadyExistsException, IAM, NoSuchEntityException } from "@inia/client-iam";
import { expect, test } from "vitest";
import { useMoto } from "./live.js";

const live = useMoto();
const policy = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "s3:*", Resource: "*" }],
});

test("a user with a key, until it is deleted", async () => {
  const iam = new IAM(live.config);
  const { User } = await iam.createUser({ UserName: "ines", Path: "/team/", Tags: [{ Key: "a", Value: "b c" }] });
  expect(User?.Arn).toBe("arn:aws:iam::123456789012:user/team/ines");
  expect(User?.CreateDate).toBeInstanceOf(Date);
  const { AccessKey } = await iam.createAccessKey({ UserName: "ines" });
  expect(AccessKey).toMatchObject({ UserName: "ines", Status: "Active" });

  await iam.deleteAccessKey({ UserName: "ines", AccessKeyId: AccessKey.AccessKeyId });
  await iam.deleteUser({ UserName: "ines" });
  await expect(iam.getUser({ UserName: "ines" })).rejects.toBeInstanceOf(NoSuchEntityException);
});

test("a role with a policy of its own", async () => {
  const iam = new IAM(live.config);
  await iam.createRole({ RoleName: "reader", AssumeRolePolicyDocument: policy });
  await iam.putRolePolicy({ RoleName: "reader", PolicyName: "inline", PolicyDocument: policy });
  const { PolicyDocument } = await iam.getRolePolicy({ RoleName: "reader", PolicyName: "inline" });
  expect(JSON.parse(PolicyDocument)).toEqual(JSON.parse(policy));
  await expect(iam.createRole({ RoleName: "reader", AssumeRolePolicyDocument: policy })).rejects.toBeInstanceOf(
    EntityAlreadyExistsException,
  );
});

test("users are listed over pages", async () => {
  const iam = new IAM(live.config);
  for (const UserName of ["u1", "u2", "u3"]) await iam.createUser({ UserName });
  const names: string[] = [];
  for await (const user of iam.getPaginator("listUsers").paginate({}, { pageSize: 2 }).items()) {
    names.push(user.UserName);
  }
  expect(names).toEqual(["u1", "u2", "u3"]);
});
