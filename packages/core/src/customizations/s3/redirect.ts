import { call } from "../../client/call.js";
import type { ClientState } from "../../client/client-state.js";
import { isValidHostLabel } from "../../endpoints/host-label.js";
import { InvalidRegionError } from "../../errors/endpoint.js";
import { isIniaError } from "../../errors/inia-error.js";
import type { EventPayload } from "../../events/event-map.js";
import { REQUIRED, STRING, URI } from "../../schema/codes.js";
import type { ResponseMetadata } from "../../schema/metadata.js";
import type { OperationDescriptor } from "../../schema/operation.js";
import { isArn } from "./bucket.js";

/** Lets a later redirect know the bucket, whatever becomes of the parameters. */
export function noteBucket({ params, context }: EventPayload<"before-parameter-build">): void {
  context.s3Redirect = { bucket: params.Bucket, redirected: false } satisfies Redirect;
}

/** Sends calls to a bucket where an earlier call was redirected to. */
export function useKnownRegion({ builtins, params, context }: EventPayload<"before-endpoint-resolution">): void {
  const region = knownRegions.get(context.client as ClientState)?.get(params.Bucket);
  if (region !== undefined) builtins["AWS::Region"] = region;
}

/**
 * Tries again in the bucket's own region, once a call, when the answer says that it lies in another. The region is
 * remembered for the client's later calls; `context.endpointOutdated` has the call resolve its endpoint anew, of which
 * it takes the host and the signing region only.
 *
 * @see botocore utils.py, S3RegionRedirectorv2
 */
export async function redirect(event: EventPayload<"needs-retry">): Promise<number | undefined> {
  const { context } = event;
  const state = context.s3Redirect as Redirect | undefined;
  const bucket = state?.bucket;
  if (state === undefined || state.redirected || typeof bucket !== "string" || isArn(bucket)) return undefined;
  const region = isElsewhere(event) ? await findRegion(event, bucket) : undefined;
  if (!region) return undefined;
  // It becomes part of a host name that signed requests go to.
  if (!isValidHostLabel(region, false)) {
    throw new InvalidRegionError(`S3 says that bucket ${bucket} is in "${region}", which cannot be a region.`);
  }
  const client = context.client as ClientState;
  let regions = knownRegions.get(client);
  if (regions === undefined) knownRegions.set(client, (regions = new Map()));
  regions.set(bucket, region);
  state.redirected = true;
  context.endpointOutdated = true;
  return 0;
}

interface Redirect {
  readonly bucket: unknown;
  redirected: boolean;
}

/** What an error tells, among other things. */
interface RegionError {
  readonly Code?: string;
  readonly Region?: string;
}

function isElsewhere({ response, parsed, operation }: EventPayload<"needs-retry">): boolean {
  if (response === undefined) return false;
  const { Code = "", Region } = (parsed?.Error ?? {}) as RegionError;
  if (/^30[127]$/.test(String(response.status)) || Code === "PermanentRedirect") return true;
  if (Code === "AuthorizationHeaderMalformed") return Region !== undefined;
  if (Code === "IllegalLocationConstraintException") return operation.name !== "CreateBucket";
  // Answers to HEAD have no body that could say more than the status.
  if (Code !== "301" && Code !== "400") return false;
  return (
    operation.name === "HeadObject" ||
    (operation.name === "HeadBucket" && response.headers[REGION_HEADER] !== undefined)
  );
}

/** S3 names a bucket's region in every answer to HeadBucket, also where it refuses. Other stores may not. */
async function findRegion(event: EventPayload<"needs-retry">, bucket: string): Promise<string | undefined> {
  const { response, parsed, operation, context } = event;
  const told = response?.headers[REGION_HEADER] || ((parsed?.Error ?? {}) as RegionError).Region;
  if (told || operation.name === headBucket.name) return told;
  let metadata: ResponseMetadata | undefined;
  try {
    const signal = context.signal as AbortSignal | undefined;
    const output = await call(context.client as ClientState, headBucket, { Bucket: bucket }, { signal });
    metadata = (output as { readonly $metadata?: ResponseMetadata }).$metadata;
  } catch (error) {
    if (!isIniaError(error) || error.$metadata?.httpStatusCode === undefined) throw error;
    metadata = error.$metadata;
  }
  return metadata?.httpHeaders?.[REGION_HEADER];
}

const headBucket: OperationDescriptor = {
  name: "HeadBucket",
  http: ["HEAD", "/{Bucket}"],
  input: { Bucket: ["t", STRING, URI + REQUIRED] },
  contextParams: { Bucket: "Bucket" },
};

const REGION_HEADER = "x-amz-bucket-region";

/** Per client: the regions of buckets that are not in the client's own. */
const knownRegions = /*#__PURE__*/ new WeakMap<ClientState, Map<unknown, string>>();
