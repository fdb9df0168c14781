import { AliasConflictParameterError } from "../../errors/call.js";
import type { EventHandler } from "../../events/emitter.js";
import { readSchema } from "../../schema/read.js";

/**
 * Makes a handler that takes `alias` for the member `name`, where the operation has that member.
 *
 * The handler throws {@link AliasConflictParameterError} when both are given.
 *
 * @see botocore handlers.py, ParameterAlias
 */
export function parameterAlias(name: string, alias: string): EventHandler<"before-parameter-build"> {
  return ({ params, model }) => {
    const value = params[alias];
    if (value === undefined || !model.input || !readSchema(model.input).byName.has(name)) return;
    if (params[name] !== undefined) {
      throw new AliasConflictParameterError(`${model.name} got both ${name} and its alias ${alias}: give one of them.`);
    }
    params[name] = value;
    delete params[alias];
  };
}
