import type { ResolvedConfig } from "../../config/resolved-config.js";
import { percentEncode, percentEncodePath } from "../../encoding/percent.js";
import { isValidHostLabel } from "../../endpoints/host-label.js";
import { partition } from "../../endpoints/partition.js";
import type { CallContext } from "../../events/call-context.js";
import type { EventPayload } from "../../events/event-map.js";
import { splitUrl } from "../../http/url.js";
import type { OperationDescriptor } from "../../schema/operation.js";
import { invalidParameter } from "../parts/invalid-parameter.js";

/** Whether a bucket is given by an ARN, of whatever kind. (botocore utils.py, ArnParser) */
export function isArn(bucket: unknown): boolean {
  return typeof bucket === "string" && /^arn:(?:[^:]*:){4}/.test(bucket);
}

/** Whether it is the ARN of an access point, the only kind that S3 takes. */
export function isAccessPointArn(bucket: string): boolean {
  return accessPointArn.test(bucket);
}

/** @throws {@link ParamValidationError} when the bucket is neither a name nor the ARN of an access point. */
export function checkBucket({ params: { Bucket } }: EventPayload<"before-parameter-build">): void {
  if (typeof Bucket !== "string" || /^[\w.-]{1,255}$/.test(Bucket) || isAccessPointArn(Bucket)) return;
  throw invalidParameter(
    "Bucket",
    `Invalid bucket name "${Bucket}": it takes 1 to 255 letters, digits and .-_, or the ARN of an access point.`,
  );
}

/** The endpoint rules place the bucket in the URL, so that the operation must not. (botocore handlers.py) */
export function dropBucketFromUri({ model, context }: EventPayload<"before-parameter-build">): void {
  const [method, uri] = model.http;
  if (!uri.startsWith("/{Bucket}")) return;
  let operation = withoutBucket.get(model);
  if (operation === undefined) withoutBucket.set(model, (operation = { ...model, http: [method, uri.slice(9)] }));
  context.operation = operation;
}

/** S3's old signature covers the path with the bucket in it, also where the bucket is in the host name. */
export function setAuthPath({ request, signatureVersion, context }: EventPayload<"before-sign">): void {
  if (context.operation === undefined || !/^s3(?:-|$)/.test(signatureVersion)) return;
  const { Bucket, Key } = context.inputParams;
  const bucket = isArn(Bucket) ? "" : `/${percentEncode(String(Bucket))}`;
  // S3 takes /bucket for /bucket/. Ceph's gateway takes the path as it is sent, and refuses botocore's signature.
  if (isS3Compatible(context) && splitUrl(request.url).path === bucket) return;
  context.authPath = `${bucket}/${Key === undefined ? "" : percentEncodePath(String(Key))}`;
}

function isS3Compatible({ clientConfig }: CallContext): boolean {
  return (clientConfig as ResolvedConfig).s3.s3Compatible;
}

/**
 * GetBucketLocation answers whatever region it is signed for only in path style, and ARNs never go in paths.
 *
 * @see botocore handlers.py, customize_endpoint_resolver_builtins
 */
export function chooseAddressing(event: EventPayload<"before-endpoint-resolution">): void {
  const { builtins, model, context } = event;
  const { Bucket } = event.params as { readonly Bucket?: string };
  if (model.name === "GetBucketLocation") builtins[forcePathStyle] = true;
  else if (isArn(Bucket)) builtins[forcePathStyle] = false;
  if (builtins[forcePathStyle] || isArn(Bucket) || !presignsGlobally(context)) return;
  if (Bucket === undefined || (isValidHostLabel(Bucket, false) && !Bucket.endsWith("--x-s3"))) {
    builtins["AWS::Region"] = "aws-global";
    builtins["AWS::S3::UseGlobalEndpoint"] = true;
    context.useGlobalEndpoint = true;
  }
}

/**
 * Who asks for a signature version in code gets URLs as botocore makes them, for S3's global host. By default they are
 * for the host of the region, which knows new buckets at once.
 *
 * @see botocore signers.py, _should_use_global_endpoint
 */
function presignsGlobally({ isPresignRequest, clientConfig }: CallContext): boolean {
  if (!isPresignRequest) return false;
  const { givenSignatureVersion, useDualstackEndpoint, region, s3 } = clientConfig as ResolvedConfig;
  return (
    givenSignatureVersion !== undefined &&
    !useDualstackEndpoint &&
    s3.addressingStyle !== "virtual" &&
    (s3.usEast1RegionalEndpoint === "legacy" || region !== "us-east-1") &&
    partition(region).name === "aws"
  );
}

const withoutBucket = /*#__PURE__*/ new WeakMap<OperationDescriptor, OperationDescriptor>();

const forcePathStyle = "AWS::S3::ForcePathStyle";

// Amazon S3 User Guide, "Referencing access points"; botocore handlers.py, VALID_S3_ARN
const accessPointArn: RegExp =
  /^arn:aws.*:(?:s3(?:-object-lambda)?:[a-z\d-]*:\d{12}:accesspoint[/:][a-zA-Z\d.-]{1,63}|s3-outposts:[a-z\d-]+:\d{12}:outpost[/:][a-zA-Z\d-]{1,63}[/:]accesspoint[/:][a-zA-Z\d-]{1,63})$/;
