import { ClientError, EventStreamError } from "../errors/client-error.js";
import type { Adapt } from "./command.js";

/** Lets a stream of events in an output end with the errors that v3 throws. */
/*#__NO_SIDE_EFFECTS__*/
export function eventMember(member: string): Adapt {
  return (output, _input, toError) => {
    const events = output[member] as AsyncIterable<unknown>;
    output[member] = (async function* () {
      try {
        yield* events;
      } catch (error) {
        // v3 calls what its model does not know by the code; of the others the caller is at fault, unless they say it.
        if (error instanceof EventStreamError) Object.assign(error, { name: error.code });
        else if (error instanceof ClientError) error.fault ??= "client";
        throw toError(error);
      }
    })();
  };
}
