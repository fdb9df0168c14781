import type { Customization } from "../client/service-descriptor.js";
import { percentDecode } from "../encoding/percent-decode.js";
import type { EventPayload } from "../events/event-map.js";
import { readSchema, type ValueSchema } from "../schema/read.js";
import { table } from "./parts/table.js";

export const customizations: readonly Customization[] = /*#__PURE__*/ table({ "after-call.iam": decodePolicies });

/** IAM answers policies percent-encoded. They become JSON text, as callers send them. */
function decodePolicies({ parsed, model }: EventPayload<"after-call">): void {
  if (model.output !== undefined) decodeWithin(readSchema(model.output), parsed);
}

function decodeWithin(schema: ValueSchema, value: unknown): void {
  if (schema.kind === "list") for (const item of value as unknown[]) decodeWithin(schema.member, item);
  if (schema.kind !== "structure") return;
  const members = value as Record<string, unknown>;
  for (const { name, shape, value: inner } of schema.members) {
    if (members[name] === undefined) continue;
    if (shape === "policyDocumentType") members[name] = decodePolicy(String(members[name]));
    else decodeWithin(inner, members[name]);
  }
}

/** What does not decode to JSON is no policy, and stays. (botocore handlers.py, decode_quoted_jsondoc) */
function decodePolicy(text: string): string {
  const decoded = percentDecode(text);
  try {
    JSON.parse(decoded);
    return decoded;
  } catch {
    return text;
  }
}
