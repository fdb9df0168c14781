import { linkRules, type RawOperation, type RawReference, type RawService, type RawShape } from "@inia/core/model";
import { isPlain } from "../decode-value.js";
import { serviceOfModel } from "../model-service.js";
import type { Service } from "../service.js";

export interface ProtocolSuite {
  readonly description: string;
  readonly metadata: { readonly protocol: string } & Readonly<Record<string, unknown>>;
  readonly shapes: Readonly<Record<string, RawShape>>;
  readonly clientEndpoint?: string;
  readonly cases: readonly ProtocolCase[];
}

export interface ProtocolCase {
  readonly id?: string;
  readonly given: Omit<RawOperation, "http" | "input" | "output"> & {
    readonly http?: RawOperation["http"];
    readonly input?: CaseReference;
    readonly output?: CaseReference;
  };
  readonly params?: unknown;
  readonly serialized?: Serialized;
  readonly response?: {
    readonly status_code: number;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string;
  };
  readonly result?: unknown;
  readonly errorCode?: string;
  readonly errorMessage?: string;
  readonly error?: unknown;
}

/** Old suites state the payload where the shape is referred to. */
type CaseReference = NonNullable<RawOperation["input"]> & { readonly payload?: string };

export interface Serialized {
  readonly method?: string;
  readonly uri?: string;
  readonly host?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly forbidHeaders?: readonly string[];
  readonly requireHeaders?: readonly string[];
}

/** The service that a case's own model describes. What old suites leave out is filled in. */
export function serviceOfCase({ metadata, shapes }: ProtocolSuite, { given }: ProtocolCase): Service {
  const model = {
    metadata: { apiVersion: "", endpointPrefix: "protocol", serviceId: "Protocol", ...metadata },
    operations: { [given.name]: { http: { method: "POST", requestUri: "/" }, ...given } },
    shapes: withPayloads(withKnownTypes(shapes), [given.input, given.output]),
  } as unknown as RawService;
  return serviceOfModel(model, anywhere);
}

/** Suites have no endpoint rules; requests go where the client is told. */
const anywhere = linkRules({
  version: "1.0",
  parameters: { Endpoint: { type: "string", builtIn: "SDK::Endpoint", required: true } },
  rules: [{ type: "endpoint", conditions: [], endpoint: { url: { ref: "Endpoint" }, properties: {}, headers: {} } }],
});

function withPayloads(
  shapes: Readonly<Record<string, RawShape>>,
  references: readonly (CaseReference | undefined)[],
): Record<string, RawShape> {
  const all = { ...shapes };
  for (const reference of references) {
    if (reference?.payload === undefined) continue;
    all[reference.shape] = { ...all[reference.shape]!, payload: reference.payload } as RawShape;
  }
  return all;
}

/** A type of old suites that no service's model has: a string of one character. */
function withKnownTypes(shapes: Readonly<Record<string, RawShape>>): Record<string, RawShape> {
  return Object.fromEntries(
    Object.entries(shapes).map(([name, shape]) => [
      name,
      shape.type === "character" ? { ...shape, type: "string" as const } : shape,
    ]),
  );
}

/** Values as suites write them (timestamps in seconds, floats in words) as they are here, by their shapes. */
export function decodeByShape(value: unknown, shapeName: string | undefined, shapes: ProtocolSuite["shapes"]): unknown {
  const shape = shapeName === undefined ? undefined : shapes[shapeName];
  if (shape === undefined || value === null || shape.document) return value;
  const inner = (item: unknown, member: RawReference | undefined): unknown =>
    decodeByShape(item, member?.shape, shapes);
  if (shape.eventstream && Array.isArray(value)) return value.map((event) => decodeByShape(event, shapeName, shapes));
  switch (shape.type) {
    case "structure":
      if (!isPlain(value)) return value;
      return mapValues(value, (item, name) => inner(item, shape.members?.[name]));
    case "map":
      return isPlain(value) ? mapValues(value, (item) => inner(item, shape.value)) : value;
    case "list":
      return Array.isArray(value) ? value.map((item) => inner(item, shape.member)) : value;
    case "timestamp":
      return typeof value === "number" ? new Date(value * 1000) : value;
    case "float":
    case "double":
      return typeof value === "string" ? Number(value) : value;
    case "blob":
      return typeof value === "string" ? new Uint8Array(Buffer.from(value)) : value;
    default:
      return value;
  }
}

function mapValues(
  record: Readonly<Record<string, unknown>>,
  map: (value: unknown, name: string) => unknown,
): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value, name)]));
}
