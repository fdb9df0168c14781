import type { ResponseMetadata } from "../schema/metadata.js";

/**
 * The root of everything that Inia throws (botocore's `BotoCoreError`; service errors extend it too).
 *
 * `code` is stable and meant for programs: an error code of the service for a {@link ClientError}, else the
 * class's name. `operation`, `service` and `attempts` are filled in when the error leaves a call.
 */
export class IniaError extends Error {
  /** Marks errors of every copy of core: see `isIniaError`. */
  readonly "~inia" = "error" as const;
  override readonly name: string = "IniaError";
  /** Who is at fault, where that is known. */
  fault: "client" | "server" | undefined = undefined;
  operation: string | undefined = undefined;
  service: string | undefined = undefined;
  requestId: string | undefined = undefined;
  statusCode: number | undefined = undefined;
  /** Attempts that were made, the first one counted. */
  attempts: number | undefined = undefined;
  $metadata: ResponseMetadata | undefined = undefined;
  readonly "~code": string | undefined;

  constructor(message?: string, options?: ErrorOptions & { readonly code?: string | undefined }) {
    super(message, options);
    this["~code"] = options?.code;
  }

  get code(): string {
    return this["~code"] ?? this.name;
  }
}

/** Whether a value is an error of Inia's, of any copy of core in this program. */
export function isIniaError(value: unknown): value is IniaError {
  return value instanceof Error && (value as { "~inia"?: unknown })["~inia"] === "error";
}
