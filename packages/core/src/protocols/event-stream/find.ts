import type { MemberSchema, StructureSchema } from "../../schema/read.js";

/** The member of an output that the caller reads as a stream: of bytes, or of events. */
export function streamedMember(output: StructureSchema): MemberSchema | undefined {
  return output.payload?.value.kind === "blob" ? output.payload : findEventStream(output);
}

/** The member of an input or output that is an event stream. */
export function findEventStream(schema: StructureSchema): MemberSchema | undefined {
  let member = found.get(schema);
  if (member === undefined) {
    member = schema.members.find(({ value }) => value.kind === "structure" && value.eventStream) ?? null;
    found.set(schema, member);
  }
  return member ?? undefined;
}

const found = /*#__PURE__*/ new WeakMap<StructureSchema, MemberSchema | null>();
