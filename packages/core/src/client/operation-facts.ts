import type { EventRoot } from "../events/event-map.js";
import { streamedMember } from "../protocols/event-stream/find.js";
import type { OperationDescriptor } from "../schema/operation.js";
import { type MemberSchema, readSchema, type StructureSchema } from "../schema/read.js";

/** What all calls of an operation have in common, read from its descriptor once. */
export interface OperationFacts {
  readonly input: StructureSchema | undefined;
  readonly output: StructureSchema | undefined;
  readonly hasStreamingInput: boolean;
  /** The member of the output that the caller reads as a stream: any blob that is a payload, and event streams. */
  readonly streamed: MemberSchema | undefined;
  /** What messages show in place of the path, where that holds what the model calls sensitive. */
  readonly shownPath: string | undefined;
  /** Names of the operation's events, each made when it is first looked for. */
  readonly eventNames: Partial<Record<EventRoot, string>>;
}

export function readFacts(operation: OperationDescriptor): OperationFacts {
  const input = operation.input && readSchema(operation.input);
  const output = operation.output && readSchema(operation.output);
  return {
    input,
    output,
    hasStreamingInput: input?.payload?.value.kind === "blob",
    streamed: output && streamedMember(output),
    shownPath: input?.members.some(isSensitiveLabel) ? operation.http[1].split("?")[0] : undefined,
    eventNames: {},
  };
}

function isSensitiveLabel(member: MemberSchema): boolean {
  return member.location === "uri" && member.sensitive;
}
