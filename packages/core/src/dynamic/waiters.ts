import { WaiterConfigError } from "../errors/call.js";
import { interpret } from "../jmespath/interpret.js";
import { lowerJmesPath } from "../model/lower/jmespath.js";
import { uncapitalise } from "../model/names.js";
import type { RawAcceptor, RawWaiters } from "../model/raw-model.js";
import type { ServiceModel } from "../model/service-model.js";
import type { AnyOperation } from "../schema/operation.js";
import type { Acceptor } from "../waiters/acceptor.js";
import { type OptionalInputWaiterOf, waiter } from "../waiters/waiter.js";

type Output = Record<string, unknown>;

/** A waiter whose types only the model knows. */
export type DynamicWaiter = OptionalInputWaiterOf<string, object, Output>;

/**
 * Makes the waiters of a model, by their names in lower camel case.
 *
 * @throws {@link WaiterConfigError} for a version of the file that nobody knows.
 */
export function waitersOf(
  { version, waiters }: RawWaiters,
  operations: ReadonlyMap<string, AnyOperation>,
  model: ServiceModel,
): Map<string, DynamicWaiter> {
  if (version !== 2) {
    throw new WaiterConfigError(`Unsupported waiter version ${version} for ${model.serviceName}: it must be 2.`);
  }
  return new Map(
    Object.entries(waiters).map(([name, raw]) => [
      uncapitalise(name),
      waiter<string, object, Output>({
        name,
        operation: operations.get(model.operationModel(raw.operation).name)!,
        delaySeconds: raw.delay,
        maxAttempts: raw.maxAttempts,
        acceptors: raw.acceptors.map((acceptor) => acceptorOf(acceptor, `The waiter ${name}`)),
      }),
    ]),
  );
}

function acceptorOf(raw: RawAcceptor, where: string): Acceptor<Output> {
  const { state } = raw;
  switch (raw.matcher) {
    case "status":
      return { state, status: raw.expected };
    case "error":
      return { state, error: raw.expected };
    default: {
      const { matcher, argument, expected } = raw;
      return { state, matcher, argument, expected, select: interpret(lowerJmesPath(argument, where)) };
    }
  }
}
