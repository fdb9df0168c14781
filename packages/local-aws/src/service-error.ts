/** What a service error says besides code, status and message. */
export interface ServiceErrorDetails {
  /** Members of the error body, in order (`BucketName`, `StringToSign`, …). */
  readonly fields?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An error that a service answers with; each service writes it in its protocol's shape. */
export class ServiceError extends Error {
  override readonly name = "ServiceError";
  readonly code: string;
  readonly status: number;
  readonly fields: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: string, status: number, message: string, details: ServiceErrorDetails = {}) {
    super(message);
    this.code = code;
    this.status = status;
    this.fields = details.fields ?? {};
    this.headers = details.headers ?? {};
  }
}
