/**
 * The grammar of AWS's model files as botocore reads them (model.py, paginate.py, waiter.py, endpoint_provider.py).
 *
 * `load` checks files against the schemas in `schemas/`, which say the same; a key that stands here and in no model
 * of AWS's is read by botocore all the same. Prose is optional everywhere: `import` takes it out.
 */
export interface RawService extends RawDeprecation {
  readonly version?: string;
  readonly metadata: RawMetadata;
  readonly operations: { readonly [name: string]: RawOperation };
  readonly shapes: { readonly [name: string]: RawShape };
  readonly clientContextParams?: { readonly [name: string]: RawClientContextParam };
  readonly examples?: { readonly [operation: string]: unknown };
  readonly documentation?: string;
}

export type RawProtocol = "json" | "rest-json" | "rest-xml" | "query" | "ec2" | "smithy-rpc-v2-cbor";

export type RawSignatureVersion = "v2" | "v3" | "v3https" | "v4" | "v4a" | "s3" | "s3v4" | "bearer" | "none";

export type RawAuthTrait = "aws.auth#sigv4" | "aws.auth#sigv4a" | "smithy.api#httpBearerAuth" | "smithy.api#noAuth";

export interface RawMetadata {
  readonly apiVersion: string;
  readonly endpointPrefix: string;
  readonly protocol: RawProtocol;
  readonly serviceId: string;
  readonly signatureVersion?: RawSignatureVersion;
  readonly auth?: readonly RawAuthTrait[];
  readonly awsQueryCompatible?: Record<string, never>;
  readonly checksumFormat?: "md5" | "sha256";
  readonly globalEndpoint?: string;
  readonly jsonVersion?: "1.0" | "1.1";
  readonly protocolSettings?: { readonly h2?: "optional" | "eventstream" | "required" };
  /** All protocols the service speaks, the preferred one first. */
  readonly protocols?: readonly RawProtocol[];
  readonly ripServiceName?: string;
  readonly serviceAbbreviation?: string;
  readonly serviceFullName?: string;
  readonly signingName?: string;
  readonly targetPrefix?: string;
  readonly uid?: string;
  readonly xmlNamespace?: string;
}

export interface RawDeprecation {
  readonly deprecated?: boolean;
  readonly deprecatedMessage?: string;
  /** A date, in whatever form the service's team writes dates. */
  readonly deprecatedSince?: string;
}

export interface RawClientContextParam {
  readonly type: "boolean" | "string";
  readonly documentation?: string;
}

export interface RawOperation extends RawDeprecation {
  /** The name on the wire; differs from the operation's key in CloudFront and a few others. */
  readonly name: string;
  readonly http: RawHttp;
  readonly input?: RawReference;
  readonly output?: RawReference;
  readonly errors?: readonly RawReference[];
  readonly documentation?: string;
  readonly documentationUrl?: string;
  readonly auth?: readonly RawAuthTrait[];
  readonly authtype?: "none" | "v4" | "v4-unsigned-body" | "bearer";
  readonly endpoint?: { readonly hostPrefix: string };
  readonly endpointdiscovery?: { readonly required?: boolean };
  readonly endpointoperation?: boolean;
  readonly httpChecksum?: RawHttpChecksum;
  readonly httpChecksumRequired?: boolean;
  readonly idempotent?: boolean;
  /** Endpoint parameters by name, each with a JMESPath expression over the input. */
  readonly operationContextParams?: { readonly [name: string]: { readonly path: string } };
  readonly readonly?: boolean;
  readonly requestcompression?: { readonly encodings: readonly "gzip"[] };
  readonly staticContextParams?: {
    readonly [name: string]: { readonly value: boolean | string | readonly string[] };
  };
  readonly unsignedPayload?: boolean;
}

export interface RawHttp {
  readonly method: "GET" | "PUT" | "POST" | "DELETE" | "PATCH" | "HEAD" | "OPTIONS";
  /** Path and query string with labels: `/{Bucket}/{Key+}?acl`. */
  readonly requestUri: string;
  readonly responseCode?: number;
}

export interface RawHttpChecksum {
  readonly requestAlgorithmMember?: string;
  readonly requestChecksumRequired?: boolean;
  readonly requestValidationModeMember?: string;
  readonly responseAlgorithms?: readonly RawChecksumAlgorithm[];
}

export type RawChecksumAlgorithm =
  | "CRC32"
  | "CRC32C"
  | "CRC64NVME"
  | "SHA1"
  | "SHA256"
  | "SHA512"
  | "MD5"
  | "XXHASH64"
  | "XXHASH3"
  | "XXHASH128";

export type RawLocation = "uri" | "querystring" | "header" | "headers" | "statusCode";

export type RawTimestampFormat = "iso8601" | "unixTimestamp" | "rfc822";

export interface RawXmlNamespace {
  readonly uri: string;
  readonly prefix?: string;
}

export interface RawErrorTrait {
  readonly code?: string;
  readonly fault?: boolean;
  readonly httpStatusCode?: number;
  readonly senderFault?: boolean;
}

/** What botocore reads from a shape or from a reference to it; a reference's own wins. (model.py `SERIALIZED_ATTRS`, `METADATA_ATTRS`) */
export interface RawTraits extends RawDeprecation {
  readonly box?: boolean;
  readonly documentation?: string;
  readonly enum?: readonly string[];
  readonly error?: RawErrorTrait;
  readonly event?: boolean;
  readonly eventstream?: boolean;
  readonly exception?: boolean;
  readonly fault?: boolean;
  readonly flattened?: boolean;
  readonly locationName?: string;
  readonly max?: number;
  readonly min?: number;
  readonly pattern?: string;
  readonly requiresLength?: boolean;
  readonly sensitive?: boolean;
  readonly streaming?: boolean;
  readonly timestampFormat?: RawTimestampFormat;
  readonly wrapper?: boolean;
  readonly xmlNamespace?: RawXmlNamespace;
}

/** A member, a list's or map's element, an operation's input, output or error. */
export interface RawReference extends RawTraits {
  readonly shape: string;
  /** The endpoint parameter that this member fills. */
  readonly contextParam?: { readonly name: string };
  readonly endpointdiscoveryid?: boolean;
  readonly eventheader?: boolean;
  readonly eventpayload?: boolean;
  readonly hostLabel?: boolean;
  readonly idempotencyToken?: boolean;
  readonly jsonvalue?: boolean;
  readonly location?: RawLocation;
  readonly queryName?: string;
  readonly resultWrapper?: string;
  readonly xmlAttribute?: boolean;
}

/** Told apart by `type`. What only some of them have is undefined in the others. */
export type RawShape = RawStructure | RawList | RawMap | RawScalar;

export interface RawStructure extends RawTraits, Lacks<ListKey | MapKey | "sparse"> {
  readonly type: "structure";
  readonly members: { readonly [name: string]: RawReference };
  readonly document?: boolean;
  /** The member that is the whole body. */
  readonly payload?: string;
  readonly required?: readonly string[];
  readonly retryable?: { readonly throttling?: boolean };
  readonly synthetic?: boolean;
  readonly union?: boolean;
  readonly xmlOrder?: readonly string[];
}

export interface RawList extends RawTraits, Lacks<StructureKey | MapKey> {
  readonly type: "list";
  readonly member: RawReference;
  readonly sparse?: boolean;
}

export interface RawMap extends RawTraits, Lacks<StructureKey | ListKey> {
  readonly type: "map";
  readonly key: RawReference;
  readonly value: RawReference;
  readonly sparse?: boolean;
}

export type RawScalarType =
  | "blob"
  | "boolean"
  | "character"
  | "double"
  | "float"
  | "integer"
  | "long"
  | "string"
  | "timestamp";

export interface RawScalar extends RawTraits, Lacks<StructureKey | ListKey | MapKey | "sparse"> {
  readonly type: RawScalarType;
}

type StructureKey = "members" | "document" | "payload" | "required" | "retryable" | "synthetic" | "union" | "xmlOrder";
type ListKey = "member";
type MapKey = "key" | "value";
type Lacks<Key extends string> = { readonly [Each in Key]?: never };

/** `paginators-1.json`, its extras merged. */
export interface RawPaginators {
  readonly version?: string;
  readonly pagination: { readonly [operation: string]: RawPaginator };
}

/** Members of input and output; those of the output are JMESPath expressions. */
export interface RawPaginator {
  readonly input_token: string | readonly string[];
  readonly output_token: string | readonly string[];
  readonly result_key: string | readonly string[];
  readonly limit_key?: string;
  readonly more_results?: string;
  readonly non_aggregate_keys?: readonly string[];
}

/** `waiters-2.json`. */
export interface RawWaiters {
  readonly version: number;
  readonly waiters: { readonly [name: string]: RawWaiter };
}

export interface RawWaiter {
  readonly operation: string;
  /** Seconds. */
  readonly delay: number;
  readonly maxAttempts: number;
  readonly acceptors: readonly RawAcceptor[];
  readonly description?: string;
}

export type RawWaiterState = "success" | "failure" | "retry";

/** `argument` is a JMESPath expression over the output. */
export type RawAcceptor =
  | {
      readonly matcher: "path" | "pathAll" | "pathAny";
      readonly state: RawWaiterState;
      readonly argument: string;
      readonly expected: string | number | boolean;
    }
  | {
      readonly matcher: "status";
      readonly state: RawWaiterState;
      readonly argument?: never;
      readonly expected: number;
    }
  | {
      readonly matcher: "error";
      readonly state: RawWaiterState;
      readonly argument?: never;
      /** An error's code; `true`: any error; `false`: none. */
      readonly expected: string | boolean;
    };
