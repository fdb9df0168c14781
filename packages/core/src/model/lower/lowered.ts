import type { ListTraits, MapTraits, MemberExtra, StructureTraits } from "../../schema/codes.js";
import type { OperationDescriptor } from "../../schema/operation.js";
import type { RawProtocol } from "../raw-model.js";
import type { OperationCode, OperationCodeField } from "./operation-code.js";

/** A structure, by name. `later` marks a back edge: the structure is defined further down. */
export interface StructureReference {
  readonly structure: string;
  readonly later: boolean;
}

/** `TypeCode` with structures by name: what `emit` prints and `link` turns into schemas. */
export type LoweredType =
  | number
  | readonly ["n", scalar: number, min: number]
  | CodeName
  | readonly ["l", member: LoweredType, traits?: number | ListTraits]
  | readonly ["m", value: LoweredType, traits?: number | MapTraits]
  | StructureReference;

/** A type that brings its code, by the name under which core exports it. */
export type CodeName =
  | "blob$"
  | "sensitiveBlob$"
  | "timestamp$"
  | "iso8601$"
  | "unixTimestamp$"
  | "rfc822$"
  | "sensitiveTimestamp$"
  | "sensitiveIso8601$"
  | "sensitiveUnixTimestamp$"
  | "sensitiveRfc822$"
  | "document$"
  | "sensitiveDocument$"
  | "jsonValue$"
  | "sensitiveJsonValue$";

export type UnionName = "union$" | "xmlUnion$";

/** `StructureTraits`, with code by its name. */
export type LoweredTraits = Omit<StructureTraits, "union"> & { readonly union?: UnionName };

export interface LoweredMember {
  readonly name: string;
  readonly type: LoweredType;
  readonly bits: number;
  readonly wireName?: string;
  readonly extra?: MemberExtra;
}

export interface LoweredStructure {
  readonly name: string;
  readonly traits?: LoweredTraits;
  readonly members: readonly LoweredMember[];
  /** Set for the members of an error: they belong to its `ErrorSchema`. */
  readonly error?: true;
}

export interface LoweredError {
  readonly name: string;
  readonly code?: string;
  readonly status?: number;
  readonly fault?: "client" | "server";
  readonly retryable?: "transient" | "throttling";
  /** Whether the model gives it members. */
  readonly members: boolean;
}

/** An `OperationDescriptor` with structures, errors and expressions by name or source text. */
export interface LoweredOperation
  extends Omit<
    OperationDescriptor,
    | "input"
    | "output"
    | "errors"
    | "events"
    | "streams"
    | "requestChecksums"
    | "responseChecksums"
    | "compress"
    | "operationContextParams"
    | OperationCodeField
  > {
  readonly input?: string;
  readonly output?: string;
  readonly errors: readonly string[];
  /** Which sides of the call are event streams. */
  readonly eventStream?: "input" | "output" | "both";
  /** Which sides of the call may be a stream: bytes that are sent, or what is answered. */
  readonly streams?: "input" | "output" | "both";
  /** Further code that its calls need. */
  readonly code: readonly OperationCode[];
  /** JMESPath over the input, by endpoint parameter. */
  readonly operationContextParams?: Readonly<Record<string, string>>;
}

/** The facts of a service that its client needs. */
export interface ServiceFacts {
  /** Hyphenised service id: `cloudwatch-logs`. */
  readonly id: string;
  readonly serviceId: string;
  readonly apiVersion: string;
  readonly protocol: RawProtocol;
  readonly endpointPrefix: string;
  readonly signingName: string;
  readonly signatureVersion?: string;
  readonly auth?: readonly string[];
  readonly targetPrefix?: string;
  readonly jsonVersion?: string;
  /** Set when an operation tells the endpoints of others. */
  readonly endpointDiscovery?: 1;
  /** Names that the service has had in events. */
  readonly eventAliases?: readonly string[];
  /** The region of a service that needs none (`aws-global`): from AWS's list of endpoints, not from the model. */
  readonly defaultRegion?: string;
  /** What requests are signed for where one endpoint serves a partition: by partition, or by region. */
  readonly signingRegions?: Readonly<Record<string, string>>;
  readonly queryCompatible?: true;
  readonly millisecondTimestamps?: true;
  readonly clientContextParams?: Readonly<Record<string, string>>;
}

/** A whole service as plain data. */
export interface LoweredService {
  readonly facts: ServiceFacts;
  /** In order of definition: a structure refers to earlier ones, but for back edges. */
  readonly structures: readonly LoweredStructure[];
  readonly errors: readonly LoweredError[];
  readonly operations: readonly LoweredOperation[];
}
