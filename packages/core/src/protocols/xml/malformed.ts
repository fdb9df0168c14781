import { ResponseParserError } from "../../errors/parser.js";

/**
 * The text is no well-formed XML. To programs it is a `ResponseParserError`; it is a class of its own because S3 takes
 * such an answer of status 200 for a failed one. (botocore handlers.py, handle_200_error)
 */
export class MalformedXmlError extends ResponseParserError {}
