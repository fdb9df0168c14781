import type { OperationDescriptor } from "../../schema/operation.js";
import type { RawOperation, RawReference, RawService, RawShape } from "../raw-model.js";

/** The field of an operation's descriptor that holds code, by the name that core exports it under. */
export const fieldByCode: Readonly<Record<OperationCode, OperationCodeField>> = {
  renderHostPrefix: "renderHostPrefix",
  reportInexact: "reportInexact",
  writeXmlBody: "writeBody",
  xmlEvents: "eventCodec",
};

export type OperationCode = "renderHostPrefix" | "reportInexact" | "writeXmlBody" | "xmlEvents";

export type OperationCodeField = keyof OperationDescriptor &
  ("renderHostPrefix" | "reportInexact" | "writeBody" | "eventCodec");

/** The name that core exports the code of streams under, by the sides of a call that may be one. */
export const streamsBySide: Readonly<
  Record<"input" | "output" | "both", "requestStreams" | "responseStreams" | "streams">
> = {
  input: "requestStreams",
  output: "responseStreams",
  both: "streams",
};

/** The code that an operation's calls need, and that of others in the service may not. */
export function operationCode(
  operation: RawOperation,
  errors: readonly string[],
  protocol: string,
  model: RawService,
): OperationCode[] {
  const { input, output, endpoint } = operation;
  const isXml = protocol === "rest-xml";
  const results = [...(output ? [output.shape] : []), ...errors];
  return [
    ...(endpoint?.hostPrefix.includes("{") ? (["renderHostPrefix"] as const) : []),
    ...(results.some((name) => shapesWithIntegers(model).has(name)) ? (["reportInexact"] as const) : []),
    ...(isXml && input && isBodyWritten(model.shapes[input.shape]!, model) ? (["writeXmlBody"] as const) : []),
    ...(isXml && [input, output].some((side) => side && hasEvents(side, model)) ? (["xmlEvents"] as const) : []),
  ];
}

/** Whether a structure goes into the body: as its payload, or the members that have no other place. */
function isBodyWritten({ payload, members = {} }: RawShape, { shapes }: RawService): boolean {
  if (payload === undefined) return Object.values(members).some(({ location }) => location === undefined);
  const { type, eventstream } = shapes[members[payload]!.shape]!;
  return type === "structure" && !eventstream;
}

function hasEvents({ shape }: RawReference, { shapes }: RawService): boolean {
  return Object.values(shapes[shape]!.members ?? {}).some((member) => shapes[member.shape]!.eventstream);
}

const integersByModel = new WeakMap<RawService, ReadonlySet<string>>();

/** Names of shapes in which an integer may stand, at whatever depth; a document may hold some too. */
function shapesWithIntegers(model: RawService): ReadonlySet<string> {
  let found = integersByModel.get(model);
  if (found === undefined) integersByModel.set(model, (found = findIntegers(model)));
  return found;
}

function findIntegers({ shapes }: RawService): ReadonlySet<string> {
  const holders = new Map<string, string[]>();
  const found = new Set<string>();
  for (const [name, shape] of Object.entries(shapes)) {
    const { type, document, members = {}, member, value } = shape;
    if (type === "integer" || type === "long" || document) found.add(name);
    for (const inner of [...Object.values(members), member, value]) {
      if (inner !== undefined) holders.set(inner.shape, [...(holders.get(inner.shape) ?? []), name]);
    }
  }
  // A set that grows while it is walked is walked to its end.
  for (const name of found) for (const holder of holders.get(name) ?? []) found.add(holder);
  return found;
}
