import { expect, test } from "vitest";
import { registerCustomizations } from "../client/service-descriptor.js";
import { ParamValidationError } from "../errors/call.js";
import {
  EndpointResolutionError,
  InvalidHostLabelError,
  UnsupportedS3ControlArnError,
  UnsupportedS3ControlConfigurationError,
} from "../errors/endpoint.js";
import type { CallContext } from "../events/call-context.js";
import { HierarchicalEmitter } from "../events/emitter.js";
import type { OperationDescriptor } from "../schema/operation.js";
import { customizations } from "./s3-control.js";

const events = new HierarchicalEmitter();
registerCustomizations(events, customizations);
const bucketArn = "arn:aws:s3-outposts:us-west-2:123456789012:outpost/op-1/bucket/mine";
const pointArn = "arn:aws:s3-outposts:us-west-2:123456789012:outpost:op-1:accesspoint:mine";

async function build(
  params: Record<string, unknown>,
  model: OperationDescriptor = { name: "GetBucket", http: ["GET", "/"] },
  useAccelerateEndpoint = false,
): Promise<CallContext> {
  const context = { clientConfig: { s3: { useAccelerateEndpoint } } } as unknown as CallContext;
  await events.emit(`before-parameter-build.s3-control.${model.name}`, { model, params, context });
  return context;
}

test("the account may be left out where an ARN names it", async () => {
  const bucket = { Bucket: bucketArn };
  await build(bucket);
  expect(bucket).toEqual({ Bucket: bucketArn, AccountId: "123456789012" });
  const point = { Name: pointArn, AccountId: "123456789012" };
  await build(point);
  expect(point).toEqual({ Name: pointArn, AccountId: "123456789012" });
});

test("an ARN of another account than the one given is refused", async () => {
  await expect(build({ Bucket: bucketArn, AccountId: "999999999999" })).rejects.toThrow(UnsupportedS3ControlArnError);
});

test.each([
  ["another service's", { Bucket: "arn:aws:s3:us-west-2:123456789012:accesspoint/a" }],
  ["an access point as a bucket", { Bucket: pointArn }],
  ["a bucket as an access point", { Name: bucketArn }],
  ["one with more behind it", { Bucket: `${bucketArn}/more` }],
  ["one in a FIPS region", { Bucket: "arn:aws:s3-outposts:fips-us-west-2:123456789012:outpost/op-1/bucket/b" }],
])("an ARN of the wrong kind is refused: %s", async (_, params) => {
  await expect(build(params)).rejects.toThrow(UnsupportedS3ControlArnError);
});

test("there is no accelerate endpoint for ARNs", async () => {
  await expect(build({ Bucket: bucketArn }, undefined, true)).rejects.toThrow(UnsupportedS3ControlConfigurationError);
});

test("plain names, and operations that know their outpost otherwise, are not looked at", async () => {
  const plain = { Bucket: "mine", Name: "point" };
  await build(plain);
  expect(plain).toEqual({ Bucket: "mine", Name: "point" });
  for (const name of ["CreateBucket", "ListRegionalBuckets"]) {
    const params = { Bucket: pointArn };
    await build(params, { name, http: ["GET", "/"] });
    expect(params).toEqual({ Bucket: pointArn });
  }
  const created = { Name: "arn:aws:s3:us-west-2:123456789012:accesspoint/a", Bucket: bucketArn };
  await build(created, { name: "CreateAccessPoint", http: ["PUT", "/"] });
  expect(created).toMatchObject({ AccountId: "123456789012" });
});

test("the account is left to the endpoint rules where these place it in the host", async () => {
  const model: OperationDescriptor = {
    name: "GetJob",
    http: ["GET", "/"],
    hostPrefix: "{AccountId}.",
    staticContextParams: { RequiresAccountId: true },
  };
  const { operation } = await build({}, model);
  expect(operation).toEqual({
    name: "GetJob",
    http: ["GET", "/"],
    staticContextParams: { RequiresAccountId: true },
  });
  expect(model.hostPrefix).toBe("{AccountId}.");
  expect((await build({}, model)).operation).toBe(operation);
});

test("any other host prefix stays", async () => {
  const model: OperationDescriptor = { name: "GetJob", http: ["GET", "/"], hostPrefix: "{AccountId}." };
  expect((await build({}, model)).operation).toBeUndefined();
});

test.each([
  ["Invalid region in ARN: `us_west` (invalid DNS name)", InvalidHostLabelError],
  ["Invalid ARN: missing account ID", UnsupportedS3ControlArnError],
  ["Invalid configuration: Outposts do not support dual-stack", UnsupportedS3ControlConfigurationError],
  ["Client was configured for partition `aws` but ARN has `aws-cn`", UnsupportedS3ControlConfigurationError],
  ["AccountId is required but not set", ParamValidationError],
  ["Something else", EndpointResolutionError],
])("the rules' refusal %j has botocore's class", async (message, type) => {
  const context = {} as CallContext;
  const model = { name: "GetBucket", http: ["GET", "/"] } as const;
  await events.emit("before-endpoint-resolution.s3-control", { builtins: {}, model, params: {}, context });
  const error = (context.endpointError as (error: Error) => Error)(new EndpointResolutionError(message));
  expect(error).toBeInstanceOf(type);
  expect(error.message).toBe(message);
});
