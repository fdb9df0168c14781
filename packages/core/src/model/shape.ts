import type { RawReference, RawScalarType, RawShape } from "./raw-model.js";

/** A shape as it is referred to: its own traits, and those that the reference adds or overrides. */
export type MergedShape = RawShape & RawReference;

/** Any shape; `typeName` tells which kind it is. */
export type Shape = StructureShape | ListShape | MapShape | StringShape | ScalarShape;

/** How a shape travels. What the model calls `locationName` is `name` here. */
export type ShapeSerialization = { readonly name?: string } & Pick<MergedShape, SerializedTrait>;

/** What the model says of a shape's values. */
export type ShapeMetadata = Pick<MergedShape, MetadataTrait>;

/** What shapes of all kinds have. */
abstract class AnyShape {
  readonly name: string;
  abstract readonly typeName: RawShape["type"];
  protected readonly merged: MergedShape;
  #serialization: ShapeSerialization | undefined;
  #metadata: ShapeMetadata | undefined;

  constructor(merged: MergedShape) {
    this.name = merged.shape;
    this.merged = merged;
  }

  /** AWS's prose; empty where the model was imported without it. */
  get documentation(): string {
    return this.merged.documentation ?? "";
  }

  get serialization(): ShapeSerialization {
    if (this.#serialization === undefined) {
      const { locationName } = this.merged;
      this.#serialization = {
        ...(locationName !== undefined && { name: locationName }),
        ...pick(this.merged, serializedTraits),
      };
    }
    return this.#serialization;
  }

  get metadata(): ShapeMetadata {
    this.#metadata ??= pick(this.merged, metadataTraits);
    return this.#metadata;
  }

  /** Names of the members that must be given. */
  get requiredMembers(): readonly string[] {
    return this.merged.required ?? [];
  }

  /** The member that is an event stream. */
  get eventStreamName(): string | undefined {
    return undefined;
  }

  toString(): string {
    return `<${this.constructor.name}(${this.name})>`;
  }
}

/** Gives the shape that a reference leads to. */
export type ResolveShape = (reference: RawReference) => Shape;

export class StructureShape extends AnyShape {
  override readonly typeName = "structure";
  readonly #resolve: ResolveShape;
  #members: Readonly<Record<string, Shape>> | undefined;

  constructor(merged: MergedShape, resolve: ResolveShape) {
    super(merged);
    this.#resolve = resolve;
  }

  /** Members by name, in the model's order. */
  get members(): Readonly<Record<string, Shape>> {
    if (this.#members === undefined) {
      const members: Record<string, Shape> = Object.create(null);
      for (const [name, reference] of Object.entries(this.merged.members ?? {}))
        members[name] = this.#resolve(reference);
      this.#members = Object.freeze(members);
    }
    return this.#members;
  }

  override get eventStreamName(): string | undefined {
    return Object.keys(this.members).find((name) => this.members[name]?.serialization.eventstream);
  }

  /** The code that tells the error on the wire; undefined for what is no error. */
  get errorCode(): string | undefined {
    if (!this.merged.exception) return undefined;
    return this.merged.error?.code || this.name;
  }

  get isDocumentType(): boolean {
    return this.merged.document ?? false;
  }

  get isTaggedUnion(): boolean {
    return this.merged.union ?? false;
  }
}

export class ListShape extends AnyShape {
  override readonly typeName = "list";
  readonly #resolve: ResolveShape;

  constructor(merged: MergedShape, resolve: ResolveShape) {
    super(merged);
    this.#resolve = resolve;
  }

  get member(): Shape {
    return this.#resolve(this.merged.member!);
  }
}

export class MapShape extends AnyShape {
  override readonly typeName = "map";
  readonly #resolve: ResolveShape;

  constructor(merged: MergedShape, resolve: ResolveShape) {
    super(merged);
    this.#resolve = resolve;
  }

  get key(): Shape {
    return this.#resolve(this.merged.key!);
  }

  get value(): Shape {
    return this.#resolve(this.merged.value!);
  }
}

export class StringShape extends AnyShape {
  override readonly typeName = "string";

  /** The values that the model knows; empty where any text will do. */
  get enum(): readonly string[] {
    return this.merged.enum ?? [];
  }
}

export class ScalarShape extends AnyShape {
  override readonly typeName: Exclude<RawScalarType, "string">;

  constructor(merged: MergedShape, typeName: Exclude<RawScalarType, "string">) {
    super(merged);
    this.typeName = typeName;
  }
}

/** Makes the shape of a kind that a model's type stands for. */
export function createShape(merged: MergedShape, resolve: ResolveShape): Shape {
  switch (merged.type) {
    case "structure":
      return new StructureShape(merged, resolve);
    case "list":
      return new ListShape(merged, resolve);
    case "map":
      return new MapShape(merged, resolve);
    case "string":
      return new StringShape(merged);
    default:
      return new ScalarShape(merged, merged.type);
  }
}

function pick<Trait extends keyof MergedShape>(
  merged: MergedShape,
  traits: readonly Trait[],
): Pick<MergedShape, Trait> {
  return Object.fromEntries(
    traits.filter((trait) => merged[trait] !== undefined).map((trait) => [trait, merged[trait]]),
  ) as Pick<MergedShape, Trait>;
}

// botocore model.py, SERIALIZED_ATTRS and METADATA_ATTRS
type SerializedTrait =
  | "queryName"
  | "flattened"
  | "location"
  | "payload"
  | "streaming"
  | "timestampFormat"
  | "xmlNamespace"
  | "resultWrapper"
  | "xmlAttribute"
  | "eventstream"
  | "event"
  | "eventheader"
  | "eventpayload"
  | "jsonvalue"
  | "hostLabel";

type MetadataTrait =
  | "required"
  | "min"
  | "max"
  | "pattern"
  | "sensitive"
  | "enum"
  | "idempotencyToken"
  | "error"
  | "exception"
  | "endpointdiscoveryid"
  | "retryable"
  | "document"
  | "union"
  | "contextParam"
  | "requiresLength";

const serializedTraits: readonly SerializedTrait[] = [
  "queryName",
  "flattened",
  "location",
  "payload",
  "streaming",
  "timestampFormat",
  "xmlNamespace",
  "resultWrapper",
  "xmlAttribute",
  "eventstream",
  "event",
  "eventheader",
  "eventpayload",
  "jsonvalue",
  "hostLabel",
];

const metadataTraits: readonly MetadataTrait[] = [
  "required",
  "min",
  "max",
  "pattern",
  "sensitive",
  "enum",
  "idempotencyToken",
  "error",
  "exception",
  "endpointdiscoveryid",
  "retryable",
  "document",
  "union",
  "contextParam",
  "requiresLength",
];
