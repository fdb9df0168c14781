/** Values as JSON that tells their types apart; what is undefined is absent. */
export function encode(value: unknown): unknown {
  if (typeof value === "bigint") return { bigint: String(value) };
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof Error) return encodeError(value);
  if (value instanceof Date) return { date: value.toISOString() };
  if (value instanceof Uint8Array) return { bytes: Buffer.from(value).toString("base64") };
  if (value instanceof Set) return { set: [...value].map(encode) };
  if (Array.isArray(value)) return value.map((item) => encode(item) ?? null);
  const members = Object.entries(value).filter(([, member]) => member !== undefined && typeof member !== "function");
  return Object.fromEntries(members.sort().map(([name, member]) => [name, encode(member)]));
}

/** What programs look at when something is thrown. */
export function encodeError(thrown: unknown): unknown {
  const error = thrown as Error & { $fault?: unknown; $metadata?: unknown; $response?: { statusCode?: number } };
  return {
    isError: thrown instanceof Error,
    name: error.name,
    message: error.message,
    fault: error.$fault ?? null,
    metadata: encode(error.$metadata ?? null),
    status: error.$response?.statusCode ?? null,
  };
}
