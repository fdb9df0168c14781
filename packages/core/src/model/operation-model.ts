import { versionOfAuth } from "../auth/auth-trait.js";
import type { RawHttp, RawHttpChecksum, RawMetadata, RawOperation } from "./raw-model.js";
import type { ServiceModel } from "./service-model.js";
import type { Shape, StructureShape } from "./shape.js";

/** An endpoint parameter that an operation sets to a value. */
export interface StaticContextParameter {
  readonly name: string;
  readonly value: boolean | string | readonly string[];
}

/** An endpoint parameter that a member of the input fills. */
export interface ContextParameter {
  readonly name: string;
  readonly memberName: string;
}

/** An operation of a service's model: botocore's `OperationModel`. */
export class OperationModel {
  /** The API's name: `GetObject`. */
  readonly name: string;
  readonly serviceModel: ServiceModel;
  readonly #raw: RawOperation;

  constructor(raw: RawOperation, serviceModel: ServiceModel, name: string = raw.name) {
    this.#raw = raw;
    this.serviceModel = serviceModel;
    this.name = name;
  }

  /** The name on the wire, which differs in some services: CloudFront's carry a date. */
  get wireName(): string {
    return this.#raw.name;
  }

  /** The metadata of the service. */
  get metadata(): RawMetadata {
    return this.serviceModel.metadata;
  }

  get http(): RawHttp {
    return this.#raw.http;
  }

  /** AWS's prose; empty where the model was imported without it. */
  get documentation(): string {
    return this.#raw.documentation ?? "";
  }

  get deprecated(): boolean {
    return this.#raw.deprecated ?? false;
  }

  /** Undefined for operations without input. */
  get inputShape(): StructureShape | undefined {
    return this.#structure(this.#raw.input);
  }

  /** Undefined for operations without output. */
  get outputShape(): StructureShape | undefined {
    return this.#structure(this.#raw.output);
  }

  get errorShapes(): StructureShape[] {
    return (this.#raw.errors ?? []).map((error) => this.serviceModel.resolveShapeRef(error) as StructureShape);
  }

  /** Members that are filled with a token where the caller gives none. */
  get idempotentMembers(): string[] {
    return this.#membersWith(({ metadata }) => metadata.idempotencyToken);
  }

  get staticContextParameters(): StaticContextParameter[] {
    return Object.entries(this.#raw.staticContextParams ?? {}).map(([name, { value }]) => ({ name, value }));
  }

  get contextParameters(): ContextParameter[] {
    const members = this.inputShape?.members ?? {};
    return this.#membersWith(({ metadata }) => metadata.contextParam).map((memberName) => ({
      name: members[memberName]!.metadata.contextParam!.name,
      memberName,
    }));
  }

  /** Endpoint parameters by name, each with a JMESPath expression over the input. */
  get operationContextParameters(): NonNullable<RawOperation["operationContextParams"]> {
    return this.#raw.operationContextParams ?? {};
  }

  get requestCompression(): RawOperation["requestcompression"] {
    return this.#raw.requestcompression;
  }

  get auth(): RawOperation["auth"] {
    return this.#raw.auth;
  }

  get authType(): RawOperation["authtype"] {
    return this.#raw.authtype;
  }

  /** The signature version that the model asks for; undefined where the service's holds. */
  get resolvedAuthType(): string | undefined {
    return this.auth?.length ? versionOfAuth(this.auth) : this.authType;
  }

  get unsignedPayload(): boolean | undefined {
    return this.#raw.unsignedPayload;
  }

  get endpoint(): RawOperation["endpoint"] {
    return this.#raw.endpoint;
  }

  /** Undefined where endpoints are not discovered; where they are, whether they must be. */
  get endpointDiscovery(): RawOperation["endpointdiscovery"] {
    return this.#raw.endpointdiscovery;
  }

  get isEndpointDiscoveryOperation(): boolean {
    return this.#raw.endpointoperation ?? false;
  }

  get httpChecksumRequired(): boolean {
    return this.#raw.httpChecksumRequired ?? false;
  }

  get httpChecksum(): RawHttpChecksum {
    return this.#raw.httpChecksum ?? {};
  }

  get hasEventStreamInput(): boolean {
    return this.getEventStreamInput() !== undefined;
  }

  get hasEventStreamOutput(): boolean {
    return this.getEventStreamOutput() !== undefined;
  }

  getEventStreamInput(): Shape | undefined {
    return eventStreamOf(this.inputShape);
  }

  getEventStreamOutput(): Shape | undefined {
    return eventStreamOf(this.outputShape);
  }

  get hasStreamingInput(): boolean {
    return this.getStreamingInput() !== undefined;
  }

  get hasStreamingOutput(): boolean {
    return this.getStreamingOutput() !== undefined;
  }

  getStreamingInput(): Shape | undefined {
    return streamOf(this.inputShape);
  }

  getStreamingOutput(): Shape | undefined {
    return streamOf(this.outputShape);
  }

  toString(): string {
    return `OperationModel(name=${this.name})`;
  }

  #structure(reference: RawOperation["input"]): StructureShape | undefined {
    return reference && (this.serviceModel.resolveShapeRef(reference) as StructureShape);
  }

  #membersWith(holds: (member: Shape) => unknown): string[] {
    return Object.entries(this.inputShape?.members ?? {}).flatMap(([name, member]) => (holds(member) ? [name] : []));
  }
}

function eventStreamOf(shape: StructureShape | undefined): Shape | undefined {
  const name = shape?.eventStreamName;
  return name === undefined ? undefined : shape?.members[name];
}

/** Any blob that is the whole body is a stream, whether the model calls it one or not. */
function streamOf(shape: StructureShape | undefined): Shape | undefined {
  const { payload } = shape?.serialization ?? {};
  const member = payload === undefined ? undefined : shape?.members[payload];
  return member?.typeName === "blob" ? member : undefined;
}
