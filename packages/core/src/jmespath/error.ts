import { IniaError } from "../errors/inia-error.js";

/** A JMESPath expression cannot be read, or a function in it got a value of the wrong type. */
export class JmesPathError extends IniaError {
  override readonly name: string = "JmesPathError";
}
