import { UnknownClientMethodError } from "../errors/call.js";
import type { OperationDescriptor, OptionalInputOperation } from "../schema/operation.js";

/**
 * Makes an operation of its descriptor (its input may be left out, or not: that is for the type it is given): a function
 * whose call is run by the client it is given. Next to nothing of core comes along, so that an operation that nobody
 * calls vanishes from a bundle.
 */
/*#__NO_SIDE_EFFECTS__*/
export function operation<Service extends string, Input, Output, Failure>(
  model: OperationDescriptor,
): OptionalInputOperation<Service, Input, Output, Failure> {
  const run = ((client, input, options) => {
    if (typeof (client as Partial<typeof client> | undefined)?.["~call"] === "function") {
      return client["~call"](model, input, options);
    }
    const message = `${model.name}: the first argument must be a client of ${model.service}.`;
    return Promise.reject(new UnknownClientMethodError(message));
  }) as OptionalInputOperation<Service, Input, Output, Failure> & { model: OperationDescriptor };
  run.model = model;
  return run;
}
