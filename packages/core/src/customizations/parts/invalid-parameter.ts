import { ParamValidationError } from "../../errors/call.js";

/** The error for one parameter that the model's rules let pass and the service does not. */
export function invalidParameter(path: string, message: string): ParamValidationError {
  return new ParamValidationError(`Parameter validation failed:\n${message}`, { problems: [{ path, message }] });
}
