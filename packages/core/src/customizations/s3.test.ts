import { expect, test } from "vitest";
import { registerCustomizations } from "../client/service-descriptor.js";
import { ParamValidationError } from "../errors/call.js";
import {
  EndpointResolutionError,
  InvalidHostLabelError,
  UnsupportedS3AccesspointConfigurationError,
  UnsupportedS3ConfigurationError,
} from "../errors/endpoint.js";
import type { CallContext } from "../events/call-context.js";
import { HierarchicalEmitter } from "../events/emitter.js";
import { customizations } from "./s3.js";

test.each([
  ["Invalid region in ARN: `us_west` (invalid DNS name)", InvalidHostLabelError],
  ["S3 Object Lambda does not support S3 Accelerate", UnsupportedS3ConfigurationError],
  ["Accelerate cannot be used with FIPS", UnsupportedS3ConfigurationError],
  ["S3 Object Lambda does not support Dual-stack", UnsupportedS3AccesspointConfigurationError],
  ["S3 Outposts does not support S3 Accelerate", UnsupportedS3AccesspointConfigurationError],
  ["S3 MRAP does not support FIPS", UnsupportedS3AccesspointConfigurationError],
  ["Access Points do not support S3 Accelerate", UnsupportedS3AccesspointConfigurationError],
  ["Invalid configuration: region from ARN `a` does not match", UnsupportedS3AccesspointConfigurationError],
  ["Client was configured for partition `aws` but ARN has `aws-cn`", UnsupportedS3AccesspointConfigurationError],
  ["Invalid ARN: The ARN was not for the S3 service", ParamValidationError],
  ["Path-style addressing cannot be used with S3 Accelerate", EndpointResolutionError],
])("the rules' refusal %j has botocore's class", async (message, type) => {
  const events = new HierarchicalEmitter();
  registerCustomizations(events, customizations);
  const context = {} as CallContext;
  const model = { name: "GetObject", http: ["GET", "/{Bucket}/{Key+}"] } as const;
  await events.emit("before-endpoint-resolution.s3", { builtins: {}, model, params: {}, context });
  const error = (context.endpointError as (error: Error) => Error)(new EndpointResolutionError(message));
  expect(error).toBeInstanceOf(type);
  expect(error.message).toBe(message);
});
