/** The kinds of vectors there are. */
export const kinds = [
  "request",
  "response",
  "error",
  "paginator",
  "waiter",
  "special",
  "endpoints",
  "protocol",
  "sigv4",
  "cbor",
] as const;

export type Kind = (typeof kinds)[number];

/** A row of a golden file: what botocore did with an input. Values in it are encoded, see `decode-value.ts`. */
export interface Row {
  /** botocore's folder name. */
  readonly service: string;
  readonly operation: string;
  readonly case: string;
  /** Absent in rows of the kind `special`. */
  readonly protocol?: string;
  readonly client: ClientSettings;
  readonly input?: unknown;
  readonly expected: Expectation;
  readonly response?: RecordedResponse;
  /** Of paginators. */
  readonly paginationConfig?: {
    readonly MaxItems?: number;
    readonly PageSize?: number;
    readonly StartingToken?: string;
  };
  readonly pages?: readonly unknown[];
  /** Of waiters. */
  readonly waiter?: string;
  readonly waiterConfig?: { readonly Delay?: number; readonly MaxAttempts?: number };
  readonly responses?: readonly WaiterResponse[];
  /** Of presigned URLs and forms. */
  readonly expiresIn?: number;
  readonly httpMethod?: string;
  readonly bucket?: string;
  readonly key?: string;
  readonly fields?: Readonly<Record<string, string>>;
  readonly conditions?: readonly unknown[];
}

/** Settings of the client that a row was made with; absent ones have their defaults. */
export interface ClientSettings {
  readonly region?: string;
  readonly sessionToken?: boolean;
  readonly accountId?: string;
  readonly useFips?: boolean;
  readonly useDualstack?: boolean;
  readonly endpointUrl?: string;
  readonly s3?: Readonly<Record<string, unknown>>;
  readonly [setting: string]: unknown;
}

export interface RecordedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly bodyBase64?: string;
}

export interface RecordedResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly bodyBase64?: string;
}

export type WaiterResponse =
  | { readonly output: unknown; readonly status: number }
  | { readonly error: { readonly Code: string; readonly Message: string; readonly status: number } };

export interface Expectation {
  readonly request?: RecordedRequest;
  /** Requests that the call makes first. */
  readonly preceding?: readonly RecordedRequest[];
  readonly output?: unknown;
  readonly error?: {
    readonly exception: string;
    readonly message?: string;
    /** What botocore parsed: `Error`, members, `ResponseMetadata`. */
    readonly response?: unknown;
  };
  readonly requests?: readonly unknown[];
  readonly fullResult?: unknown;
  readonly outcome?: "success" | "failure" | "timeout";
  readonly attempts?: number;
  readonly sleeps?: readonly number[];
  readonly message?: string;
  readonly url?: string;
  readonly token?: string;
  readonly fields?: Readonly<Record<string, string>>;
}

/** Recognises a row's kind by what it holds. */
export function kindOfRow(row: Row): Kind {
  if (row.pages !== undefined) return "paginator";
  if (row.waiter !== undefined) return "waiter";
  if (row.response !== undefined) return row.expected.error === undefined ? "response" : "error";
  return row.protocol !== undefined && row.expected.request !== undefined ? "request" : "special";
}

/** The part of the kind `special` that a row belongs to: its case without the number. */
export function groupOfRow(row: Row): string {
  return row.case.replace(/-\d+$/, "");
}
