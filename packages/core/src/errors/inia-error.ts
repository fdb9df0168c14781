import type { ResponseMetadata } from "../schema/metadata.js";

/**
 * The root of everything that Inia throws (botocore's `BotoCoreError`; service errors extend it too).
 *
 * `code` is stable and meant for programs: an error code of the service for a {@link ClientError}, else the
 * class's name. `operation`, `service` and `attempts` are filled in when the error leaves a call.
 */
export class IniaError extends Error {
  override readonly name: string = "IniaError";
  /** Who is at fault, where that is known. */
  declare fault?: "client" | "server" | undefined;
  declare operation?: string | undefined;
  declare service?: string | undefined;
  declare requestId?: string | undefined;
  declare statusCode?: number | undefined;
  /** Attempts that were made, the first one counted. */
  declare attempts?: number | undefined;
  declare $metadata?: ResponseMetadata | undefined;
  declare readonly "~code"?: string;

  constructor(message?: string, options?: ErrorOptions & { readonly code?: string | undefined }) {
    super(message, options);
    // Not a field: whoever prints the error sees the code once.
    if (options?.code !== undefined) Object.defineProperty(this, "~code", { value: options.code });
  }

  /** Marks errors of every copy of core: see `isIniaError`. */
  get "~inia"(): "error" {
    return "error";
  }

  get code(): string {
    return this["~code"] ?? this.name;
  }
}

/** Whether a value is an error of Inia's, of any copy of core in this program. */
export function isIniaError(value: unknown): value is IniaError {
  return value instanceof Error && (value as { "~inia"?: unknown })["~inia"] === "error";
}
