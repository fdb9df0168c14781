import type { Operation, OperationDescriptor } from "../schema/operation.js";

/**
 * Makes an operation of its descriptor: a function whose call is run by the client it is given. Nothing of core comes
 * along, so that an operation that nobody calls vanishes from a bundle.
 */
/*#__NO_SIDE_EFFECTS__*/
export function operation<Service extends string, Input, Output, Failure>(
  model: OperationDescriptor,
): Operation<Service, Input, Output, Failure> {
  const run = ((client, input, options) => client["~call"](model, input, options)) as Operation<
    Service,
    Input,
    Output,
    Failure
  > & { model: OperationDescriptor };
  run.model = model;
  return run;
}
