// Jest without flags, as most projects run it: modules become CommonJS (scripts/jest/commonjs.config.cjs).
const { getObject, NoSuchKey, S3 } = require("@inia/client-s3");
const { Stubber } = require("@inia/core/stub");

test("a stubber replies where Jest loads CommonJS", async () => {
  const s3 = new S3({ region: "eu-west-1", loadConfig: false });
  const stubber = new Stubber(s3).activate();
  stubber.addResponse("getObject", { Body: "a cat" }, { Bucket: "b", Key: expect.stringMatching(/cat/) });
  stubber.addClientError(getObject, { code: "NoSuchKey" });
  const { Body } = await s3.getObject({ Bucket: "b", Key: "cat" });
  expect(await Body.text()).toBe("a cat");
  await expect(s3.getObject({ Bucket: "b", Key: "dog" })).rejects.toBeInstanceOf(NoSuchKey);
  stubber.assertNoPendingResponses();
});
