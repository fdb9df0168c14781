/** A package cannot be made of a model; the message says where the model is wrong. */
export class GenerationError extends Error {
  override readonly name = "GenerationError" as const;
}
