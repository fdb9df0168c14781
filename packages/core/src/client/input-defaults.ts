import type { ResolvedConfig } from "../config/resolved-config.js";
import type { OperationDescriptor } from "../schema/operation.js";
import type { StructureSchema } from "../schema/read.js";

/** What the defaults of a call depend on. */
export interface DefaultsSource {
  readonly operation: Pick<OperationDescriptor, "checksum">;
  readonly input: StructureSchema | undefined;
  readonly context?: { readonly isPresignRequest?: boolean };
  readonly client: { readonly config: Pick<ResolvedConfig, "idempotencyToken" | "responseChecksumValidation"> };
}

/**
 * Fills in what callers may leave out: idempotency tokens, and the member that has the service send checksums.
 * Members of nested structures are never filled in.
 *
 * @see botocore handlers.py, generate_idempotent_uuid and _handle_request_validation_mode_member
 */
export function fillDefaults(
  params: Record<string, unknown>,
  { operation, input, client, context }: DefaultsSource,
): void {
  if (input !== undefined) {
    for (const token of tokenMembers(input))
      if (params[token] === undefined) params[token] = client.config.idempotencyToken();
  }
  // Whoever gets a presigned URL would have to send the header that the mode travels in.
  const mode = context?.isPresignRequest ? undefined : operation.checksum?.modeMember;
  if (
    mode !== undefined &&
    params[mode] === undefined &&
    client.config.responseChecksumValidation === "when_supported"
  ) {
    params[mode] = "ENABLED";
  }
}

const tokens = /*#__PURE__*/ new WeakMap<StructureSchema, readonly string[]>();

function tokenMembers(schema: StructureSchema): readonly string[] {
  let names = tokens.get(schema);
  if (names === undefined) {
    names = schema.members.filter((member) => member.idempotencyToken).map(({ name }) => name);
    tokens.set(schema, names);
  }
  return names;
}
