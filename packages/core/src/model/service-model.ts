import { nearestNames } from "../config/nearest-names.js";
import {
  MissingServiceIdError,
  NoShapeFoundError,
  OperationNotFoundError,
  UndefinedModelAttributeError,
} from "../errors/model.js";
import { chooseProtocol } from "./choose-protocol.js";
import { hyphenizeServiceId } from "./names.js";
import { OperationModel } from "./operation-model.js";
import type { RawMetadata, RawProtocol, RawReference, RawService, RawSignatureVersion } from "./raw-model.js";
import { createShape, type MergedShape, type Shape, StructureShape } from "./shape.js";

/** A setting of clients that a service's endpoint rules read. */
export interface ClientContextParameter {
  readonly name: string;
  readonly type: string;
  readonly documentation: string;
}

/**
 * A service's model at run time: its operations and shapes, as botocore's `ServiceModel` has them. Whatever is asked
 * for is made then, and kept.
 */
export class ServiceModel {
  /** botocore's name of the service, for example `logs`. Default: the model's endpoint prefix. */
  readonly serviceName: string;
  readonly #raw: RawService;
  readonly #operations: Map<string, OperationModel> = new Map();
  /** By the reference that leads to them: one without traits of its own gives the same shape as its name. */
  readonly #shapes: WeakMap<RawReference, Shape> = new WeakMap();
  readonly #named: Map<string, Shape> = new Map();
  #errorShapes: StructureShape[] | undefined;

  constructor(raw: RawService, serviceName?: string) {
    this.#raw = raw;
    this.serviceName = serviceName ?? this.endpointPrefix;
  }

  get metadata(): RawMetadata {
    return this.#raw.metadata;
  }

  /** As in AWS's documentation: `CloudWatch Logs`. */
  get serviceId(): string {
    const { serviceId } = this.metadata;
    if (serviceId !== undefined) return serviceId;
    throw new MissingServiceIdError(
      `The model of ${this.serviceName} has no serviceId, which every service must have.`,
    );
  }

  /** As in event names and names of packages: `cloudwatch-logs`. */
  get hyphenizedServiceId(): string {
    return hyphenizeServiceId(this.serviceId);
  }

  get apiVersion(): string {
    return this.#required("apiVersion");
  }

  get endpointPrefix(): string {
    return this.#required("endpointPrefix");
  }

  /** The name that requests are signed with. Default: the endpoint prefix. */
  get signingName(): string {
    return this.metadata.signingName ?? this.endpointPrefix;
  }

  get signatureVersion(): RawSignatureVersion | undefined {
    return this.metadata.signatureVersion;
  }

  get protocol(): RawProtocol {
    return this.#required("protocol");
  }

  /** All protocols that the service speaks. */
  get protocols(): readonly RawProtocol[] {
    return this.#required("protocols");
  }

  /**
   * The protocol that clients speak: of several, the first in botocore's order of preference.
   *
   * @throws {@link UnsupportedServiceProtocolsError} when none is known.
   */
  get resolvedProtocol(): RawProtocol {
    return this.metadata.protocols?.length ? chooseProtocol(this.metadata) : this.protocol;
  }

  /** Whether its errors and requests are compatible with the query protocol that it spoke before. */
  get isQueryCompatible(): boolean {
    return this.metadata.awsQueryCompatible !== undefined;
  }

  /** AWS's prose; empty where the model was imported without it. */
  get documentation(): string {
    return this.#raw.documentation ?? "";
  }

  get operationNames(): string[] {
    return Object.keys(this.#raw.operations);
  }

  get shapeNames(): string[] {
    return Object.keys(this.#raw.shapes);
  }

  /** @throws {@link OperationNotFoundError} when there is none; the message lists the nearest names. */
  operationModel(name: string): OperationModel {
    let operation = this.#operations.get(name);
    if (operation === undefined) {
      const { operations } = this.#raw;
      const raw = Object.hasOwn(operations, name) ? operations[name] : undefined;
      if (raw === undefined) throw new OperationNotFoundError(this.#unknown("operation", name, operations));
      operation = new OperationModel(raw, this, name);
      this.#operations.set(name, operation);
    }
    return operation;
  }

  /**
   * A shape by its name, with the traits that a member may have besides.
   *
   * @throws {@link NoShapeFoundError} when there is none; the message lists the nearest names.
   */
  shapeFor(name: string, memberTraits: Omit<RawReference, "shape"> = {}): Shape {
    if (Object.keys(memberTraits).length > 0) return this.#createShape({ ...memberTraits, shape: name });
    let shape = this.#named.get(name);
    if (shape === undefined) this.#named.set(name, (shape = this.#createShape({ shape: name })));
    return shape;
  }

  /** The shape that a reference leads to, with the reference's own traits over the shape's. */
  resolveShapeRef(reference: RawReference): Shape {
    let shape = this.#shapes.get(reference);
    if (shape === undefined) {
      const isBare = Object.keys(reference).length === 1;
      shape = isBare ? this.shapeFor(reference.shape) : this.#createShape(reference);
      this.#shapes.set(reference, shape);
    }
    return shape;
  }

  /** All modelled errors. */
  get errorShapes(): readonly StructureShape[] {
    this.#errorShapes ??= this.shapeNames
      .filter((name) => this.#raw.shapes[name]?.exception)
      .map((name) => this.shapeFor(name))
      .filter((shape) => shape instanceof StructureShape);
    return this.#errorShapes;
  }

  /** The error that a code on the wire stands for; of several the last in the model. */
  shapeForErrorCode(code: string): StructureShape | undefined {
    return this.errorShapes.findLast(({ errorCode }) => errorCode === code);
  }

  get clientContextParameters(): ClientContextParameter[] {
    return Object.entries(this.#raw.clientContextParams ?? {}).map(([name, { type, documentation = "" }]) => ({
      name,
      type,
      documentation,
    }));
  }

  /** The operation that tells the endpoints of others. */
  get endpointDiscoveryOperation(): OperationModel | undefined {
    const name = this.operationNames.find((name) => this.#raw.operations[name]?.endpointoperation);
    return name === undefined ? undefined : this.operationModel(name);
  }

  /** Whether some operation cannot be called without having its endpoint told. */
  get endpointDiscoveryRequired(): boolean {
    return Object.values(this.#raw.operations).some(({ endpointdiscovery }) => endpointdiscovery?.required);
  }

  toString(): string {
    return `ServiceModel(${this.serviceName})`;
  }

  #createShape(reference: RawReference): Shape {
    const { shapes } = this.#raw;
    const { shape: name } = reference;
    const raw = Object.hasOwn(shapes, name) ? shapes[name] : undefined;
    if (raw === undefined) throw new NoShapeFoundError(this.#unknown("shape", name, shapes));
    return createShape({ ...raw, ...reference } as MergedShape, (inner) => this.resolveShapeRef(inner));
  }

  #required<Name extends keyof RawMetadata>(name: Name): NonNullable<RawMetadata[Name]> {
    const value = this.metadata[name];
    if (value !== undefined) return value;
    throw new UndefinedModelAttributeError(`The metadata of the model does not define "${name}".`);
  }

  #unknown(kind: string, name: string, known: object): string {
    const nearest = nearestNames(name, Object.keys(known));
    const hint = nearest.length > 0 ? `; did you mean ${nearest.join(" or ")}?` : ".";
    return `The model of ${this.serviceName} has no ${kind} "${name}"${hint}`;
  }
}
