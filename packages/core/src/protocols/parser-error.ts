import { ResponseParserError } from "../errors/parser.js";

/** What a parser throws: its own errors as they are, anything else (a body nested too deep for the stack) wrapped. */
export function asParserError(cause: unknown): ResponseParserError {
  if (cause instanceof ResponseParserError) return cause;
  const reason = withoutExcerpt(cause);
  return new ResponseParserError(
    `The response's body cannot be read: ${reason instanceof Error ? reason.message : String(reason)}`,
    { cause: reason },
  );
}

/** Engines quote what `JSON.parse` could not read, with what stands around it: that may be a secret. */
export function withoutExcerpt(error: unknown): unknown {
  if (!(error instanceof SyntaxError)) return error;
  return new SyntaxError(error.message.replace(/[^\s"]*"[^]*"[^\s"]*/, "…"));
}
