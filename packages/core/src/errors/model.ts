import { IniaError } from "./inia-error.js";

/** The model has no shape of this name; the message lists the nearest ones. */
export class NoShapeFoundError extends IniaError {
  override readonly name: string = "NoShapeFoundError";
}

/** The model has no operation of this name; the message lists the nearest ones. */
export class OperationNotFoundError extends IniaError {
  override readonly name: string = "OperationNotFoundError";
}

/** The model does not say what was asked for. */
export class UndefinedModelAttributeError extends IniaError {
  override readonly name: string = "UndefinedModelAttributeError";
}

/** The model has no service id, which every service must have. */
export class MissingServiceIdError extends UndefinedModelAttributeError {
  override readonly name: string = "MissingServiceIdError";
}
