import type { Customization } from "../client/service-descriptor.js";
import type { ResolvedConfig } from "../config/resolved-config.js";
import { ParamValidationError } from "../errors/call.js";
import {
  InvalidHostLabelError,
  UnsupportedS3ControlArnError,
  UnsupportedS3ControlConfigurationError,
} from "../errors/endpoint.js";
import type { EventPayload } from "../events/event-map.js";
import type { OperationDescriptor } from "../schema/operation.js";
import { nameRefusals } from "./parts/endpoint-refusals.js";
import { table } from "./parts/table.js";

export const customizations: readonly Customization[] = /*#__PURE__*/ table({
  "before-parameter-build.s3-control": [takeAccountFromArn, dropHostPrefix],
  "before-endpoint-resolution.s3-control": /*#__PURE__*/ nameRefusals([
    [/^Invalid region in ARN: /, InvalidHostLabelError],
    [/^Invalid ARN:/, UnsupportedS3ControlArnError],
    [/^Invalid configuration:|^Client was configured for partition/, UnsupportedS3ControlConfigurationError],
    [/^AccountId is required but not set$/, ParamValidationError],
  ]),
});

/**
 * A bucket or access point may be given by its Outposts ARN, which then says the account too.
 *
 * @throws {@link UnsupportedS3ControlArnError} for any other ARN, and for one of another account.
 * @see botocore utils.py, S3ControlArnParamHandlerv2
 */
function takeAccountFromArn({ params, model, context }: EventPayload<"before-parameter-build">): void {
  // These two find their outpost by a parameter.
  if (model.name === "CreateBucket" || model.name === "ListRegionalBuckets") return;
  if (model.name !== "CreateAccessPoint") checkArn("Name", "accesspoint");
  checkArn("Bucket", "bucket");

  function checkArn(member: string, kind: string): void {
    const arn = params[member];
    const [, service, region, account, ...resources] = (typeof arn === "string" && arnParts.exec(arn)) || [];
    if (service === undefined) return;
    if (/^fips-|fips-$/.test(region!)) throw unsupported("FIPS regions are not allowed in ARNs");
    if ((context.clientConfig as ResolvedConfig | undefined)?.s3.useAccelerateEndpoint) {
      throw new UnsupportedS3ControlConfigurationError("S3 Control has no accelerate endpoints: leave them out.");
    }
    const [type, , subtype, , ...more] = resources[0]!.split(/[/:]/);
    if (service !== "s3-outposts" || type !== "outpost" || subtype !== kind || more.length > 0) {
      throw unsupported(`${member} takes an ARN of s3-outposts that ends in outpost/<id>/${kind}/<name>`);
    }
    if (params.AccountId !== undefined && params.AccountId !== account) {
      throw unsupported(`it is of account ${account}, and AccountId is ${String(params.AccountId)}`);
    }
    params.AccountId = account;

    function unsupported(problem: string): Error {
      return new UnsupportedS3ControlArnError(`${model.name} does not take the ARN "${String(arn)}": ${problem}.`);
    }
  }
}

/** The endpoint rules place the account in the host, and so does the model. The rules win. (botocore handlers.py) */
function dropHostPrefix({ model, context }: EventPayload<"before-parameter-build">): void {
  if (model.hostPrefix !== "{AccountId}." || model.staticContextParams?.RequiresAccountId !== true) return;
  let operation = withoutPrefix.get(model);
  if (operation === undefined) {
    const { hostPrefix: _, ...rest } = model;
    withoutPrefix.set(model, (operation = rest));
  }
  context.operation = operation;
}

const withoutPrefix = /*#__PURE__*/ new WeakMap<OperationDescriptor, OperationDescriptor>();

/** Service, region, account and resource of `arn:partition:service:region:account:resource`. */
const arnParts: RegExp = /^arn:[^:]*:([^:]*):([^:]*):([^:]*):(.*)$/s;
