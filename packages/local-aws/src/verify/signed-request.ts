/** One header line as it stood on the wire; name and value hold one character per byte. */
export type HeaderLine = readonly [name: string, value: string];

/** The head of a request as it stood on the wire. Strings hold one character per byte (latin1). */
export interface SignedRequest {
  readonly method: string;
  /** Raw request target: path and query, undecoded. */
  readonly target: string;
  readonly headers: readonly HeaderLine[];
}

/** All values of a header, joined by commas as HTTP allows; `undefined` when it is absent. */
export function headerValue(headers: readonly HeaderLine[], name: string): string | undefined {
  const values = headers.filter(([key]) => key.toLowerCase() === name).map(([, value]) => value.trim());
  return values.length === 0 ? undefined : values.join(",");
}
