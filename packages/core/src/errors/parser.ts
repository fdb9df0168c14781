import { IniaError } from "./inia-error.js";

/** A response cannot be read as the protocol says; `cause` keeps the reason, `$metadata` the status and headers. */
export class ResponseParserError extends IniaError {
  override readonly name: string = "ResponseParserError";
  /** How the body begins, with what looks like a secret masked; undefined where it was streamed, or may hold what is sensitive. */
  declare bodyStart?: string;
}

/** Bytes of an event stream are not well formed. */
export class EventStreamParserError extends IniaError {
  override readonly name: string = "EventStreamParserError";
}
