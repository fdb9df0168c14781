import type { ResolvedConfig } from "../config/resolved-config.js";
import type { CallContext } from "../events/call-context.js";
import type { SerializedRequest } from "../http/serialized-request.js";
import type { OperationDescriptor } from "../schema/operation.js";
import { applyRequestChecksum, type RequestChecksum, resolveRequestChecksum } from "./request-checksum.js";
import { bodyVerifier, expectedChecksum, verifyBytes } from "./response-checksum.js";

/** What of a call decides about its checksum. */
interface ChecksumCall {
  readonly operation: OperationDescriptor;
  readonly client: { readonly config: ResolvedConfig };
  readonly context: CallContext;
}

/** Decides on the checksum of a call's request. `signsChunks`: the signer takes its body in chunks. */
function resolveOf(
  { operation, client: { config }, context }: ChecksumCall,
  request: SerializedRequest,
  params: Readonly<Record<string, unknown>>,
  signsChunks: boolean,
): RequestChecksum | undefined {
  return resolveRequestChecksum(request, operation, params, {
    calculation: config.requestChecksumCalculation,
    isHttps: context.endpointUrl?.startsWith("https:") ?? false,
    hasStreamingInput: context.hasStreamingInput,
    signatureVersion: config.signatureVersion,
    isPresigned: context.isPresignRequest,
    isS3Compatible: config.s3.s3Compatible,
    signsChunks,
  });
}

/** The code of requests' checksums: only operations that may send one refer to it, so only their bundles hold it. */
export interface RequestChecksums {
  readonly resolve: typeof resolveOf;
  readonly apply: typeof applyRequestChecksum;
}

/** The code of responses' checksums, likewise. */
export interface ResponseChecksums {
  readonly expected: typeof expectedChecksum;
  readonly verifyBytes: typeof verifyBytes;
  readonly bodyVerifier: typeof bodyVerifier;
}

export const requestChecksums: RequestChecksums = { resolve: resolveOf, apply: applyRequestChecksum };

export const responseChecksums: ResponseChecksums = { expected: expectedChecksum, verifyBytes, bodyVerifier };
