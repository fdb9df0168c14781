import type { StreamingInput } from "../streaming/types.js";

/** A form body as a mapping: event handlers and the presigner edit it before it is written. */
export interface FormBody {
  readonly form: Map<string, string>;
}

/**
 * The request before it has an endpoint: botocore's request dictionary. `before-call` handlers may change all of
 * it.
 */
export interface SerializedRequest {
  method: string;
  /** Percent-encoded path of the operation; may carry the query that the model's URI has (`/?uploads`). */
  path: string;
  /** Further query parameters, not yet encoded, in order. A list repeats its name. */
  query: [name: string, value: string][];
  headers: Record<string, string>;
  body: Uint8Array | FormBody | StreamingInput | undefined;
  /** Rendered host prefix, for example `123456789012.`. */
  hostPrefix?: string | undefined;
}
