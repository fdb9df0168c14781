import { ResponseParserError } from "../errors/parser.js";

/** What a parser throws: its own errors as they are, anything else (a body nested too deep for the stack) wrapped. */
export function asParserError(cause: unknown): ResponseParserError {
  if (cause instanceof ResponseParserError) return cause;
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new ResponseParserError(`The response's body cannot be read: ${reason}`, { cause });
}
