import type { OperationDescriptor, OptionalInputOperation } from "../schema/operation.js";

/**
 * Makes an operation of its descriptor (its input may be left out, or not: that is for the type it is given): a function whose call is run by the client it is given. Nothing of core comes
 * along, so that an operation that nobody calls vanishes from a bundle.
 */
/*#__NO_SIDE_EFFECTS__*/
export function operation<Service extends string, Input, Output, Failure>(
  model: OperationDescriptor,
): OptionalInputOperation<Service, Input, Output, Failure> {
  const run = ((client, input, options) => client["~call"](model, input, options)) as OptionalInputOperation<
    Service,
    Input,
    Output,
    Failure
  > & { model: OperationDescriptor };
  run.model = model;
  return run;
}
