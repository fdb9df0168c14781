/**
 * A service model as its JSON files say it (`service-2.json`, `paginators-1.json`, `waiters-2.json`): the grammar that
 * `lower` reads. Descriptive prose (`documentation`) may be present and is never needed.
 */
export interface RawService {
  readonly version?: string;
  readonly metadata: RawMetadata;
  readonly operations: Readonly<Record<string, RawOperation>>;
  readonly shapes: Readonly<Record<string, RawShape>>;
  readonly clientContextParams?: Readonly<Record<string, { readonly type: string; readonly documentation?: string }>>;
  readonly documentation?: string;
  readonly deprecated?: boolean;
  readonly deprecatedMessage?: string;
}

export interface RawMetadata {
  readonly apiVersion: string;
  readonly endpointPrefix: string;
  readonly protocol: string;
  readonly protocols?: readonly string[];
  readonly serviceId: string;
  readonly serviceFullName?: string;
  readonly serviceAbbreviation?: string;
  readonly signatureVersion?: string;
  readonly signingName?: string;
  readonly auth?: readonly string[];
  readonly jsonVersion?: string;
  readonly targetPrefix?: string;
  readonly xmlNamespace?: string;
  readonly globalEndpoint?: string;
  readonly uid?: string;
  readonly awsQueryCompatible?: Readonly<Record<string, never>>;
  readonly protocolSettings?: { readonly h2?: string };
  readonly checksumFormat?: string;
  readonly ripServiceName?: string;
}

export interface RawXmlNamespace {
  readonly uri: string;
  readonly prefix?: string;
}

export interface RawReference {
  readonly shape: string;
  readonly locationName?: string;
  readonly xmlNamespace?: RawXmlNamespace | string;
  readonly resultWrapper?: string;
  readonly documentation?: string;
}

export interface RawOperation {
  readonly name: string;
  readonly http: { readonly method: string; readonly requestUri: string; readonly responseCode?: number };
  readonly input?: RawReference;
  readonly output?: RawReference;
  readonly errors?: readonly RawReference[];
  readonly documentation?: string;
  readonly deprecated?: boolean;
  readonly deprecatedMessage?: string;
  readonly deprecatedSince?: string;
  readonly idempotent?: boolean;
  readonly readonly?: boolean;
  readonly endpoint?: { readonly hostPrefix?: string };
  readonly endpointdiscovery?: { readonly required?: boolean };
  readonly endpointoperation?: boolean;
  readonly auth?: readonly string[];
  readonly authtype?: string;
  readonly unsignedPayload?: boolean;
  readonly httpChecksumRequired?: boolean;
  readonly httpChecksum?: {
    readonly requestAlgorithmMember?: string;
    readonly requestChecksumRequired?: boolean;
    readonly requestValidationModeMember?: string;
    readonly responseAlgorithms?: readonly string[];
  };
  readonly requestcompression?: { readonly encodings: readonly string[] };
  readonly staticContextParams?: Readonly<Record<string, { readonly value: boolean | string | readonly string[] }>>;
  readonly operationContextParams?: Readonly<Record<string, { readonly path: string }>>;
}

/** Traits of a shape; a reference to it may override any of them. */
export interface RawShape {
  readonly type:
    | "structure"
    | "list"
    | "map"
    | "string"
    | "boolean"
    | "integer"
    | "long"
    | "float"
    | "double"
    | "timestamp"
    | "blob";
  readonly members?: Readonly<Record<string, RawMember>>;
  readonly required?: readonly string[];
  readonly payload?: string;
  readonly member?: RawMember;
  readonly key?: RawMember;
  readonly value?: RawMember;
  readonly enum?: readonly string[];
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
  readonly sensitive?: boolean;
  readonly flattened?: boolean;
  readonly sparse?: boolean;
  readonly union?: boolean;
  readonly document?: boolean;
  readonly event?: boolean;
  readonly eventstream?: boolean;
  readonly exception?: boolean;
  readonly fault?: boolean;
  readonly error?: { readonly code?: string; readonly httpStatusCode?: number; readonly senderFault?: boolean };
  readonly retryable?: { readonly throttling?: boolean };
  readonly streaming?: boolean;
  readonly requiresLength?: boolean;
  readonly timestampFormat?: string;
  readonly locationName?: string;
  readonly xmlNamespace?: RawXmlNamespace | string;
  readonly wrapper?: boolean;
  readonly box?: boolean;
  readonly synthetic?: boolean;
  readonly deprecated?: boolean;
  readonly deprecatedMessage?: string;
  readonly deprecatedSince?: string;
  readonly documentation?: string;
}

/** A reference to a shape from a structure, list or map, with the traits it adds. */
export interface RawMember extends RawReference {
  readonly location?: "header" | "headers" | "querystring" | "uri" | "statusCode";
  readonly queryName?: string;
  readonly flattened?: boolean;
  readonly streaming?: boolean;
  readonly jsonvalue?: boolean;
  readonly idempotencyToken?: boolean;
  readonly hostLabel?: boolean;
  readonly xmlAttribute?: boolean;
  readonly eventheader?: boolean;
  readonly eventpayload?: boolean;
  readonly contextParam?: { readonly name: string };
  readonly timestampFormat?: string;
  readonly box?: boolean;
  readonly deprecated?: boolean;
  readonly deprecatedMessage?: string;
  readonly deprecatedSince?: string;
}

export interface RawPaginators {
  readonly pagination: Readonly<Record<string, RawPaginator>>;
}

export interface RawPaginator {
  readonly input_token: string | readonly string[];
  readonly output_token: string | readonly string[];
  readonly limit_key?: string;
  readonly more_results?: string;
  readonly result_key: string | readonly string[];
  readonly non_aggregate_keys?: readonly string[];
}

export interface RawWaiters {
  readonly version: number;
  readonly waiters: Readonly<Record<string, RawWaiter>>;
}

export interface RawWaiter {
  readonly operation: string;
  readonly delay: number;
  readonly maxAttempts: number;
  readonly acceptors: readonly RawAcceptor[];
  readonly description?: string;
  readonly documentation?: string;
}

export interface RawAcceptor {
  readonly matcher: "path" | "pathAll" | "pathAny" | "status" | "error";
  readonly state: "success" | "failure" | "retry";
  readonly expected: string | number | boolean;
  readonly argument?: string;
}
