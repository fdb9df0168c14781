/** Why scenarios with web streams cannot run, where there are none, or nothing that reads them. */
export function webStreams(): string | undefined {
  return typeof ReadableStream === "undefined" || typeof Response === "undefined"
    ? "there are no web streams"
    : undefined;
}
