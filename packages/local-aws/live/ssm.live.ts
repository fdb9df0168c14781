import { ParameterAlreadyExists, ParameterNotFound, SSM } from "@inia/client-ssm";
import { expect, test } from "vitest";
import { useMoto } from "./live.js";

const live = useMoto();

test("a parameter, its versions and its history", async () => {
  const ssm = new SSM(live.config);
  const first = { Name: "/app/colour", Value: "pink", Type: "String" } as const;
  expect((await ssm.putParameter(first)).Version).toBe(1);
  await expect(ssm.putParameter(first)).rejects.toBeInstanceOf(ParameterAlreadyExists);
  expect((await ssm.putParameter({ ...first, Value: "grey", Overwrite: true })).Version).toBe(2);

  const { Parameter } = await ssm.getParameter({ Name: "/app/colour" });
  expect(Parameter).toMatchObject({ Value: "grey", Version: 2, Type: "String" });
  expect(Parameter?.LastModifiedDate).toBeInstanceOf(Date);
  const { Parameters = [] } = await ssm.getParameterHistory({ Name: "/app/colour" });
  expect(Parameters.map(({ Value }) => Value)).toEqual(["pink", "grey"]);
});

test("parameters below a path, over pages", async () => {
  const ssm = new SSM(live.config);
  for (const name of ["a", "b", "c"]) await ssm.putParameter({ Name: `/tree/${name}`, Value: name, Type: "String" });
  const values: (string | undefined)[] = [];
  const input = { Path: "/tree", Recursive: true };
  for await (const parameter of ssm.getPaginator("getParametersByPath").paginate(input, { pageSize: 2 }).items()) {
    values.push(parameter.Value);
  }
  expect(values.sort()).toEqual(["a", "b", "c"]);
});

test("what is not there is told apart from what is", async () => {
  const ssm = new SSM(live.config);
  await ssm.putParameter({ Name: "there", Value: "yes", Type: "SecureString" });
  const { InvalidParameters, Parameters } = await ssm.getParameters({
    Names: ["there", "not-there"],
    WithDecryption: true,
  });
  expect(Parameters?.map(({ Value }) => Value)).toEqual(["yes"]);
  expect(InvalidParameters).toEqual(["not-there"]);
  await ssm.deleteParameter({ Name: "there" });
  await expect(ssm.getParameter({ Name: "there" })).rejects.toBeInstanceOf(ParameterNotFound);
});
