import type { IniaError } from "../errors/inia-error.js";
import { awsSdkMetadata } from "./metadata.js";

/** v3 throws what Node's sockets say, and programs ask for its `code`. */
export function socketError(error: IniaError): unknown {
  const { cause, $metadata } = error as { cause?: { code?: unknown }; $metadata?: object };
  return typeof cause?.code === "string" ? Object.assign(cause, { $metadata: awsSdkMetadata($metadata) }) : error;
}
