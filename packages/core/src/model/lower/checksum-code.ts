import type { ChecksumTrait } from "../../schema/operation.js";

/** Exports of `generated/checksum`. */
export type ChecksumCode = "requestChecksums" | "responseChecksums";

/** The code that an operation's checksums need. */
export function checksumCode(trait: ChecksumTrait | undefined): ChecksumCode[] {
  const { required, algorithmMember, modeMember } = trait ?? {};
  return [
    ...(required || algorithmMember ? (["requestChecksums"] as const) : []),
    ...(modeMember ? (["responseChecksums"] as const) : []),
  ];
}
